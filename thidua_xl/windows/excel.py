"""What Windows knows of Excel: version, bits, macro settings, trusted locations; and one more of these."""

import ctypes
import struct
import sys
from pathlib import Path

from thidua_xl.windows import registry
from thidua_xl.windows.facts import Excel, Macros, Signs, TrustedPlace
from thidua_xl.windows.registry import MACHINE, USER

PROGRAM = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
CURRENT = r"SOFTWARE\Classes\Excel.Application\CurVer"  # Excel.Application.16
OFFICE, POLICIES = r"Software\Microsoft\Office", r"Software\Policies\Microsoft\Office"
INTERNATIONAL = r"Control Panel\International"
SHELL_FOLDERS = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
NEWEST = "16.0"  # Excel 2016, 2019, 2021, 2024 and 365
DESCRIPTION = "thidua-xl"
BITS = {0x014C: 32, 0x8664: 64, 0xAA64: 64}


def installed() -> Excel | None:
    """The Excel of this PC; None where there is none."""
    path, current = registry.text(MACHINE, PROGRAM), registry.text(MACHINE, CURRENT)
    if not path and not current:
        return None
    number = (current or "").rpartition(".")[2]
    office = f"{number}.0" if number.isdigit() else NEWEST
    program = Path(path.strip('"')) if path else None
    if program is None or not program.is_file():
        return Excel(office)
    return Excel(office, file_version(program), bits_of(program))


def bits_of(program: Path) -> int | None:
    """32 or 64, as the head of a program file says."""
    with program.open("rb") as file:
        head = file.read(0x1000)
    try:
        (start,) = struct.unpack_from("<I", head, 0x3C)
        (machine,) = struct.unpack_from("<H", head, start + 4)
    except struct.error:
        return None
    return BITS.get(machine) if head[start : start + 4] == b"PE\0\0" else None


def file_version(program: Path) -> str | None:
    """``16.0.17928.20114``, from the file's version resource."""
    if sys.platform != "win32":
        return None
    library, name = ctypes.WinDLL("version"), str(program)
    size = library.GetFileVersionInfoSizeW(name, None)
    block = ctypes.create_string_buffer(size or 1)
    found, length = ctypes.c_void_p(), ctypes.c_uint()
    if not size or not library.GetFileVersionInfoW(name, 0, size, block):
        return None
    if not library.VerQueryValueW(block, "\\", ctypes.byref(found), ctypes.byref(length)) or not found.value:
        return None
    high, low = struct.unpack_from("<II", ctypes.string_at(found.value, 16), 8)
    return f"{high >> 16}.{high & 0xFFFF}.{low >> 16}.{low & 0xFFFF}"


def macros(office: str) -> Macros:
    """The settings of the current user, and of whoever runs the PC for them."""
    policy, own = rf"{POLICIES}\{office}\Excel\Security", rf"{OFFICE}\{office}\Excel\Security"
    ruled = registry.number(USER, policy, "VBAWarnings")
    asked = registry.number(USER, own, "VBAWarnings")
    off = (registry.number(USER, rf"{key}\Trusted Locations", "AllLocationsDisabled") for key in (policy, own))
    return Macros(
        warnings=ruled if ruled is not None else asked,
        by_policy=ruled is not None,
        internet_blocked=registry.number(USER, policy, "blockcontentexecutionfrominternet") == 1,
        trust_is_off=any(found == 1 for found in off),
    )


def trusted(office: str) -> tuple[TrustedPlace, ...]:
    """The current user's trusted locations, those of a policy too."""
    found = []
    for key in (rf"{root}\{office}\Excel\Security\Trusted Locations" for root in (OFFICE, POLICIES)):
        for name in registry.keys_below(key):
            folder = registry.text(USER, rf"{key}\{name}", "Path")
            if folder:
                below = registry.number(USER, rf"{key}\{name}", "AllowSubFolders") == 1
                found.append(TrustedPlace(folder, below))
    return tuple(found)


def is_trusted(folder: str, places: tuple[TrustedPlace, ...]) -> bool:
    """Is a folder one of the trusted locations, or below one that counts with its subfolders?"""
    wanted = _as_compared(folder)
    return any(
        wanted == _as_compared(place.folder)
        or (place.with_subfolders and wanted.startswith(_as_compared(place.folder)))
        for place in places
    )


def _as_compared(folder: str) -> str:
    return folder.replace("/", "\\").rstrip("\\").casefold() + "\\"


def trust(office: str, folder: str) -> bool:
    """Make a folder a trusted location of the current user; False where it is one already. Raises OSError."""
    if is_trusted(folder, trusted(office)):
        return False
    key = rf"{OFFICE}\{office}\Excel\Security\Trusted Locations"
    taken = {name.casefold() for name in registry.keys_below(key)}
    free = next(name for name in (f"Location{n}" for n in range(len(taken) + 1)) if name.casefold() not in taken)
    place: dict[str, registry.Value] = {"Path": folder.rstrip("\\") + "\\", "AllowSubFolders": 1}
    registry.write(rf"{key}\{free}", {**place, "Description": DESCRIPTION})
    return True


def signs() -> Signs | None:
    """How this PC writes numbers and days."""
    decimal = registry.text(USER, INTERNATIONAL, "sDecimal")
    return Signs(decimal, registry.text(USER, INTERNATIONAL, "sShortDate") or "") if decimal else None


def documents() -> Path:
    """The user's folder of documents, wherever Windows or OneDrive put it."""
    found = registry.text(USER, SHELL_FOLDERS, "Personal")
    return Path(found) if found else Path.home() / "Documents"
