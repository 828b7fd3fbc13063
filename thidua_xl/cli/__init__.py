"""The command `thidua`: each command opens, calls, saves and reports; no rule of the domain lives here."""

from thidua_xl.cli.main import main

__all__ = ["main"]
