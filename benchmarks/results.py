"""The results page of a consolidation benchmark, as Markdown."""

from dataclasses import dataclass

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


def page(found: Measured, sizes: list[tuple[int, float, float]], *, workers: int, cores: int) -> str:
    """Ratios first; milliseconds only to tell what they are ratios of."""
    rows = [
        ("Cả việc gộp / vòng lặp `pandas.read_excel` (chỉ đọc)", found.whole / found.pandas, "≤ 0,5"),
        ("Đọc một tệp / chỉ giải nén (sàn)", found.reading / found.floor, "≤ 12"),
        ("Đọc lại khi 1 tệp đổi / đọc lần đầu", found.again / found.first, "≤ 0,03"),
    ]
    if found.dqchecks:
        rows.insert(1, ("Cả việc gộp / `ofwat-dqchecks` (4 phép kiểm tra)", found.whole / found.dqchecks, "≤ 0,067"))
    told = "\n".join(f"| {what} | {_number(ratio)} | {aim} |" for what, ratio, aim in rows)
    grown = _grown(sizes)
    total = PROVINCES * BLOCS * UNITS
    bloc = UNITS * next((each for size, each, _ in sizes if size == UNITS), sizes[0][1])
    return f"""# Tốc độ

Trang này do `benchmarks/consolidation.py` viết ra; không sửa tay. Máy {cores} nhân, {workers} tiến trình đọc cho mọi
công cụ; {_whole(found.files)} bài nộp lập từ biểu mẫu thật, mỗi tệp khoảng {_whole(found.kilobytes)} kB. Tỷ lệ mới có
nghĩa trên máy khác, số mili giây thì không.

| So sánh trong cùng một lần chạy | Tỷ lệ | Mục tiêu |
| --- | --- | --- |
{told}

Chỉ đọc bằng pandas: {_number(found.pandas * 1000)} ms một tệp. Cả việc gộp (đọc, kiểm tra, tính điểm, đối chiếu, xếp
hạng, ghi bảng tổng hợp): {_number(found.whole * 1000)} ms một tệp, tiến trình chính dùng {_whole(found.megabytes)} MB.

## Khi số đơn vị tăng

Mọi bài nộp vào một bảng tổng hợp. Cỡ nhỏ nhất gồm cả lúc khởi động chương trình.

| Số tệp | ms một tệp | So với cỡ nhanh nhất | Bộ nhớ tiến trình chính (MB) |
| --- | --- | --- | --- |
{grown}

## Ước lượng cho cả nước

{PROVINCES} tỉnh × {BLOCS} khối × {UNITS} đơn vị là {_whole(total)} bài nộp. Mỗi khối tự gộp khối của mình: khoảng
{_number(bloc)} giây một khối, kể cả khởi động. Nếu một máy như máy này gộp lần lượt từng khối:
{_number(PROVINCES * BLOCS * bloc / 60)} phút; kết quả các khối gom lại bằng `thidua province` hoặc `--export`.
"""


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
