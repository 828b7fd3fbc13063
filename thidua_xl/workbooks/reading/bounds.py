"""How much of a workbook we are willing to read, and why that much.

Real member workbooks have under 20 sheets, 5,000 rows and 200 columns, and about 5,000 cells in 62 kB; the
largest master we write (34 units × 200 lines) has about 150,000 cells. Every bound is several times that, and
all of them together keep one file under 500 MB and 5 seconds.
"""

MAX_FILE = 32 * 2**20  # bytes on disk: five hundred times a member's file; pictures of seals included
MAX_ENTRIES = 2_000  # parts in the zip: a workbook has a few dozen, with many pictures a few hundred
MAX_PART = 48 * 2**20  # bytes of one part we read: 500,000 cells at about 90 bytes each
MAX_UNPACKED = 256 * 2**20  # bytes of all parts together, pictures included
MAX_RATIO = 200  # unpacked ÷ packed of a large part: sheets reach 20 to 60, a zip bomb 1,000
RATIO_FROM = 4 * 2**20  # bytes: below this a ratio says nothing, a blank sheet packs very well

MAX_SHEETS = 255  # also what a master with a sheet a unit would never reach
MAX_ROW = 1_048_576  # the last row of the format: beyond it there is no cell
MAX_COLUMN = 16_384  # XFD, the last column of the format
MAX_CELLS = 500_000  # of the whole book, formatted blanks too: three times the largest master
MAX_AREA = (
    4 * MAX_CELLS
)  # cells between the first and the last value of a sheet read by value: blanks take memory there
MAX_MERGES = 20_000  # of one sheet; ranges are kept as text, never walked
MAX_VALIDATIONS = 20_000  # of one sheet
MAX_OTHERS = (
    100_000  # elements of one sheet outside its rows: links, rules, columns; Excel itself stops at 65,530 links
)
MAX_STYLES = 65_490  # the format's own limit of cell styles
MAX_NAMES = 20_000  # defined names
MAX_STRINGS = 500_000  # different texts: no more than there may be cells
MAX_TEXT = 32_767  # characters in a cell: the format's own limit
MAX_FORMULA = 8_192  # characters in a formula: the format's own limit
MAX_FORMULAS = 64 * 2**20  # characters of all formulas, copies of shared ones too
MAX_MOVED = 8 * 2**20  # characters of copies of shared formulas, which take longer: a member's has under 1 MB
MAX_DEPTH = 64  # nested elements: a sheet needs about ten
MAX_KNOWN = 32 * 2**20  # bytes of memory, about, that a process keeps of the files before: ten members' workbooks
