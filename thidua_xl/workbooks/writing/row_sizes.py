"""The heights of a sheet's rows, which XlsxWriter asks for to place charts and notes: four bytes a row."""

from array import array

Size = list[int | bool]  # height in pixels and whether the row is hidden, as XlsxWriter has it
UNSET = -1
HIDDEN = 2**20  # is added to the height of a hidden row: a height is 409 points at most


class RowSizes:
    """What XlsxWriter keeps in a dict of lists, for the rows (from 0) that were given a height."""

    def __init__(self) -> None:
        self._heights = array("i")

    def __setitem__(self, row: int, size: Size) -> None:
        if row >= len(self._heights):
            self._heights.extend([UNSET] * (row + 1 - len(self._heights)))
        height, is_hidden = size
        self._heights[row] = int(height) + HIDDEN * is_hidden

    def __getitem__(self, row: int) -> Size:
        height = self._heights[row]
        return [height % HIDDEN, height >= HIDDEN]

    def __contains__(self, row: int) -> bool:
        return 0 <= row < len(self._heights) and self._heights[row] != UNSET

    def __len__(self) -> int:
        return len(self._heights)
