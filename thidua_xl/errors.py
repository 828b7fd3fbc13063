"""Why we could not go on. Wrong data is a Finding, never one of these."""


class CannotGoOn(Exception):  # noqa: N818 - reads as what happened, and is caught by this name only
    """The command stops here; the text says why and what to do, in Vietnamese, in one line."""


class NotReadable(CannotGoOn):
    """A file is not a workbook we can read.

    ``code`` is a finding code of the catalogue and ``facts`` its facts, so that a consolidation
    can turn it into a finding and carry on with the other files.
    """

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class RulebookHasErrors(CannotGoOn):
    """The rulebook workbook has errors: nothing can be scored by it."""


class BadExpression(ValueError):  # noqa: N818 - see above
    """A side of a `Đối chiếu` rule is not arithmetic over figure codes; the text is the piece at fault."""
