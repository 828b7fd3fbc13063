"""XlsxWriter's workbook as offices need it: pasted cells stay open, and while it is made nothing of it is in a file."""

from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.packager import Packager
from xlsxwriter.styles import Styles, XFormatType

from thidua_xl.workbooks.writing.growing import GrowingSheet
from thidua_xl.workbooks.writing.part import Part
from thidua_xl.workbooks.writing.style import OPTIONS


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
    """Writes those styles, and keeps the parts packed in memory (part.py)."""

    def _filename(self, xml_filename: str) -> Part:
        part = Part()
        self.filenames.append((part, xml_filename, True))
        return part

    def _write_shared_strings_file(self) -> None:
        super()._write_shared_strings_file()
        self.workbook.str_table.string_array.clear()  # written: room for what is still to be packed

    def _write_styles_file(self) -> None:
        import xlsxwriter.packager as module

        original, module.Styles = module.Styles, _OpenStyles
        try:
            super()._write_styles_file()
        finally:
            module.Styles = original


class OfficeBook(Workbook):  # type: ignore[misc]
    """A workbook that goes to offices."""

    def __init__(self, path: str | None, **options: Any) -> None:
        self.path, self.packed = Path(path) if path else None, BytesIO()
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
        if self.path:
            self.path.write_bytes(self.packed.getbuffer())

    def _get_packager(self) -> Packager:
        return _OpenPackager()
