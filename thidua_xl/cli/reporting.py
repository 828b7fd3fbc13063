"""What commands say: findings grouped and sorted, JSON as cli.md gives it, and the exit status."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from thidua_xl.errors import CannotGoOn, NotReadable
from thidua_xl.findings.catalogue import as_json, fix, message, place, severity
from thidua_xl.findings.finding import Finding, Severity, Where
from thidua_xl.workbooks.files import replacing

CLEAN, COULD_NOT_RUN, WRONG_USAGE, ERRORS_FOUND = 0, 1, 2, 3
STANDARD_OUTPUT = "-"


def _json_target(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is not None and value != STANDARD_OUTPUT and not value.lower().endswith(".json"):
        raise click.BadParameter(f"{value} phải có đuôi .json, hoặc ghi - để in ra màn hình.")
    return value


json_option = click.option(  # without a value, standard output
    "--json",
    "json_file",
    is_flag=False,
    flag_value=STANDARD_OUTPUT,
    metavar="[FILE.json]",
    callback=_json_target,
    help="Ghi kết quả dạng JSON vào FILE; không ghi tên tệp hoặc - là in ra màn hình.",
)


def write_json(content: dict[str, object], target: str) -> None:
    """The JSON to a file, or alone on standard output."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    if target == STANDARD_OUTPUT:
        click.echo(text)
        return
    with replacing(Path(target)) as temporary:
        temporary.write_text(text + "\n", encoding="utf-8")


def findings_json(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """The findings in the form of cli.md."""
    return [as_json(finding) for finding in findings]


def status(findings: Sequence[Finding], *, strict: bool = False) -> int:
    """0 clean, 3 where there are errors (with ``strict``, warnings too)."""
    serious = [finding for finding in findings if strict or severity(finding) is Severity.ERROR]
    return ERRORS_FOUND if serious else CLEAN


def say_findings(findings: Sequence[Finding], *, quiet: bool) -> None:
    """Each finding in two lines: place and sentence, then what to do; errors first within a file."""
    if quiet:
        return
    ordered = sorted(findings, key=lambda f: (f.where.file or "", severity(f) is not Severity.ERROR))
    for finding in ordered:
        mark = "LỖI" if severity(finding) is Severity.ERROR else "nhắc"
        colour = "red" if severity(finding) is Severity.ERROR else "yellow"
        where = ": ".join(piece for piece in (finding.where.file, place(finding)) if piece)
        click.echo(f"{click.style(mark, fg=colour)} {where + ' — ' if where else ''}{message(finding)}")
        click.echo(f"     → {fix(finding)}")


def summary(findings: Sequence[Finding]) -> str:
    """``2 lỗi, 1 điều cần xem lại``."""
    errors = sum(1 for finding in findings if severity(finding) is Severity.ERROR)
    warnings = len(findings) - errors
    if not findings:
        return "không có lỗi"
    return f"{errors} lỗi, {warnings} điều cần xem lại"


def sentence(why: CannotGoOn) -> str:
    """Why we could not go on, in one line; of a file that cannot be read too, whose reason is a finding."""
    if not isinstance(why, NotReadable):
        return str(why)
    finding = Finding(why.code, Where(), dict(why.facts))
    return f"{message(finding)} {fix(finding)}"
