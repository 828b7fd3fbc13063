"""Masters given on the command line: read back, each with its findings."""

from collections.abc import Sequence
from pathlib import Path

import click

from thidua_xl.cli.check import shown_names
from thidua_xl.cli.paths import EXISTING
from thidua_xl.cli.working_folder import PREVIOUS, is_working_folder
from thidua_xl.errors import CannotGoOn, NotReadable
from thidua_xl.findings.catalogue import fix, message
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.masters.lineage import Relation, relation
from thidua_xl.masters.past import Past
from thidua_xl.masters.past_reading import past_of
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.workbooks.files import open_book
from thidua_xl.years.results import newest_of_each

previous_option = click.option(
    "--previous",
    multiple=True,
    type=EXISTING,
    metavar="MASTER",
    help="Bảng tổng hợp kỳ trước; ghi nhiều lần được (6 tháng của năm nay, năm ngoái …).",
)


def read_masters(files: Sequence[Path]) -> tuple[list[Past], list[Finding]]:
    """The masters that can be used, and what is wrong with the others."""
    pasts: list[Past] = []
    findings: list[Finding] = []
    for file, name in zip(files, shown_names(files), strict=True):
        try:
            past, found = past_of(open_book(file), name)
        except NotReadable as unreadable:
            past, found = None, [Finding(unreadable.code, Where(file=name), dict(unreadable.facts))]
        pasts += [past] if past else []
        findings += found
    return pasts, findings


def previous_masters(rulebook: Rulebook, files: Sequence[Path]) -> tuple[Past, ...]:
    """The masters of `--previous`; in a working folder without the option, the earlier ones of its folder for them.

    Raises CannotGoOn where one is no master, or one that was named is no earlier one.
    """
    in_folder = not files and is_working_folder(Path())
    if in_folder:
        files = sorted(file for file in Path(PREVIOUS).glob("*.xlsx") if not file.name.startswith("~"))
    pasts, findings = read_masters(files)
    for found in findings:
        raise CannotGoOn(f"--previous {found.where.file}: {message(found)} {fix(found)}")
    if in_folder:
        return tuple(past for past in pasts if relation(rulebook, past.rulebook) is not Relation.NOT_EARLIER)
    for past in pasts:
        if relation(rulebook, past.rulebook) is Relation.NOT_EARLIER:
            raise CannotGoOn(
                f"--previous {past.file} là kỳ “{past.rulebook.period}”, không trước kỳ “{rulebook.period}” của bộ "
                "tiêu chí. Chọn bảng tổng hợp của kỳ trước, hoặc xem lại Từ ngày, Đến ngày ở trang Thông tin."
            )
    return tuple(pasts)


def only_newest(pasts: Sequence[Past]) -> tuple[list[Past], list[Finding]]:
    """One master a bloc and period, and a finding for each left out."""
    kept, left = newest_of_each(pasts)
    findings = [
        Finding(
            "TD-KY-LAP",
            Where(file=loser.file),
            {"ky": loser.rulebook.period, "khoi": loser.rulebook.bloc, "tep": winner.file},
        )
        for loser, winner in left
    ]
    return kept, findings
