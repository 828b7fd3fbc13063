"""Which cells of a line of `Tự chấm` a member types into."""

from thidua_xl.rulebook.models import Criterion
from thidua_xl.rules.vocabulary import NotArising, Part


def is_open(criterion: Criterion, key: str) -> bool:
    """Does a member type into this cell of the line?"""
    assert criterion.rule is not None
    reads = criterion.rule.form.reads
    if key in ("target", "result"):
        return key in reads and not criterion.figure
    if key == "not_arising":
        return criterion.rule.part is not Part.MAIN or criterion.rule.not_arising is not NotArising.NEVER
    if key == "times":
        return key in reads
    return True  # the reason; and points, which computed ways compare
