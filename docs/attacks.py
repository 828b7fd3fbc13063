"""Write docs/tep-doc-hai.md from a real run: `python docs/attacks.py`, from a checkout with the test tools installed.

Each file is read in a worker of its own, with the memory cap and the deadline of `thidua consolidate`.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

DOCS = Path(__file__).resolve().parent
PAGE = DOCS / "tep-doc-hai.md"
HEAD = """# Tệp độc hại và tệp hỏng

<!-- Trang này sinh ra từ một lần chạy thật; đừng sửa tay. Sinh lại: python docs/attacks.py -->

Ai cũng có thể gửi tệp đến khối, nên chương trình coi mọi tệp là của người lạ: đọc trong tiến trình riêng, nhiều nhất
{memory} MB bộ nhớ và {deadline} giây; không chạy macro, không theo liên kết, không mở mạng. Tệp không đọc được chỉ mất
chính nó: thành một dòng ở trang Sai lệch, các tệp khác vẫn được gộp. Bảng dưới là {count} tệp tấn công mà bộ kiểm thử
tạo ra; mã của từng tệp được kiểm ở mỗi lần sửa chương trình, số giây và số MB là của một lần chạy trên một máy.

“Đọc bình thường” là tệp lạ nhưng hợp lệ: đọc đủ, rồi các phép kiểm tra nội dung lo tiếp. “–”: tiến trình bị dừng trước
khi kịp đo.

| Tệp | KB | Kết quả | Giây | MB | Câu báo cho người dùng |
|---|---:|---|---:|---:|---|
"""


def measured(data: bytes, name: str) -> tuple[str | None, dict[str, str], int | None]:
    """Runs in a worker: the code and facts the file ends in, and the most memory that took, in MB."""
    from thidua_xl.errors import NotReadable
    from thidua_xl.workbooks.reading import read_book

    trouble: NotReadable | None = None
    try:
        read_book(data, name)
    except NotReadable as error:
        trouble = error
    return (trouble.code, trouble.facts, peak()) if trouble else (None, {}, peak())


def peak() -> int | None:
    """The most memory this process ever held, in MB; None where the system does not say."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return None
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


def rows(folder: Path) -> Iterator[str]:
    """The lines of the table."""
    from hostile import hostile_files

    from thidua_xl.findings.catalogue import message
    from thidua_xl.findings.finding import Finding
    from thidua_xl.workbooks.reading import read_isolated

    for attack in hostile_files():
        path = folder / f"{attack.name}.xlsx"
        path.write_bytes(attack.data())
        since = time.perf_counter()
        outcome = next(iter(read_isolated([path], measured, workers=1)))
        seconds = outcome.seconds or time.perf_counter() - since  # of one that died: with its start
        trouble = outcome.trouble
        code, facts, most = outcome.result or ((trouble.code, trouble.facts, None) if trouble else (None, {}, None))
        said = message(Finding(code, facts=facts)).replace("|", "\\|") if code else "Đọc bình thường."
        size = -(-path.stat().st_size // 1024)
        mark = f"`{code}`" if code else "đọc được"
        yield f"| {attack.name} | {size} | {mark} | {seconds:.2f} | {most or '–'} | {said} |"
        path.unlink()


def main() -> None:
    """Run every attack file and write the page."""
    sys.path[:0] = [str(DOCS.parent / "tests")]
    from thidua_xl.workbooks.folder_reading import DEADLINE
    from thidua_xl.workbooks.reading.isolation import MEMORY

    with tempfile.TemporaryDirectory() as folder:
        lines = list(rows(Path(folder)))
    head = HEAD.format(memory=MEMORY // 2**20, deadline=f"{DEADLINE:g}", count=len(lines))
    PAGE.write_text(head + "\n".join(lines) + "\n" + IN_THE_FOLDER, encoding="utf-8")


IN_THE_FOLDER = """
## Trong thư mục bài nộp

| Gặp | Chương trình làm |
|---|---|
| ống dẫn (FIFO), thiết bị, liên kết vòng tròn | bỏ qua, in một dòng “Bỏ qua …” |
| liên kết tới thư mục | không đi vào, in một dòng |
| thư mục tên `X.xlsx` | là thư mục: đọc các tệp bên trong |
| tên tệp có ký tự điều khiển, đảo chiều chữ, hỏng mã | đọc bình thường; tên in ra thay các ký tự đó bằng `?` |
| tệp 5 GB | `TD-TEP-QUA-LON`, không đọc; tệp gửi kèm trên 1 GB chỉ ghi dung lượng |
| tệp không có quyền đọc, liên kết đứt | `TD-TEP-KHONG-MO-DUOC` |
| tệp đang được ghi dở lúc đọc | `TD-TEP-KHONG-MO-DUOC`, gộp lại khi chép xong |
| .xls, .xlsb, .ods lành | đọc theo giá trị, kèm `TD-TEP-CHI-DOC-GIA-TRI` |

## Giới hạn giữ bằng cách nào

- Linux: `RLIMIT_AS` của tiến trình đọc. Windows (từ 8.1): Job Object với `JOB_OBJECT_LIMIT_PROCESS_MEMORY`; hộp thoại
  báo lỗi của Windows bị tắt để không chờ ai bấm. macOS không giữ giới hạn bộ nhớ: ở đó chỉ có các giới hạn về số dòng,
  số ô, số phần và thời gian.
- Quá thời gian: tiến trình chính chấm dứt tiến trình đọc, trên mọi hệ điều hành. Tiến trình đọc chết không để lại
  ảnh bộ nhớ (core dump).
"""


if __name__ == "__main__":
    main()
