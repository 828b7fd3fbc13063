"""How quick a worksheet function is by Excel's way (xlwings' DLL, COM), in Wine. Needs `make wine` once.

.venv/bin/python benchmarks/wine_calls.py [CALLS]

Asked of it (issue 5): at most 1 ms a call (median). The calls fill in one rulebook of every way again and again, as
keystrokes do; Excel's own part is not in it. An empty function is called in the same run: what it takes is COM and
Wine, and moves with the machine's load.
"""

import json
import os
import random
import sys
import tempfile
from itertools import islice
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "wine")]

from calling import filled_lines, written  # noqa: E402
from judging_rulebooks import judge_rulebook  # noqa: E402
from wine_bench import in_windows, python  # noqa: E402

ROUNDS = Path(__file__).with_name("wine_rounds.py").resolve()
KINDS = {
    "ours": "a function of ours",
    "ours_looked_up": "the same, asking for CallUDF first as VBA does",
    "empty": "an empty function",
}


def main(count: int) -> None:
    """Make the calls and print how long they took."""
    chance, rulebook = random.Random(1), judge_rulebook(2)
    endless = (call for _ in iter(int, 1) for call in filled_lines(rulebook, chance, dirty=0.1))
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "calls.jsonl"
        written(path, islice(endless, count))
        ran = python(ROUNDS, in_windows(path))
    if not ran.stdout.startswith("{"):
        sys.exit(ran.stderr)
    told = json.loads(ran.stdout)
    print(
        f"{count} calls of each, in turns; load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
    )
    for kind, name in KINDS.items():
        one = told[kind]
        print(
            f"{name:47}: median {one['median']:.2f} ms, p95 {one['p95']:.2f}; "
            f"{one['server_cpu']:.2f} ms of processor in the Python that answers"
        )
    print(f"ours / empty: {told['ours']['median'] / told['empty']['median']:.2f} (median)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
