"""The example bloc as a folder of real workbooks, as a secretary would have it before consolidating."""

from datetime import date
from pathlib import Path

from thidua_xl.demo.bloc import MADE_ON, NAME, example_rulebook, submissions
from thidua_xl.demo.faults import earlier_version, second_version, tampered, with_faults
from thidua_xl.examples import tables
from thidua_xl.rulebook.models import Rulebook, Unit
from thidua_xl.submission import Submission
from thidua_xl.workbooks.files import replacing
from thidua_xl.workbooks.writing import write_rulebook
from thidua_xl.workbooks.writing.member import write_member

RULEBOOK, RECEIVED = "Bo-tieu-chi.xlsx", "Bai-nop"
SIGNED_COPY = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"
)


def write_bloc(folder: Path, *, faults: bool = True, day: date = MADE_ON) -> tuple[Path, Path]:
    """Write the rulebook and the eight filled workbooks below ``folder``; returns the rulebook and their folder.

    With ``faults`` some are wrong as real ones are, one unit has sent two versions, and one a signed copy.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rulebook_file, received = folder / RULEBOOK, folder / RECEIVED
    with replacing(rulebook_file) as temporary:
        write_rulebook(temporary, tables(NAME))
    rulebook = example_rulebook()
    clean = submissions(rulebook, day)
    typed = with_faults(clean) if faults else clean
    for unit in rulebook.units:
        submission = typed[unit.code]
        if faults and unit.code == "TAND":
            first = received / f"{unit.code}_Tu-cham_Nam-2026.xlsx"
            _write(first, rulebook, unit, earlier_version(submission), day, faults=False)
            second = received / f"{unit.code}_Tu-cham_Nam-2026 (gửi lại).xlsx"
            _write(second, rulebook, unit, second_version(submission), day, faults=False)
            continue
        file = received / f"{unit.code}_Tu-cham_Nam-2026.xlsx"
        _write(file, rulebook, unit, submission, day, faults=faults)
    if faults:
        (received / "VKS").mkdir(exist_ok=True)
        (received / "VKS" / "VKS_Ban-ky.pdf").write_bytes(SIGNED_COPY)
    return rulebook_file, received


def _write(file: Path, rulebook: Rulebook, unit: Unit, submission: Submission, day: date, *, faults: bool) -> None:
    with replacing(file) as temporary:
        write_member(temporary, rulebook, unit, submission=submission, today=day)
        if faults:
            temporary.write_bytes(tampered(temporary.read_bytes(), rulebook, unit.code))
