r"""Call the worksheet functions as Excel does, by the Python of the bundle on Windows or Wine, and report differences.

    echo | wine BUNDLE/thidua-xl/python.exe -X utf8 tests/wine/calls.py CALLS.jsonl

One line a call: ``{"function": "TD_DIEM", "args": [...], "expected": 1.54}`` (``expected`` may be left out). An
argument is null (a blank cell), a number, a text, true, a range as rows ``[[1, null], ["x", 2]]``, or one of
``{"error": "#N/A"}``, ``{"date": "2026-06-18"}``, ``{"missing": true}``; arguments at the end may be left out.
One server answers all calls. Standard output is one line of JSON: calls, different, the first of those, milliseconds
a call (median, p95), seconds to the first answer. Exit status 3 where there are differences.
"""

import json
import statistics
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import pythoncom
from win32com.client import VARIANT

from thidua_xl.windows.udf_server import MODULE, Server

FIRST_ERROR = -2146828288  # CVErr(0)
ERRORS = {"#NULL!": 2000, "#DIV/0!": 2007, "#VALUE!": 2015, "#REF!": 2023, "#NAME?": 2029, "#NUM!": 2036, "#N/A": 2042}
ERRORS |= {"#GETTING_DATA": 2043, "#SPILL!": 2045, "#CALC!": 2050}
MISSING = VARIANT(pythoncom.VT_ERROR, 0)  # pywin32 sends any VT_ERROR as DISP_E_PARAMNOTFOUND
SHOWN = 20  # differences that are told


def cell(value: Any) -> Any:
    """An argument as VBA hands it over: a range is an array, an error the number that pywin32 makes of a CVErr."""
    if isinstance(value, list):
        return tuple(tuple(cell(one) for one in row) for row in value)
    if not isinstance(value, dict):
        return float(value) if type(value) is int else value
    if "error" in value:
        return FIRST_ERROR + ERRORS[value["error"]]
    return datetime.fromisoformat(value["date"]) if "date" in value else MISSING


def plain(answer: Any) -> Any:
    """What came over COM as JSON has it; one cell is itself, one row a flat list."""
    while isinstance(answer, list | tuple) and len(answer) == 1:
        answer = answer[0]
    if isinstance(answer, list | tuple):
        return [plain(one) if isinstance(one, list | tuple) else one for one in answer]
    return float(answer) if type(answer) is int else answer


def main(path: Path) -> int:
    """Make the calls of the file."""
    runtime = Path(sys.executable).parent
    (dll,) = runtime.glob("xlwings64-*.dll")
    start = time.perf_counter()
    server = Server(runtime, dll)
    server.points()
    begun, times, different = time.perf_counter() - start, [], []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            call = json.loads(line)
            arguments = tuple(map(cell, call["args"]))
            before = time.perf_counter()
            try:
                answer = plain(server.call(MODULE, call["function"], arguments))
            except pythoncom.com_error as wrong:
                answer = f"COM: {wrong}"
            times.append(time.perf_counter() - before)
            expected = plain(call.get("expected", answer))
            if answer != expected or type(answer) is not type(expected):
                different.append({"line": number, **call, "answer": answer})
    server.stop()
    times.sort()
    told = {"calls": len(times), "different": len(different), "first": different[:SHOWN], "start_s": round(begun, 1)}
    if times:
        told["median_ms"] = round(statistics.median(times) * 1000, 3)
        told["p95_ms"] = round(times[int(len(times) * 0.95)] * 1000, 3)
    print(json.dumps(told, ensure_ascii=False))
    return 3 if different else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
