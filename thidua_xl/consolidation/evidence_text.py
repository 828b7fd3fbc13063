"""The documents a unit names for a line, in a few words: what the head and the assessors look up."""

from datetime import date

from thidua_xl.checks.evidence import named, said_document
from thidua_xl.member.values import said_raw
from thidua_xl.submission import Evidence, Submission
from thidua_xl.text.vietnamese import clean


def evidence_by_line(submission: Submission) -> dict[str, str]:
    """By criterion code, folded: one document a line, ``80/KH-STP (20/11/2026), Sở Tư pháp: Kế hoạch … [tệp.pdf]``."""
    found: dict[str, list[str]] = {}
    for item in submission.evidence:
        if text := _said(item):
            found.setdefault(named(item), []).append(text)
    return {code: "\n".join(texts) for code, texts in found.items()}


def _said(item: Evidence) -> str:
    document = said_document(item)
    if item.issued_on is not None and not isinstance(item.issued_on, date):
        document = f"{document} ({clean(said_raw(item.issued_on))})"
    pieces = [piece for piece in (document, clean(item.issuer)) if piece]
    text = ", ".join(pieces)
    summary, file = clean(item.summary), clean(item.file)
    text = f"{text}: {summary}" if text and summary else text or summary
    return f"{text} [{file}]" if file else text
