"""XlsxWriter's workbook with two things offices need: pasted cells stay open, and rows grow with what is typed."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.packager import Packager
from xlsxwriter.styles import Styles, XFormatType
from xlsxwriter.worksheet import ColumnInfo, Worksheet

from thidua_xl.workbooks.writing.style import OPTIONS

LAST_COLUMN = 16_383  # XFD, from 0


class _OpenStyles(Styles):  # type: ignore[misc]
    """The Normal style is unlocked: a cell pasted in that style does not lock an input range."""

    def _write_style_xf(self, has_hyperlink: bool = False, font_id: int = 0) -> None:
        if has_hyperlink:
            super()._write_style_xf(has_hyperlink, font_id)
            return
        attributes = [("numFmtId", 0), ("fontId", font_id), ("fillId", 0), ("borderId", 0), ("applyProtection", 1)]
        self._xml_start_tag("xf", attributes)
        self._xml_empty_tag("protection", [("locked", 0)])
        self._xml_end_tag("xf")

    def _write_xf(self, xf_format: Format, xf_type: XFormatType) -> None:
        """Locked cells say so: XlsxWriter leaves it out, and a program might then take it from the Normal style."""
        if xf_format.locked and xf_type is not XFormatType.STYLE:
            xf_format._get_protection_properties = lambda: [("locked", 1)]
        super()._write_xf(xf_format, xf_type)


class _OpenPackager(Packager):  # type: ignore[misc]
    """Writes those styles."""

    def _write_styles_file(self) -> None:
        import xlsxwriter.packager as module

        original, module.Styles = module.Styles, _OpenStyles
        try:
            super()._write_styles_file()
        finally:
            module.Styles = original


class GrowingSheet(Worksheet):  # type: ignore[misc]
    """A sheet whose row heights are first guesses: rows grow when their text does, as in a book typed by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.growing: set[int] = set()
        self.last_columns: int | None = None

    def format_columns_from(self, column: int, look: Format) -> None:
        """Give this column (from 0) and all after it a format, without holding sixteen thousand of them in memory."""
        self.set_column(column, column, None, look)
        self.last_columns = column

    def _write_col_info(self, col_min: int, col_max: int, col_info: ColumnInfo) -> None:
        super()._write_col_info(col_min, LAST_COLUMN if col_max == self.last_columns else col_max, col_info)

    def guess_row_height(self, row: int, height: float) -> None:
        """Set the height, in points, a row starts with."""
        self.set_row(row, height)
        self.growing.add(row)

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        """Our formulas use no function that needs a prefix: looking for fifty of them in each took half the time."""
        return formula.removeprefix("=")

    def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, Any]] | None = None) -> None:
        if tag == "row" and attributes and attributes[0][1] - 1 in self.growing:
            attributes = [pair for pair in attributes if pair[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes or [])


class OfficeBook(Workbook):  # type: ignore[misc]
    """A workbook that goes to offices; a ``large`` one is put together in a folder of its own, not in memory."""

    def __init__(self, path: str | None, *, large: bool = False, **options: Any) -> None:
        self.path, self.packed = Path(path) if path else None, BytesIO()
        self.scratch = TemporaryDirectory(prefix="thidua-xl-", ignore_cleanup_errors=True) if large else None
        if self.scratch:
            options |= {"in_memory": False, "tmpdir": self.scratch.name}
        super().__init__(self.packed, {**OPTIONS, **options})
        self.formats[0].set_locked(False)
        self.worksheet_class = GrowingSheet

    def close(self) -> None:
        """Write the file, where there is to be one; ``packed`` holds it too. Raises OSError where the disk refuses.

        Packed in memory first: a zip that a full disk cuts off stays open, cannot be removed on Windows, and complains
        with a traceback when it is forgotten.
        """
        try:
            super().close()
        except FileCreateError as wrapped:
            raise wrapped.args[0] from None
        finally:
            if self.scratch:
                self.scratch.cleanup()
        if self.path:
            self.path.write_bytes(self.packed.getvalue())

    def _get_packager(self) -> Packager:
        return _OpenPackager()
