"""Write the LibreOffice add-in: ``python -m xl.libreoffice thidua.oxt``."""

import sys
from pathlib import Path

from xl.libreoffice.extension import OLDEST_LIBREOFFICE, write_oxt


def main(path: Path) -> None:
    """Write it, and say what to do with it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    print(f"Đã lập {write_oxt(path)}: mở tệp này bằng LibreOffice {OLDEST_LIBREOFFICE} trở lên để cài các hàm TD_.")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "thidua.oxt"))
