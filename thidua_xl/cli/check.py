"""`thidua check`: the findings of single workbooks."""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

import click

from thidua_xl.checks.single import checked
from thidua_xl.cli.paths import EXISTING
from thidua_xl.cli.reporting import (
    STANDARD_OUTPUT,
    findings_json,
    json_option,
    say_findings,
    status,
    summary,
    write_json,
)
from thidua_xl.cli.rulebook import agreed
from thidua_xl.consolidation.json_form import Json, scorecard_json
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.points import vietnamese
from thidua_xl.rulebook.fingerprint import fingerprint
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.workbooks.reading import Outcome, read_book, read_isolated

USED, REJECTED = "used", "rejected"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a worker says of one file: small, for it crosses a pipe."""

    findings: list[Finding] = field(default_factory=list)
    unit: str | None = None
    total: str | None = None
    scorecard: dict[str, Json] | None = None
    about: dict[str, str] = field(default_factory=dict)


def verdict(data: bytes, name: str, *, rulebook: Rulebook | None, today: date) -> Verdict:
    """Read and check one file; runs in a worker."""
    found = checked(read_book(data, name), rulebook, today)
    unit = (found.submission.unit or None) if found.submission else None
    if found.rulebook is None or found.card is None:
        return Verdict(found.findings, unit)
    by, totals = found.rulebook, found.card.totals
    about = {"bloc": by.bloc, "period": by.period, "fingerprint": fingerprint(by)}
    total = vietnamese(totals.total) if totals else None
    return Verdict(found.findings, unit, total, scorecard_json(found.card, by.digits), about)


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=EXISTING)
@click.option("--rulebook", "rulebook_file", type=EXISTING, help="Bộ tiêu chí; mặc định lấy bản mẫu mang theo.")
@json_option
@click.option("--strict", is_flag=True, help="Điều cần xem lại cũng tính là lỗi trong mã kết thúc.")
def check(files: tuple[Path, ...], rulebook_file: Path | None, json_file: str | None, strict: bool) -> None:
    """Kiểm tra bảng tự chấm của từng đơn vị trước khi gộp.

    Ví dụ: thidua check CAT.xlsx STP.xlsx
    """
    rulebook = agreed(rulebook_file) if rulebook_file else None
    today = date.today()  # noqa: DTZ011 - the calendar day of this PC is meant
    work = partial(verdict, rulebook=rulebook, today=today)
    quiet = json_file == STANDARD_OUTPUT
    outcomes: list[tuple[str, Outcome[Verdict], list[Finding]]] = []
    for name, outcome in zip(shown_names(files), read_isolated(files, work, workers=min(2, len(files))), strict=True):
        findings = _findings(name, outcome)
        outcomes.append((name, outcome, findings))
        say_findings(findings, quiet=quiet)
        if not quiet:
            total = outcome.result.total if outcome.result else None
            click.echo(f"{name}: {summary(findings)}{f'; tổng điểm tính lại {total}' if total else ''}.")
    if json_file:
        write_json(_json(outcomes, rulebook_file), json_file)
    sys.exit(status([each for _, _, findings in outcomes for each in findings], strict=strict))


def shown_names(files: Sequence[Path]) -> list[str]:
    """The files' names; the paths as given where two have the same name."""
    many = Counter(file.name for file in files)
    return [file.name if many[file.name] == 1 else str(file) for file in files]


def _findings(name: str, outcome: Outcome[Verdict]) -> list[Finding]:
    if outcome.trouble:
        return [Finding(outcome.trouble.code, Where(file=name), dict(outcome.trouble.facts))]
    found = outcome.result.findings if outcome.result else []
    return [replace(each, where=replace(each.where, file=name)) for each in found]


def _json(
    outcomes: Sequence[tuple[str, Outcome[Verdict], list[Finding]]], rulebook_file: Path | None
) -> dict[str, object]:
    verdicts = [outcome.result for _, outcome, _ in outcomes if outcome.result]
    about = next((verdict.about for verdict in verdicts if verdict.about), {})
    file = rulebook_file.name if rulebook_file else None
    cards = {each.unit: each.scorecard for each in reversed(verdicts) if each.unit and each.scorecard is not None}
    return {
        "bloc": about.get("bloc"),
        "period": about.get("period"),
        "rulebook": {"file": file, "fingerprint": about.get("fingerprint")},
        "scorecards": dict(reversed(cards.items())),
        "findings": findings_json(each for _, _, findings in outcomes for each in findings),
        "files": [_file_json(outcome, name) for name, outcome, _ in outcomes],
    }


def _file_json(outcome: Outcome[Verdict], name: str) -> dict[str, object]:
    used = outcome.result is not None and outcome.result.scorecard is not None
    unit = outcome.result.unit if outcome.result else None
    why = "" if used else (outcome.trouble.code if outcome.trouble else _first_code(outcome))
    state = USED if used else REJECTED
    return {"path": name, "sha256": outcome.sha256 or None, "unit": unit, "status": state, "reason": why}


def _first_code(outcome: Outcome[Verdict]) -> str:
    findings = outcome.result.findings if outcome.result else []
    return findings[0].code if findings else ""
