"""`thidua targets`: registered targets and titles gathered into a copy of the rulebook."""

import sys
from pathlib import Path

import click

from thidua_xl.cli.paths import EXISTING, FILE, refuse_to_overwrite
from thidua_xl.cli.reporting import say_findings, status, summary
from thidua_xl.cli.rulebook import agreed
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.pact.gathering import Form, Pact, gathered
from thidua_xl.pact.reading import Registration, registration_in
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.workbooks.files import read_bytes, save
from thidua_xl.workbooks.folder import Kind, walked
from thidua_xl.workbooks.patching import assigned_book
from thidua_xl.workbooks.reading import read_book, read_isolated


@click.command()
@click.argument("rulebook", type=EXISTING)
@click.argument("paths", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="PATH...")
@click.option("--out", type=FILE, required=True, help="Bộ tiêu chí mới, đã có chỉ tiêu.")
@click.option("--force", is_flag=True, help="Thay chỉ tiêu đã giao bằng chỉ tiêu đăng ký mới; ghi đè tệp --out đã có.")
def targets(rulebook: Path, paths: tuple[Path, ...], out: Path, force: bool) -> None:
    """Gom phiếu đăng ký của các đơn vị: chỉ tiêu vào các cột KH, danh hiệu vào trang Đăng ký.

    Ghi ra một bản sao của bộ tiêu chí; mọi thứ khác trong tệp giữ nguyên. PATH là thư mục phiếu, hoặc từng tệp.

    Ví dụ: thidua targets Bo-tieu-chi.xlsx Phieu-dang-ky --out Bo-tieu-chi-giao-uoc.xlsx
    """
    rules = agreed(rulebook)
    if out.suffix.lower() != rulebook.suffix.lower():
        raise click.BadParameter(f"{out} phải có đuôi {rulebook.suffix} như bộ tiêu chí.")
    refuse_to_overwrite([out], force=force, other="tên")
    forms, findings = _forms(paths, [rulebook, out])
    pact = gathered(rules, forms, force=force)
    findings += pact.findings
    titles = [[unit, title.award, title.whom, title.note] for unit, title in pact.titles]
    data, kept = assigned_book(read_bytes(rulebook), rulebook.name, pact.targets, titles)
    save(out, data)
    say_findings(findings, quiet=False)
    _say(rules, pact, out, kept)
    click.echo(f"{out.name}: {summary(findings)}.")
    sys.exit(status(findings))


def registration(data: bytes, name: str) -> Registration | None:
    """The registration in one file; runs in a worker."""
    return registration_in(read_book(data, name))


def _forms(paths: tuple[Path, ...], written: list[Path]) -> tuple[list[Form], list[Finding]]:
    """The forms under the paths; a file that cannot be read is a finding, one that is none is said."""
    entries = [entry for entry in walked(paths, written) if entry.kind is Kind.WORKBOOK]
    outcomes = read_isolated([entry.path for entry in entries], registration, workers=min(2, len(entries) or 1))
    forms: list[Form] = []
    findings: list[Finding] = []
    for entry, outcome in zip(entries, outcomes, strict=True):
        if outcome.trouble:
            findings.append(Finding(outcome.trouble.code, Where(file=entry.shown), dict(outcome.trouble.facts)))
        elif outcome.result is None:
            click.echo(f"{entry.shown}: không phải phiếu đăng ký, bỏ qua.")
        elif outcome.result.practice:
            click.echo(f"{entry.shown}: bản THỬ, bỏ qua.")
        else:
            forms.append((entry.shown, outcome.result))
    return forms, findings


def _say(rules: Rulebook, pact: Pact, out: Path, kept: list[str]) -> None:
    for place in kept:
        click.echo(f"Ô {place} có công thức nên giữ nguyên; tự sửa nếu cần.")
    click.echo(
        f"Đã ghi {out}: {len(pact.targets)} chỉ tiêu, {len(pact.titles)} danh hiệu đăng ký của "
        f"{len(pact.used)}/{len(rules.units)} đơn vị."
    )
    click.echo(f"Lập biểu mẫu tự chấm từ tệp mới này: thidua template {out} --out Bieu-mau")
