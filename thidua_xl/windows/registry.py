"""The registry: single values, read and written; on another system there are none."""

import sys

USER, MACHINE = "HKCU", "HKLM"
Value = int | str


def value(hive: str, key: str, name: str = "") -> Value | None:
    """A number or a text, the default value without ``name``; None where it is not there."""
    if sys.platform != "win32":
        return None
    import winreg

    roots = {USER: winreg.HKEY_CURRENT_USER, MACHINE: winreg.HKEY_LOCAL_MACHINE}
    for view in (winreg.KEY_WOW64_64KEY, winreg.KEY_WOW64_32KEY):
        try:
            with winreg.OpenKey(roots[hive], key, 0, winreg.KEY_READ | view) as opened:
                found, kind = winreg.QueryValueEx(opened, name)
        except OSError:
            continue
        if isinstance(found, str) and kind == winreg.REG_EXPAND_SZ:
            found = winreg.ExpandEnvironmentStrings(found)
        if isinstance(found, int | str):
            return found
    return None


def number(hive: str, key: str, name: str) -> int | None:
    """The value as a number; None where there is none."""
    found = value(hive, key, name)
    return found if isinstance(found, int) else None


def text(hive: str, key: str, name: str = "") -> str | None:
    """The value as a text; None where there is none."""
    found = value(hive, key, name)
    return found if isinstance(found, str) else None


def keys_below(key: str) -> list[str]:
    """The names of the current user's keys right below this one."""
    if sys.platform != "win32":
        return []
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
            return [winreg.EnumKey(opened, number) for number in range(winreg.QueryInfoKey(opened)[0])]
    except OSError:
        return []


def write(key: str, values: dict[str, Value]) -> None:
    """Set values of the current user's key, which is made if it is not there. Raises OSError."""
    if sys.platform != "win32":
        return
    import winreg

    with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as opened:
        for name, found in values.items():
            kind = winreg.REG_DWORD if isinstance(found, int) else winreg.REG_SZ
            winreg.SetValueEx(opened, name, 0, kind, found)
