r"""The part of wine_calls.py that runs in Wine: times the calls of a file beside those of an empty function.

    echo | wine BUNDLE/thidua-xl/python.exe -X utf8 benchmarks/wine_rounds.py CALLS.jsonl

Prints one line of JSON: for each kind of call the median and 95th percentile of the round trip and the processor time
that it takes in the answering Python, in milliseconds. The kinds take turns, so that the machine's load is the same.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests" / "wine"))

from calls import cell

from thidua_xl.windows.udf_server import MODULE, Server

EMPTY = """
import sys, types, xlwings
def nothing():
    return 0.0
sys.modules["empty"] = types.ModuleType("empty")
sys.modules["empty"].__file__ = "empty"
sys.modules["empty"].nothing = xlwings.func(nothing)
"""
TURN = 500  # calls of one kind


def main(path: Path) -> None:
    """Make the calls of the file by each kind."""
    runtime = Path(sys.executable).parent
    server = Server(runtime, next(runtime.glob("xlwings64-*.dll")))
    server.python.Exec(EMPTY)
    calls = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    asked = [(call["function"], tuple(map(cell, call["args"]))) for call in calls]

    def ours(call: tuple[str, tuple[object, ...]]) -> None:
        server.call(MODULE, *call)

    def ours_looked_up(call: tuple[str, tuple[object, ...]]) -> None:
        server.python._oleobj_.GetIDsOfNames(0, "CallUDF")  # VBA asks for it at every call
        server.call(MODULE, *call)

    def empty(call: tuple[str, tuple[object, ...]]) -> None:
        server.call("empty", "nothing", ())

    kinds = (ours, ours_looked_up, empty)
    for kind in kinds:
        timed(server, kind, asked[:TURN])  # to warm up
    told: dict[str, list[tuple[list[float], float]]] = {kind.__name__: [] for kind in kinds}
    for start in range(0, len(asked), TURN):
        for kind in kinds:
            told[kind.__name__].append(timed(server, kind, asked[start : start + TURN]))
    server.stop()
    print(json.dumps({name: summary(turns) for name, turns in told.items()}))


def timed(server: Server, kind: Callable[[Any], None], asked: list[Any]) -> tuple[list[float], float]:
    """Seconds of each call, and the processor time of all of them in the answering Python."""
    before, times = spent(server), []
    for call in asked:
        start = time.perf_counter()
        kind(call)
        times.append(time.perf_counter() - start)
    return times, spent(server) - before


def spent(server: Server) -> float:
    """The processor time of the answering Python, in seconds."""
    seconds: float = server.python.Var(server.python.Eval("__import__('time').process_time()"))
    return seconds


def summary(turns: list[tuple[list[float], float]]) -> dict[str, float]:
    """All turns of one kind."""
    times = sorted(seconds for turn, _ in turns for seconds in turn)
    found = {"median": statistics.median(times), "p95": times[int(len(times) * 0.95)]}
    found["server_cpu"] = sum(cpu for _, cpu in turns) / len(times)
    return {name: round(seconds * 1000, 3) for name, seconds in found.items()}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
