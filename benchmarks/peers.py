"""What the consolidation is measured against: what people write first, the nearest tool, and the floor.

Each takes a list of workbooks and reads them; nothing here scores anything.
"""

import gc
import sys
import types
import warnings
import zipfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from thidua_xl.workbooks.reading import read_book


def unzipped(path: Path) -> int:
    """The floor: every entry of the archive, unpacked."""
    with zipfile.ZipFile(path) as archive:
        return sum(len(archive.read(name)) for name in archive.namelist())


def our_reading(path: Path) -> int:
    """Our reader alone: values, types and formulas of every sheet; garbage is collected as in a worker."""
    gc.disable()
    cells = sum(len(sheet.cells) for sheet in read_book(path.read_bytes(), path.name).sheets)
    gc.collect(1)
    gc.enable()
    return cells


def by_pandas(path: Path) -> int:
    """What people write first: the values of every sheet."""
    import pandas

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return sum(frame.size for frame in pandas.read_excel(path, sheet_name=None, engine="openpyxl").values())


def by_dqchecks(path: Path, template: Path) -> int:
    """The nearest tool, a regulator's ofwat-dqchecks: a submitted workbook against the template, its four rules."""
    import openpyxl

    panacea = _dqchecks()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = _template(template)
        formulas, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
        found = (
            panacea.find_missing_sheets(expected, formulas),
            panacea.find_shape_differences(expected, formulas),
            panacea.find_formula_differences(expected, formulas),
            panacea.find_formula_errors(values),
        )
    return sum(len(each) for each in found)


_read_once: dict[Path, object] = {}


def _template(path: Path) -> object:
    import openpyxl

    if path not in _read_once:
        _read_once[path] = openpyxl.load_workbook(path)
    return _read_once[path]


def _dqchecks() -> types.ModuleType:
    """Its import asks for pyspark, which it does not declare and these rules do not use."""
    if "pyspark" not in sys.modules:
        sql = types.ModuleType("pyspark.sql")
        sql.SparkSession = object  # type: ignore[attr-defined]
        sys.modules |= {"pyspark": types.ModuleType("pyspark"), "pyspark.sql": sql}
    from dqchecks import panacea

    return panacea


def all_of(work: Callable[..., int], paths: Sequence[Path], *more: Path, workers: int = 1) -> int:
    """``work`` on every path, by so many processes."""
    if workers == 1:
        return sum(work(path, *more) for path in paths)
    with ProcessPoolExecutor(workers) as pool:
        constant = [[one] * len(paths) for one in more]
        return sum(pool.map(work, paths, *constant, chunksize=4))
