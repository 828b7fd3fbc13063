"""The functions as Excel reaches them: xlwings' DLL starts Python, which answers over COM. Windows only.

    python -m thidua_xl.windows.udf_server C:\\…\\thidua-xl

starts the server of that runtime as the template's macro does, asks for one score and prints it.
"""

import ctypes
import json
import sys
import time
from contextlib import chdir
from pathlib import Path
from typing import Any

from thidua_xl.windows.runtime import PYTHON_WITHOUT_WINDOW

MODULE = "xl.functions"
RULE = "linear(Chính,max=2,d=2,na=Không được,measure=Tỷ lệ %25,whole=Không,start=0,factor=0.02,floor=0,ceiling=2)"
# 37 of 48 on a line of 2 points: a case of the 2019 inspectorate's table
EXAMPLE: tuple[str, tuple[object, ...], float] = (
    "TD_DIEM",
    (RULE, 37.0, 48.0, None, None, None),
    1.54,
)
START, STOP = 1, -1
AT_VARIANT = 8  # where a VARIANT keeps its value
# as macros/thidua.bas has it: run in the runtime's folder, so that no folder's name goes through the ANSI code page in
# which the DLL hands it on; the DLL fills in $(CLSID)
COMMAND = rf".\{PYTHON_WITHOUT_WINDOW} -X utf8 -m xl.server $(CLSID)"


class Server:
    """A running server: ``python`` is its object, ``call`` asks a function as the wrapper in the workbook does.

    Raises OSError where it does not start.
    """

    def __init__(self, runtime: Path, dll: Path) -> None:
        import pythoncom
        from win32com.client import dynamic

        self._activate = ctypes.CDLL(str(dll)).XLPyDLLActivateAuto
        with chdir(runtime):
            variant = self._asked(START)
        found = pythoncom.ObjectFromAddress(variant, pythoncom.IID_IDispatch)
        self.python = dynamic.Dispatch(found)
        self.call = self.python.CallUDF

    def _asked(self, mode: int) -> int:
        """The address in the VARIANT that the DLL answers with."""
        variant = ctypes.create_string_buffer(24)
        failed = self._activate(ctypes.byref(variant), ctypes.c_char_p(COMMAND.encode("ascii")), ctypes.c_long(mode))
        value = ctypes.c_void_p.from_buffer(variant, AT_VARIANT).value or 0
        if failed:
            raise OSError(ctypes.wstring_at(value) if value else f"XLPyDLLActivateAuto: {failed}")
        return value

    def points(self) -> object:
        """The answer to the example."""
        name, arguments, _ = EXAMPLE
        return self.call(MODULE, name, arguments)

    def stop(self) -> None:
        """End the Python that was started."""
        self._asked(STOP)


def main() -> None:
    """Start, ask, print ``{"points": 1.54, "seconds": 0.9}`` and stop."""
    runtime = Path(sys.argv[1])
    (dll,) = runtime.glob("xlwings64-*.dll")
    start = time.perf_counter()
    server: Any = Server(runtime, dll)
    points = server.points()
    print(json.dumps({"points": points, "seconds": round(time.perf_counter() - start, 1)}))
    server.stop()


if __name__ == "__main__":
    main()
