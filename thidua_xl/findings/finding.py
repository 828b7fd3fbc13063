"""The shape of a finding (design.md: a finding is facts plus a template)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """Errors make a standing provisional until mended, settled or accepted; warnings only inform."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Kind:
    """One line of the catalogue: how serious, what is said, what to do. ``{name}`` stands for a fact."""

    severity: Severity
    sentence: str
    fix: str


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a finding; what does not apply is None."""

    file: str | None = None
    sheet: str | None = None
    cell: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person must look at. ``facts`` are strings, ready to print."""

    code: str
    where: Where = Where()
    facts: Mapping[str, str] = field(default_factory=dict)
