"""The reading part of one consolidation, with its cache: seconds, and how many files workers were given."""

import gc
import json
import sys
import time
from datetime import datetime
from pathlib import Path

from thidua_xl.cli.main import KEPT
from thidua_xl.cli.rulebook import agreed
from thidua_xl.workbooks.cache import opened_cache
from thidua_xl.workbooks.folder_reading import read_folder

if __name__ == "__main__":
    rulebook_file, received, cache_file = map(Path, sys.argv[1:])
    rulebook, now, calls = agreed(rulebook_file), datetime(2026, 11, 22, 8), []
    gc.set_threshold(KEPT)  # as the command does
    start = time.perf_counter()
    with opened_cache(cache_file, rulebook, now.date()) as cache:
        read_folder(rulebook, [received], now=now, cache=cache, progress=lambda done, total: calls.append(done))
    print(json.dumps({"seconds": time.perf_counter() - start, "read": len(calls) - 1}))
