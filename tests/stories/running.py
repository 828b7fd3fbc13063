"""The real command on a folder of real workbooks."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from thidua_xl.cli import main


def consolidated(rulebook: Path, received: Path, out: Path) -> tuple[int, dict[str, Any]]:
    """`thidua consolidate`: its exit status and its JSON."""
    told = out.with_suffix(".json")
    given = ["consolidate", str(rulebook), str(received), "--out", str(out), "--json", str(told)]
    result = CliRunner().invoke(main, given)
    assert result.exit_code in (0, 3), result.output
    return result.exit_code, json.loads(told.read_text(encoding="utf-8"))


def codes(told: dict[str, Any]) -> list[tuple[str, str | None, str | None]]:
    """Its findings: code, unit, file."""
    return [(found["code"], found["unit"], found["file"]) for found in told["findings"]]


def fates(told: dict[str, Any]) -> dict[str, str]:
    """What became of each file."""
    return {file["path"]: file["status"] for file in told["files"]}
