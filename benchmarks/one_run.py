"""One `thidua` command in a process of its own; the last line on standard error says how much memory it took."""

import json
import resource
import sys

from thidua_xl.cli.main import main

if __name__ == "__main__":
    try:
        main(["consolidate", *sys.argv[1:]])
    finally:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"megabytes": peak}), file=sys.stderr)
