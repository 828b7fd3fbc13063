"""The .oxt: a zip of the component, its type library, its names for cells and the packages it needs."""

import zipfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from xml.sax.saxutils import escape

import thidua_xl
import xl
from xl.function_table import CATEGORY, CellFunction
from xl.libreoffice.interface import FOLDER, SERVICE, TYPE_LIBRARY, argument_name, table

IDENTIFIER = "vn.thidua.xl"
OLDEST_LIBREOFFICE = "25.2"  # the first we know to bind plain names (TD_DIEM) when it opens an .xlsx
COMPONENT = "thidua_addin.py"
# what the functions are made of: standard library only (tests/test_rooms.py)
VENDORED = ("__init__.py", "errors.py", "points.py", "standings.py", "cells", "findings", "rules", "text")
VENDORED_FUNCTIONS = (
    "__init__.py",
    "adapt.py",
    "function_table.py",
    "functions.py",
    "line_answers.py",
    "range_answers.py",
    "without_xlwings.py",
)
BEFORE_ALL_TIME = (1980, 1, 1, 0, 0, 0)  # the same bytes every time it is built
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

MANIFEST = f"""{HEAD}<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest">
<manifest:file-entry manifest:full-path="{TYPE_LIBRARY.name}"
 manifest:media-type="application/vnd.sun.star.uno-typelibrary;type=RDB"/>
<manifest:file-entry manifest:full-path="thidua.components"
 manifest:media-type="application/vnd.sun.star.uno-components"/>
<manifest:file-entry manifest:full-path="CalcAddIns.xcu"
 manifest:media-type="application/vnd.sun.star.configuration-data"/>
</manifest:manifest>
"""
COMPONENTS = f"""{HEAD}<components xmlns="http://openoffice.org/2010/uno-components">
<component loader="com.sun.star.loader.Python" uri="{COMPONENT}">
<implementation name="{SERVICE}"><service name="com.sun.star.sheet.AddIn"/><service name="{SERVICE}"/></implementation>
</component>
</components>
"""


def write_oxt(path: Path) -> Path:
    """Write the add-in at ``path``: the same bytes for the same sources."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(parts().items()):
            entry = zipfile.ZipInfo(name, BEFORE_ALL_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return path


def parts() -> dict[str, bytes]:
    """Every file of the add-in by its name in the zip."""
    texts = {
        "META-INF/manifest.xml": MANIFEST,
        "thidua.components": COMPONENTS,
        "CalcAddIns.xcu": names_in_cells(),
        "description.xml": description(),
    }
    files = {TYPE_LIBRARY.name: TYPE_LIBRARY, COMPONENT: FOLDER / "component.py"}
    return {
        **{name: text.encode() for name, text in texts.items()},
        **{name: path.read_bytes() for name, path in files.items()},
        **{f"pythonpath/{name}": path.read_bytes() for name, path in _vendored()},
    }


def _vendored() -> Iterator[tuple[str, Path]]:
    for package, names in ((thidua_xl, VENDORED), (xl, VENDORED_FUNCTIONS)):
        assert package.__file__ is not None
        folder = Path(package.__file__).parent
        for name in names:
            found = sorted((folder / name).rglob("*.py")) if (folder / name).is_dir() else [folder / name]
            yield from ((path.relative_to(folder.parent).as_posix(), path) for path in found)


def names_in_cells() -> str:
    """``CalcAddIns.xcu``: the CompatibilityName is what an .xlsx calls the function by."""
    start = (
        f'{HEAD}<oor:component-data xmlns:oor="http://openoffice.org/2001/registry"\n'
        ' xmlns:xs="http://www.w3.org/2001/XMLSchema" oor:name="CalcAddIns" oor:package="org.openoffice.Office">\n'
        f'<node oor:name="AddInInfo"><node oor:name="{SERVICE}" oor:op="replace"><node oor:name="AddInFunctions">\n'
    )
    return start + "".join(map(_function, table())) + "</node></node></node>\n</oor:component-data>\n"


def _function(function: CellFunction) -> str:
    pieces = [f'<node oor:name="{function.method}" oor:op="replace">']
    pieces += [_said("DisplayName", function.name), _said("Description", function.description)]
    pieces += [f'<prop oor:name="Category"><value>{CATEGORY}</value></prop>']
    pieces += [_said("CompatibilityName", function.name), '<node oor:name="Parameters">']
    for name, argument in function.arguments.items():
        pieces += [f'<node oor:name="{argument_name(name)}" oor:op="replace">']
        pieces += [_said("DisplayName", argument.label), _said("Description", argument.help), "</node>"]
    return "\n".join([*pieces, "</node></node>", ""])


def _said(name: str, text: str) -> str:
    return f'<prop oor:name="{name}"><value xml:lang="en-US">{escape(text)}</value></prop>'


def description() -> str:
    """``description.xml``: an older LibreOffice refuses the add-in and says which version it needs."""
    try:
        number = version("thidua-xl")
    except PackageNotFoundError:
        number = "0"
    about = "Các hàm TD_ chấm điểm, xếp hạng thi đua trong bảng tính."
    return f"""{HEAD}<description xmlns="http://openoffice.org/extensions/description/2006"
 xmlns:d="http://openoffice.org/extensions/description/2006" xmlns:lo="http://libreoffice.org/extensions/description/2011"
 xmlns:xlink="http://www.w3.org/1999/xlink">
<identifier value="{IDENTIFIER}"/>
<version value="{number}"/>
<display-name><name lang="vi">Hàm thi đua (thidua-xl): {about}</name><name lang="en">thidua-xl</name></display-name>
<dependencies>
<lo:LibreOffice-minimal-version value="{OLDEST_LIBREOFFICE}" d:name="LibreOffice {OLDEST_LIBREOFFICE}"/>
</dependencies>
</description>
"""
