"""How quick a worksheet function is by Excel's way (xlwings' DLL, COM), in Wine. Needs `make wine` once.

.venv/bin/python benchmarks/wine_calls.py [CALLS]

Asked of it (issue 5): at most 1 ms a call (median). The calls fill in one rulebook of every way again and again, as
keystrokes do; Excel's own part is not in it.
"""

import random
import sys
import tempfile
from itertools import islice
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "wine")]

from calling import filled_lines, written  # noqa: E402
from judging_rulebooks import judge_rulebook  # noqa: E402
from wine_bench import called  # noqa: E402


def main(count: int) -> None:
    """Make the calls and print what calls.py tells."""
    chance, rulebook = random.Random(1), judge_rulebook(2)
    endless = (call for _ in iter(int, 1) for call in filled_lines(rulebook, chance, dirty=0.1))
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "calls.jsonl"
        written(path, islice(endless, count))
        print(called(path))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
