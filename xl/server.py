"""The Python that answers Excel: macros/thidua.bas starts it through xlwings' DLL, ``pythonw -m xl.server {CLSID}``.

Windows only. It is xlwings' own COM server, begun in a second or two instead of many, and with the variables of this
account as Windows has them: the DLL hands them on in an old code page, where a name with accents is lost.
"""

import os
import sys

# xlwings imports what it finds of these; no function needs them, and what a button needs is imported when it is pressed
NOT_NEEDED = ("pandas", "numpy", "polars", "matplotlib", "PIL")


def serve(clsid: str) -> None:
    """Answer until Excel ends."""
    mend_environment()  # first: pywin32 writes into TEMP when it is imported
    sys.modules.update(dict.fromkeys(NOT_NEEDED))  # type: ignore[arg-type] # None: an import of it fails
    from xlwings import com_server, udfs

    for name in NOT_NEEDED:
        del sys.modules[name]
    from xl import functions

    # once and for all: else xlwings asks for the file's time at every call, which takes longer than our answer, and
    # an update of the program while Excel runs would be read half done
    udfs.get_udf_module(functions.__name__, None)  # type: ignore[no-untyped-call]
    udfs.udf_modules[functions.__name__]["filetime"] = None
    com_server.serve(clsid)  # type: ignore[no-untyped-call]


def mend_environment() -> None:
    """Put the variables that lost letters on the way (TEMP, USERPROFILE, …) back as this account has them."""
    import win32api
    import win32con
    import win32profile
    import win32security

    token = win32security.OpenProcessToken(win32api.GetCurrentProcess(), win32con.TOKEN_QUERY)
    true = win32profile.CreateEnvironmentBlock(token, False)
    os.environ.update(
        {name: value for name, value in true.items() if not value.isascii() or "?" in os.environ.get(name, "")}
    )


if __name__ == "__main__":
    serve(sys.argv[1])
