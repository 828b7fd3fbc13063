"""Write the generated pages of docs/: `python docs/generate.py`, from a checkout with the test tools installed."""

import sys
from pathlib import Path

DOCS = Path(__file__).resolve().parent
TESTS = DOCS.parent / "tests"


def main() -> None:
    """Write docs/lenh.md and docs/sai-lech.md (running every planted fault), the doctor's words in docs/cai-dat.md."""
    sys.path[:0] = [str(TESTS), str(TESTS / "stories")]
    from telling import all_rows, page

    from thidua_xl.cli import main as program
    from thidua_xl.cli import manual
    from thidua_xl.cli.excel_words import table

    (DOCS / "lenh.md").write_text(manual.page(program), encoding="utf-8")

    installing = DOCS / "cai-dat.md"
    before, begin, rest = installing.read_text(encoding="utf-8").partition("<!-- bảng -->\n")
    after = rest.partition("<!-- hết bảng -->")[2]
    installing.write_text(f"{before}{begin}{table()}<!-- hết bảng -->{after}", encoding="utf-8")

    (DOCS / "sai-lech.md").write_text(page(all_rows()), encoding="utf-8")


if __name__ == "__main__":
    main()
