"""The page of the manual about the worksheet functions, made from the function table: ``docs/ham-excel.md``.

python -m xl.manual docs/ham-excel.md
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from xl.function_table import CellFunction, described
from xl.functions import FUNCTIONS

EXAMPLES = {
    "TD_DIEM": "=TD_DIEM(_thidua!$E$4;H12;G12;J12;I12;F12)",
    "TD_KIEMTRA": '=TD_KIEMTRA(_thidua!$E$4;H12;G12;J12;I12;F12;N12;L12;"Bắt buộc";"%";TODAY();DATE(2026;1;1))',
    "TD_GIAITHICH": "=TD_GIAITHICH(_thidua!$E$4)",
    "TD_TONG": "=TD_TONG(K12:K40)",
    "TD_XEPHANG": "=TD_XEPHANG(B2:B9;C2:D9;A2:A9)",
    "TD_XEPLOAI": "=TD_XEPLOAI(K50;$P$2:$R$6)",
    "TD_DANDAU": "=TD_DANDAU(_thidua!$E$9;B2:B9;C2:C9)",
    "TD_SUYTON": '=TD_SUYTON(F2;B2;80;"Có")',
    "TD_SO": '=TD_SO(B2;"Số đếm")',
}

OPENING = """# Hàm thi đua trong bảng tính

<!-- Trang này do `python -m xl.manual docs/ham-excel.md` lập từ mã nguồn; đừng sửa tay. -->

Các hàm dưới đây gõ được vào ô như hàm có sẵn, trong Excel (qua xlwings) và trong LibreOffice (qua phần mở rộng
`thidua.oxt`). Kết quả đúng đến chữ số cuối cùng như khi gộp hồ sơ, vì cùng một chương trình tính.

- Hàm trả lời một con số hoặc một chữ. Không trả lời được thì ghi một câu ngắn bắt đầu bằng **⚠**, ví dụ
  `⚠ thiếu kết quả`; ô không bao giờ treo hay báo lỗi chương trình.
- Ô trống, số 0, chữ và ô báo lỗi được phân biệt: ô trống là chưa có kết quả, số 0 là kết quả bằng 0.
- Chữ không bao giờ được coi là số: ô ghi `'37` (chữ) bị nhắc gõ lại.
- Trong biểu mẫu, ô điểm là `=IFERROR(0+TD_DIEM(…);‹công thức thường›)`: máy không có hàm thì công thức thường
  tính thay, điểm vẫn đúng.

Ví dụ viết với dấu `;` giữa các mục như máy cài tiếng Việt; máy cài kiểu Mỹ dùng dấu `,`.
"""

CLOSING = """## Trong LibreOffice

Cài đặt: mở `thidua.oxt` bằng LibreOffice (hoặc *Công cụ › Trình quản lý phần mở rộng › Thêm*), bấm đồng ý, rồi đóng
và mở lại LibreOffice. Không cần quyền quản trị, không cần Internet, không cần cài Python.

- Mục có dạng **ô** hoặc **vùng** phải chỉ vào ô, không gõ thẳng con số: LibreOffice chỉ cho biết một ô là trống
  hay bằng 0 khi hàm được nhận chính ô ấy. Gõ thẳng con số vào đó thì ô báo `Err:504`, không cho ra điểm sai.
- Hàm trả lời một **cột**: chọn cả cột kết quả, gõ công thức rồi bấm Ctrl+Shift+Enter; hoặc lấy từng dòng bằng
  `=INDEX(TD_XEPHANG(…);3)`.
- Ngày trong ô là số ngày tính từ 30/12/1899, như mọi biểu mẫu do chương trình lập; tệp dùng hệ ngày 1904 thì không
  dùng các hàm này với ngày.

### LibreOffice cũ hơn 25.2

Phần mở rộng cần LibreOffice **25.2 trở lên**. Bản cũ hơn từ chối cài và nói rõ cần bản nào. Nếu vẫn mở biểu mẫu:

- Biểu mẫu `--channel libreoffice` vẫn chấm điểm đúng, vì ô điểm tự dùng công thức thường khi không có hàm.
- Các công thức tự gõ với hàm `TD_` hiện `#NAME?`.
- Đừng lưu biểu mẫu bằng bản cũ: LibreOffice 7.4 ghi lại tên hàm theo lối riêng, Excel và bản mới không hiểu nữa.
  Hãy dùng biểu mẫu thường (`--channel plain`), không cần cài gì, hoặc nâng cấp LibreOffice.

## Trong Excel

Các hàm này chạy qua xlwings (phần giấy phép BSD), chỉ trên Windows. Biểu mẫu mở trên máy không có hàm vẫn chấm
bằng công thức thường. Cột (`TD_XEPHANG`, `TD_DANDAU`): Excel 365 tự tràn xuống; bản cũ hơn chọn cả cột rồi bấm
Ctrl+Shift+Enter.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([OPENING, *(line for function in FUNCTIONS for line in _section(described(function))), CLOSING])


def _section(function: CellFunction) -> Iterator[str]:
    yield f"## {function.name}"
    yield ""
    yield function.description + (" Trả lời một cột." if function.answers_column else "")
    yield ""
    yield "| Mục | Dạng | Ý nghĩa |"
    yield "| --- | --- | --- |"
    for name, argument in function.arguments.items():
        optional = ", không bắt buộc" if name in function.optional else ""
        yield f"| {argument.label} (`{name}`) | {argument.shape}{optional} | {argument.help} |"
    yield ""
    yield f"Ví dụ: `{EXAMPLES[function.name]}`"
    yield ""


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
