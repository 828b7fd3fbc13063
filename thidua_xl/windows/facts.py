"""What is found on a PC, before anybody judges it. None is: not found, or not asked here."""

from dataclasses import dataclass, field

from thidua_xl.windows.runtime import Runtime


@dataclass(frozen=True, slots=True)
class Excel:
    """The installed Excel. ``office`` is its key in the registry (16.0), ``version`` that of the program file."""

    office: str
    version: str | None = None
    bits: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the functions' server said: ``points`` to the example and after how many seconds, else why not."""

    points: float | None = None
    seconds: float = 0.0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class TrustedPlace:
    """A trusted location of Excel."""

    folder: str
    with_subfolders: bool


@dataclass(frozen=True, slots=True)
class Macros:
    """Excel's macro settings. ``warnings``: 1 all run, 2 asks, 3 signed only, 4 none; policies win over the user's."""

    warnings: int | None = None
    by_policy: bool = False
    internet_blocked: bool = False
    trust_is_off: bool = False


@dataclass(frozen=True, slots=True)
class Signs:
    """How the PC writes numbers and days: the decimal sign, and ``d/M/yyyy``."""

    decimal: str
    short_date: str


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file that is asked about. ``is_workbook``: it can be read as an .xlsx or .xlsm file."""

    name: str
    folder: str
    from_internet: bool = False
    manual: bool = False
    exists: bool = True
    is_workbook: bool = True


@dataclass(frozen=True, slots=True)
class LibreOffice:
    """The installed LibreOffice; ``addin``: is our add-in among its extensions?"""

    version: str
    addin: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """All of it."""

    system: str
    is_windows: bool
    python: str
    ours: str
    excel: Excel | None = None
    home: str | None = None
    runtime: Runtime | None = None
    server: Answer | None = None
    trusted: tuple[TrustedPlace, ...] = ()
    templates: str | None = None
    macros: Macros = field(default_factory=Macros)
    signs: Signs | None = None
    workbooks: tuple[Workbook, ...] = ()
    libreoffice: LibreOffice | None = None
