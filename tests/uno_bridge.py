"""LibreOffice's Python bridge (`uno`), borrowed from Debian's Python without its side effects."""

import builtins
import importlib
import shutil
import sys
from types import ModuleType
from typing import Any

DEBIAN_PYTHON = "/usr/lib/python3/dist-packages"


def bridge() -> ModuleType:
    """Debian's `uno` module, imported into this Python without its side effects.

    Its folder is searched last, and only for this import: Debian's other packages must not stand in for ours.
    uno also replaces `__import__`, which changes the error of every failed import; instead we ask it for structs
    by name.
    """
    import_of_python = builtins.__import__
    path_of_python = list(sys.path)
    sys.path.append(DEBIAN_PYTHON)
    try:
        return importlib.import_module("uno")
    finally:
        sys.path[:] = path_of_python
        builtins.__import__ = import_of_python


def why_unavailable() -> str:
    """The reason why there is no bench on this machine; empty where there is one."""
    if shutil.which("soffice") is None:
        return "no LibreOffice on this machine (as root on Debian: make libreoffice)"
    try:
        bridge()
    except ImportError as error:
        version = ".".join(map(str, sys.version_info[:2]))
        return f"LibreOffice's Python bridge does not load in Python {version}: {error}"
    return ""


def struct(name: str, **fields: Any) -> Any:
    """A UNO struct by its full name, with these fields set."""
    made = bridge().createUnoStruct(name)
    for field, value in fields.items():
        setattr(made, field, value)
    return made


def properties(**named: Any) -> tuple[Any, ...]:
    """Named arguments as the sequence of PropertyValue that loading and storing take."""
    return tuple(struct("com.sun.star.beans.PropertyValue", Name=name, Value=value) for name, value in named.items())
