"""XlsxWriter's workbook as offices need it: pasted cells stay open, and while it is made nothing of it is in a file."""

from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.packager import Packager
from xlsxwriter.styles import Styles, XFormatType

from thidua_xl.workbooks.writing.growing import GrowingSheet
from thidua_xl.workbooks.writing.part import Package, Part
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
    """Writes those styles, and hands each part on to the package as soon as it is whole."""

    def __init__(self, package: Package) -> None:
        super().__init__()
        self.package = package
        self.open: tuple[str, Part] | None = None

    def _filename(self, xml_filename: str) -> Part:
        self._send()
        part = self.package.part()
        self.open = xml_filename, part
        return part

    def _send(self) -> None:
        if self.open:
            self.package.send(*self.open)
        self.open = None

    def _create_package(self) -> list[object]:
        """Everything into the package; nothing is left for XlsxWriter to put into a zip."""
        pictures_and_macros = super()._create_package()
        self._send()
        for data, name, _ in pictures_and_macros:
            self.package.add(name, data.getvalue())
        return []

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


class _Nowhere(BytesIO):
    """Where XlsxWriter puts a zip with nothing in it. Closed before a zip that it has left open, that complains."""

    def close(self) -> None:
        """Stay open."""


class OfficeBook(Workbook):  # type: ignore[misc]
    """A workbook that goes to offices."""

    def __init__(self, path: str | None, **options: Any) -> None:
        self.path, self.package = Path(path) if path else None, Package()
        super().__init__(_Nowhere(), {**OPTIONS, **options})
        self.formats[0].set_locked(False)
        self.worksheet_class = partial(GrowingSheet, self.package)

    def close(self) -> None:
        """Write the file, where there is to be one; ``packed`` holds it too. Raises OSError where the disk refuses."""
        try:
            super().close()
        except FileCreateError as wrapped:
            raise wrapped.args[0] from None
        finally:
            self.package.close()
        if self.path:
            self.path.write_bytes(self.packed)

    @property
    def packed(self) -> memoryview:
        """The whole file, once it is closed."""
        return self.package.data.getbuffer()

    def _get_packager(self) -> Packager:
        return _OpenPackager(self.package)
