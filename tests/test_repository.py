"""Rules about our own files. A rule that no test runs is deleted, so each of them is here or in test_rooms."""

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from repository import ROOT, files, is_left_out, python_files, short, text_of

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
NAMES_OF_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}
SHARED_FOLDERS = {"/", "/home", "/root", "/tmp", "/usr", "/opt", "/srv", "/var", "/src", "/app", "/mnt", "/Users"}


def texts() -> Iterator[tuple[Path, str]]:
    """Every text file with its text."""
    for path in files():
        text = text_of(path)
        if text is not None:
            yield path, text


def test_there_is_something_to_judge() -> None:
    assert ROOT / "pyproject.toml" in files()
    assert Path(__file__).resolve() in files()


def test_the_list_without_git_is_nearly_the_same() -> None:
    left_out = [short(path) for path in files() if is_left_out(path.relative_to(ROOT))]
    assert left_out == []


def test_text_is_nfc() -> None:
    """Vietnamese written in two ways would be two different sheet names."""
    assert [short(path) for path, text in texts() if not unicodedata.is_normalized("NFC", text)] == []


def test_sources_are_utf_8() -> None:
    sources = {".py", ".md", ".toml", ".sh", ".json", ".xml", ".idl"}
    assert [short(path) for path in files() if path.suffix in sources and text_of(path) is None] == []


def test_vba_modules_are_ascii() -> None:
    """The VBA editor reads a .bas file in the code page of the machine it stands on."""
    assert [short(path) for path in files() if path.suffix == ".bas" and not path.read_bytes().isascii()] == []


def test_python_files_are_short() -> None:
    lengths = {short(path): len((text_of(path) or "").splitlines()) for path in python_files()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def lines_of_code(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, without decorators (a command's options) and docstring (a command's help)."""
    body = function.body
    length = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function, clean=False) is not None:
        length -= (body[0].end_lineno or body[0].lineno) - body[0].lineno + 1
    return length


def test_functions_are_short() -> None:
    too_long = {
        f"{short(path)}:{node.lineno} {node.name}": lines_of_code(node)
        for path in python_files()
        for node in ast.walk(ast.parse(text_of(path) or ""))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and lines_of_code(node) > LONGEST_FUNCTION
    }
    assert too_long == {}


def test_every_module_is_named_after_a_concept() -> None:
    names = {short(path): {*path.relative_to(ROOT).parts[:-1], path.stem} for path in python_files()}
    assert [name for name, parts in names.items() if parts & NAMES_OF_NOTHING] == []


def folders_of_this_machine() -> list[str]:
    """Where this checkout stands, and its owner's home: nothing in the repository may depend on them."""
    folders = {str(ROOT), str(ROOT.parent), str(Path.home())}
    return sorted(folders - SHARED_FOLDERS)


@pytest.mark.parametrize("folder", folders_of_this_machine())
def test_no_file_names_a_folder_of_this_machine(folder: str) -> None:
    named = re.compile(rf"(?<![\w./-]){re.escape(folder)}(?![\w.-])")
    assert [short(path) for path, text in texts() if named.search(text)] == []
