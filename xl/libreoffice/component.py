"""The UNO component of the add-in: runs inside LibreOffice, where our packages lie in ``pythonpath/``.

A cell or range comes as an object of LibreOffice's: its cells are read when a rule asks for them. A blank cell is
the empty text there, a cell in error None. What has no such object (a literal, a blank argument) comes as it is.
"""

from collections.abc import Callable, Sequence
from typing import Any

import unohelper  # type: ignore[import-not-found]
from com.sun.star.lang import XServiceInfo  # type: ignore[import-not-found]
from vn.thidua.calc import XThiDua  # type: ignore[import-not-found]

from thidua_xl.cells.entry import ErrorCell
from xl.adapt import ONE_CELL, NoAnswer, Readable
from xl.function_table import described
from xl.functions import FUNCTIONS

SERVICE = "vn.thidua.calc.ThiDua"
SERVICES = (SERVICE, "com.sun.star.sheet.AddIn")
LOGICAL = 99  # the number format of TRUE, in every block of formats of a language
FORMATS_OF_A_LANGUAGE = 10_000
# by type, not isinstance: of an object of LibreOffice's that would ask LibreOffice, some hundred times a keystroke
PLAIN = frozenset({type(None), bool, str, float, int, tuple})
ERROR = ErrorCell()


class Cells(Readable):
    """A cell or range of a sheet."""

    def __init__(self, found: Any) -> None:
        self.found = found

    def cells(self) -> Sequence[Sequence[object]]:
        """The rows: numbers, texts, None where blank, TRUE and FALSE of a single cell, errors."""
        rows: Sequence[Sequence[object]] = self.found.getDataArray()
        if len(rows) == len(rows[0]) == 1 and rows[0][0] in (0.0, 1.0):
            return [[self._logical(rows[0][0])]]
        return [[ERROR if value is None else None if value == "" else value for value in row] for row in rows]

    def cell(self) -> object:
        """The same of the one cell: most arguments are, and every keystroke reads some hundreds."""
        rows = self.found.getDataArray()
        if len(rows) != 1 or len(rows[0]) != 1:
            raise NoAnswer(ONE_CELL)
        value = rows[0][0]
        if value in (0.0, 1.0):
            return self._logical(value)
        return ERROR if value is None else None if value == "" else value

    def _logical(self, value: object) -> object:
        return bool(value) if self.found.NumberFormat % FORMATS_OF_A_LANGUAGE == LOGICAL else value


def method_of(function: Callable[..., Any]) -> Callable[..., Any]:
    """The UNO method of a worksheet function."""

    def method(self: object, *arguments: Any) -> Any:
        answer = function(*map(adapted, arguments))
        return tuple(map(tuple, answer)) if isinstance(answer, list) else answer

    return method


def adapted(argument: Any) -> Any:
    """An argument as the functions take it."""
    return argument if type(argument) in PLAIN else Cells(argument)


class ThiDua(unohelper.Base, XThiDua, XServiceInfo):  # type: ignore[misc]
    """The add-in."""

    def __init__(self, context: object) -> None:
        self.context = context

    def getImplementationName(self) -> str:  # noqa: N802 - UNO's name
        """XServiceInfo."""
        return SERVICE

    def supportsService(self, name: str) -> bool:  # noqa: N802
        """XServiceInfo."""
        return name in SERVICES

    def getSupportedServiceNames(self) -> tuple[str, ...]:  # noqa: N802
        """XServiceInfo."""
        return SERVICES


for one in FUNCTIONS:
    setattr(ThiDua, described(one).method, method_of(one))

g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 - LibreOffice looks for this name
g_ImplementationHelper.addImplementation(ThiDua, SERVICE, SERVICES)
