"""A DLL that Wine before 8.17 lacks and every wheel made with Rust asks for: its one function is another's.

    python3 tests/wine/bcryptprimitives.py PREFIX/drive_c/windows/system32/bcryptprimitives.dll

``ProcessPrng`` becomes ``advapi32.SystemFunction036``, which fills a buffer with random bytes as it does. The file
holds no code: a PE image of one section with a forwarding export. Standard library only.
"""

import struct
import sys
from pathlib import Path

NAME, FUNCTION, FORWARDED = b"bcryptprimitives.dll\0", b"ProcessPrng\0", b"advapi32.SystemFunction036\0"
SECTION, FILE_STEP = 0x1000, 0x200
X64, DLL_64, PE32_PLUS = 0x8664, 0x2022, 0x20B


def exports() -> bytes:
    """The section: an export directory with one name."""
    functions, names, ordinals = SECTION + 40, SECTION + 44, SECTION + 48
    texts = SECTION + 52
    function, forwarded = texts + len(NAME), texts + len(NAME) + len(FUNCTION)
    directory = struct.pack("<IIHHIIIIIII", 0, 0, 0, 0, texts, 1, 1, 1, functions, names, ordinals)
    return directory + struct.pack("<IIHxx", forwarded, function, 0) + NAME + FUNCTION + FORWARDED


def image() -> bytes:
    """The whole file."""
    section = exports()
    padded = section.ljust(FILE_STEP, b"\0")
    dos = b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", 0x40)
    coff = struct.pack("<HHIIIHH", X64, 1, 0, 0, 0, 240, DLL_64)
    optional = struct.pack("<HBBIIIII", PE32_PLUS, 14, 0, 0, len(padded), 0, 0, SECTION)
    optional += struct.pack("<QIIHHHHHHIIIIHH", 0x180000000, SECTION, FILE_STEP, 6, 0, 0, 0, 6, 0, 0, 2 * SECTION,
                            FILE_STEP, 0, 2, 0x140)  # fmt: skip
    optional += struct.pack("<QQQQII", 0x100000, 0x1000, 0x100000, 0x1000, 0, 16)
    optional += struct.pack("<II", SECTION, len(section)) + bytes(15 * 8)
    sizes = (len(section), SECTION, len(padded), FILE_STEP)
    header = struct.pack("<8sIIIIIIHHI", b".edata", *sizes, 0, 0, 0, 0, 0x40000040)
    return (dos + b"PE\0\0" + coff + optional + header).ljust(FILE_STEP, b"\0") + padded


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(image())
