"""The results page of a consolidation benchmark, as Markdown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

PROVINCES, BLOCS, UNITS = 34, 12, 10


@dataclass
class Measured:
    """Seconds a file unless said otherwise."""

    files: int
    kilobytes: float
    floor: float = 0.0
    reading: float = 0.0
    pandas: float = 0.0
    dqchecks: float | None = None
    whole: float = 0.0
    megabytes: float = 0.0
    first: float = 0.0  # seconds of the reading part in all
    again: float = 0.0


def page(rounds: Sequence[Measured], sizes: list[tuple[int, float, float]], *, workers: int, cores: int) -> str:
    """Ratios first, the middle one of the rounds; milliseconds only to tell what they are ratios of."""
    rows = _compared(rounds)
    told = "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
    found = rounds[0]
    pandas, whole = (_number(median(each) * 1000) for each in zip(*((m.pandas, m.whole) for m in rounds), strict=True))
    memory = _whole(median(m.megabytes for m in rounds))
    grown = _grown(sizes)
    total = PROVINCES * BLOCS * UNITS
    bloc = UNITS * next((each for size, each, _ in sizes if size == UNITS), sizes[0][1])
    return f"""# Tốc độ

Trang này do `benchmarks/consolidation.py` viết ra; không sửa tay. Máy {cores} nhân, {workers} tiến trình đọc cho mọi
công cụ; {_whole(found.files)} bài nộp lập từ biểu mẫu thật, mỗi bài một số liệu khác, mỗi tệp khoảng
{_whole(found.kilobytes)} kB. Tỷ lệ mới có nghĩa trên máy khác, số mili giây thì không. Đo {len(rounds)} lượt, mỗi lượt
chạy lần lượt các công cụ; tỷ lệ là số đứng giữa của các lượt, vì máy có lúc nhanh lúc chậm. Một tiến trình đọc nhớ các
dòng đã gặp: phần lớn một bài nộp là của biểu mẫu, bài nào cũng như bài nào.

| So sánh trong cùng một lượt | Tỷ lệ | Các lượt | Mục tiêu |
| --- | --- | --- | --- |
{told}

Chỉ đọc bằng pandas: {pandas} ms một tệp. Cả việc gộp (đọc, kiểm tra, tính điểm, đối chiếu, xếp
hạng, ghi bảng tổng hợp): {whole} ms một tệp, tiến trình chính dùng {memory} MB.

## Khi số đơn vị tăng

Mọi bài nộp vào một bảng tổng hợp. Cỡ nhỏ nhất gồm cả lúc khởi động chương trình; cỡ đến 1.000 là số đứng
giữa của 3 lần.

| Số tệp | ms một tệp | So với cỡ nhanh nhất | Bộ nhớ tiến trình chính (MB) |
| --- | --- | --- | --- |
{grown}

## Ước lượng cho cả nước

{PROVINCES} tỉnh × {BLOCS} khối × {UNITS} đơn vị là {_whole(total)} bài nộp. Mỗi khối tự gộp khối của mình: khoảng
{_number(bloc)} giây một khối, kể cả khởi động. Nếu một máy như máy này gộp lần lượt từng khối:
{_number(PROVINCES * BLOCS * bloc / 60)} phút; kết quả các khối gom lại bằng `thidua province` hoặc `--export`.
"""


def _compared(rounds: Sequence[Measured]) -> list[tuple[str, str, str, str]]:
    """What is compared, the middle ratio, the least and the greatest, the aim."""

    def row(what: str, ratio: Callable[[Measured], float], aim: str) -> tuple[str, str, str, str]:
        each = sorted(map(ratio, rounds))
        return what, _number(median(each)), f"{_number(each[0])}–{_number(each[-1])}", aim

    rows = [
        row("Cả việc gộp / vòng lặp `pandas.read_excel` (chỉ đọc)", lambda m: m.whole / m.pandas, "≤ 0,5"),
        row("Đọc một tệp / chỉ giải nén (sàn)", lambda m: m.reading / m.floor, "≤ 12"),
        row("Phần đọc khi 1 tệp đổi / cả lần gộp đầu", lambda m: m.again / (m.whole * m.files), "≤ 0,03"),
        row("Phần đọc khi 1 tệp đổi / phần đọc lần đầu", lambda m: m.again / m.first, ""),
    ]
    if all(each.dqchecks for each in rounds):
        what = "Cả việc gộp / `ofwat-dqchecks` (4 phép kiểm tra)"
        rows.insert(1, row(what, lambda m: m.whole / (m.dqchecks or 1), "≤ 0,067"))
    return rows


def _grown(sizes: list[tuple[int, float, float]]) -> str:
    least = min(each for _, each, _ in sizes)
    return "\n".join(
        f"| {_whole(size)} | {_number(each * 1000)} | {_number(each / least)} | {_whole(memory)} |"
        for size, each, memory in sizes
    )


def _number(value: float) -> str:
    return f"{value:.3g}".replace(".", ",")


def _whole(value: float) -> str:
    return f"{value:,.0f}".replace(",", ".")
