"""Filling a template: a paper, or a finding that says what is wrong with the template and where."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as Paper
from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment

from thidua_xl.findings.finding import Finding, Where

LONGEST = 80  # characters of a place that are said
QUOTED = re.compile(r"'([^']+)'")
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
SAID = "đoạn “{text}”"
NOWHERE = "không rõ đoạn nào"


def fill(template: Path, target: Path, content: Mapping[str, object], name: str) -> Finding | None:
    """Fill the template and write the paper at ``target``; a finding, and no paper, where the template is at fault."""
    where = Where(file=name)
    try:
        paper = DocxTemplate(str(template))
        names = SandboxedEnvironment(undefined=StrictUndefined)
        paper.render(dict(content), names, autoescape=True)
    except UndefinedError as wrong:
        unknown = _unknown(wrong)
        place = _place(template, unknown.rpartition(".")[2])
        return Finding("TD-MAU-TEN-LA", where, {"ten": unknown, "cho": place, "duoc": ", ".join(sorted(content))})
    except TemplateError as wrong:
        return Finding("TD-MAU-SAI-CU-PHAP", where, {"cho": _faulty(template, wrong), "vi": _reason(wrong)})
    except (OpcError, BadZipFile, KeyError, ValueError, OSError):
        return Finding("TD-MAU-KHONG-DOC", where, {})
    paper.save(str(target))
    return None


def _unknown(wrong: UndefinedError) -> str:
    """``'ten' is undefined``, ``'dict object' has no attribute 'ten'``: the last name quoted."""
    names: list[str] = QUOTED.findall(str(wrong))
    return names[-1] if names else "?"


def _place(template: Path, name: str) -> str:
    """The paragraph that uses a name."""
    word = re.compile(rf"\b{re.escape(name)}\b")
    found = (text for text in _texts(template) if any(word.search(tag) for tag in TAG.findall(text)))
    return next(map(_said, found), NOWHERE)


def _faulty(template: Path, wrong: TemplateError) -> str:
    """The first paragraph whose own tags cannot be read; else what the engine says stands there."""
    for text in _texts(template):
        for tag in TAG.findall(text):
            if tag.startswith("{{") and not _is_sound(tag):
                return _said(text)
        if TAG.sub("", text).count("{{") or TAG.sub("", text).count("{%"):
            return _said(text)
    around = [line.strip() for line in getattr(wrong, "docx_context", ()) if TAG.search(line)]
    return _said(around[len(around) // 2]) if around else NOWHERE


def _is_sound(tag: str) -> bool:
    try:
        SandboxedEnvironment().parse(tag.replace("{{r ", "{{ "))
    except TemplateSyntaxError:
        return False
    return True


def _reason(wrong: TemplateError) -> str:
    """The engine's words: English, but they name the tag."""
    return str(wrong.message or wrong).splitlines()[0]


def _said(text: str) -> str:
    text = " ".join(text.split())
    return SAID.format(text=text if len(text) <= LONGEST else f"{text[:LONGEST]}…")


def _texts(template: Path) -> Iterator[str]:
    """Every paragraph of a document, those of tables, heads and feet too."""
    paper: Paper = Document(str(template))
    parts = [paper.element.body]
    for section in paper.sections:
        parts += [section.header._element, section.footer._element]
    for part in parts:
        for paragraph in part.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"):
            yield "".join(
                node.text or ""
                for node in paragraph.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t")
            )
