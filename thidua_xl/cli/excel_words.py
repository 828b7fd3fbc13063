"""What `thidua excel doctor` says of a PC: for each case a sentence, and what to do where something is not right."""

from collections import defaultdict
from typing import NamedTuple


class Words(NamedTuple):
    """A sentence and a remedy ("" where nothing is to be done), with the facts in braces."""

    said: str
    remedy: str = ""


RUN_INSTALL = "Đóng hết Excel, bấm đúp 2-Cai-dat.cmd trong bản đóng gói (hoặc gõ: thidua excel install)."
ASK_IT = "Gửi tệp này cho người phụ trách tin học của cơ quan."

WORDS: dict[str, Words] = {
    "PC": Words("Máy: {system}. Python {python}. thidua-xl {version}."),
    "NOT-WINDOWS": Words(
        "Máy này không dùng Windows, nên hàm Python trong Excel không chạy ở đây.",
        "Dùng biểu mẫu thường (không phải cài gì), hoặc biểu mẫu cho LibreOffice.",
    ),
    "EXCEL": Words("Excel {version}, {bits}."),
    "EXCEL-NONE": Words(
        "Không tìm thấy Excel trên máy này.", "Nếu máy không có Excel: mở biểu mẫu thường bằng LibreOffice Calc."
    ),
    "EXCEL-OLD": Words(
        "Excel {version} ({bits}) quá cũ.", "Cần Excel 2010 trở lên; trên máy này hãy dùng LibreOffice."
    ),
    "RUNTIME": Words("Bộ chạy hàm đầy đủ ở {folder}."),
    "RUNTIME-NONE": Words(
        "Chưa cài bộ chạy hàm cho Excel ({folder}). Biểu mẫu thường không cần bộ này.",
        f"Chỉ khi dùng biểu mẫu có hàm Python: {RUN_INSTALL}",
    ),
    "RUNTIME-INCOMPLETE": Words("Bộ chạy hàm ở {folder} thiếu: {missing}.", RUN_INSTALL),
    "DLL": Words("Thư viện xlwings {xlwings} khớp với tệp DLL của nó."),
    "DLL-VERSION": Words("xlwings là bản {xlwings} nhưng tệp DLL là bản {dll}.", RUN_INSTALL),
    "SERVER": Words("Gọi thử hàm TD_DIEM: trả lời {points} sau {seconds} giây, đúng."),
    "SERVER-SILENT": Words(
        "Gọi thử hàm TD_DIEM: không có trả lời ({trouble}).",
        f"{RUN_INSTALL} Nếu vẫn vậy: phần mềm diệt vi-rút có thể chặn pythonw.exe. {ASK_IT}",
    ),
    "SERVER-WRONG": Words("Gọi thử hàm TD_DIEM: trả lời {points}, không đúng.", RUN_INSTALL),
    "TRUST": Words("Thư mục {folder} là nơi tin cậy của Excel."),
    "TRUST-NONE": Words(
        "Thư mục {folder} chưa là nơi tin cậy của Excel, nên Excel có thể chặn biểu mẫu có hàm Python.", RUN_INSTALL
    ),
    "TRUST-OFF": Words("Cơ quan đã tắt mọi nơi tin cậy của Excel.", f"Dùng biểu mẫu thường. {ASK_IT}"),
    "MACROS-TRUSTED": Words("Biểu mẫu có hàm Python để trong nơi tin cậy thì chạy được, không bị hỏi."),
    "MACROS-ASK": Words("Excel hỏi trước khi cho chạy macro: mở biểu mẫu có hàm Python thì bấm Enable Content."),
    "MACROS-OFF": Words(
        "Excel đang chặn mọi macro.",
        "Để biểu mẫu trong nơi tin cậy (2-Cai-dat.cmd), hoặc vào Tệp > Tùy chọn > Trung tâm Tin cậy > Thiết đặt Macro.",
    ),
    "MACROS-POLICY": Words("Cơ quan chặn mọi macro bằng chính sách.", f"Dùng biểu mẫu thường. {ASK_IT}"),
    "MACROS-ALL": Words(
        "Excel đang cho mọi macro chạy không hỏi: không an toàn.",
        "Vào Tệp > Tùy chọn > Trung tâm Tin cậy > Thiết đặt Macro, chọn tắt có thông báo.",
    ),
    "INTERNET-BLOCKED": Words(
        "Macro của tệp nhận qua thư, mạng bị chặn theo chính sách.",
        "Chép biểu mẫu từ bản đóng gói hoặc USB vào nơi tin cậy, không mở thẳng từ thư.",
    ),
    "SIGNS": Words("Dấu thập phân của máy là “{decimal}”, ngày ghi {days}: gõ 43,6."),
    "SIGNS-POINT": Words(
        "Dấu thập phân của máy là “{decimal}”: gõ 43{decimal}6 thì là số, gõ 43,6 thì thành chữ hoặc số khác.",
        "Cài đặt > Thời gian và ngôn ngữ > Vùng: chọn Vietnamese (Vietnam); rồi mở lại Excel.",
    ),
    "DAYS-MONTH-FIRST": Words(
        "Máy ghi tháng trước ngày ({days}): gõ 05/06/2026 là ngày 6 tháng 5.",
        "Chọn vùng Vietnamese (Vietnam) như trên, hoặc gõ tháng trước ngày.",
    ),
    "FILE": Words("{name}: mở bình thường được."),
    "FILE-NONE": Words("Không có tệp {name}.", "Xem lại tên tệp và thư mục."),
    "FILE-UNREADABLE": Words(
        "{name} không phải tệp .xlsx hay .xlsm, hoặc đã hỏng.",
        "Mở bằng Excel và lưu thành Excel Workbook (.xlsx); xin gửi lại nếu tệp hỏng.",
    ),
    "FILE-FROM-INTERNET": Words(
        "{name} có dấu “tải từ mạng”: Excel mở ở chế độ chỉ xem và chặn hàm Python.",
        "Lưu tệp về máy, bấm chuột phải > Thuộc tính > đánh dấu Bỏ chặn (Unblock) > OK, rồi mở lại.",
    ),
    "FILE-ON-NETWORK": Words(
        "{name} nằm trên ổ mạng: Excel có thể chặn hàm Python.", "Chép tệp về máy rồi mở bản trên máy."
    ),
    "FILE-MANUAL": Words(
        "{name} được lưu ở chế độ tính bằng tay: điểm không tự đổi khi gõ, và mọi tệp mở sau đó cũng vậy.",
        "Trong Excel: thẻ Công thức > Tùy chọn Tính toán > Tự động; lưu lại.",
    ),
    "LIBREOFFICE": Words("LibreOffice {version}."),
    "LIBREOFFICE-NONE": Words("Không tìm thấy LibreOffice.", "Cài LibreOffice 25.2 trở lên nếu máy không có Excel."),
    "LIBREOFFICE-OLD": Words(
        "LibreOffice {version}: biểu mẫu thường dùng được, biểu mẫu có hàm TD_ thì không.",
        "Nâng lên LibreOffice 25.2 trở lên nếu cần hàm TD_.",
    ),
    "ADDIN": Words("Tiện ích thidua.oxt đã có trong LibreOffice."),
    "ADDIN-NONE": Words(
        "LibreOffice chưa có tiện ích thidua.oxt (chỉ cần cho biểu mẫu có hàm TD_).",
        "Bấm đúp tệp thidua.oxt, bấm Đồng ý, rồi mở lại LibreOffice.",
    ),
}


def table() -> str:
    """What can be wrong and what to do, as the table of docs/cai-dat.md."""
    left_out: defaultdict[str, str] = defaultdict(lambda: "…")
    rows = [(one.said.format_map(left_out), one.remedy.format_map(left_out)) for one in WORDS.values() if one.remedy]
    lines = [f"| {said} | {remedy} |" for said, remedy in rows]
    return "\n".join(["| `thidua excel doctor` nói | Cách sửa |", "|---|---|", *lines, ""])


BUNDLE_TEXT = """THI ĐUA – BẢN DÙNG NGAY TRÊN WINDOWS (thidua-xl)

Không cần cài Python, không cần mạng, không cần quyền quản trị. Cần Windows 10 trở lên (64 bit).

1. Nếu nhận tệp .zip: bấm chuột phải vào tệp .zip > Thuộc tính > đánh dấu Bỏ chặn (Unblock) > OK.
   Rồi bấm chuột phải > Giải nén tất cả (Extract All). Không chạy thẳng trong tệp .zip.
2. Bấm đúp 1-Dung-thu.cmd: dựng một khối mẫu tám cơ quan trong thư mục Khoi-mau, gộp và xếp hạng.
   Mở Khoi-mau\\Ket-qua\\Tong-hop.xlsx để xem.
3. Bấm đúp 2-Cai-dat.cmd: chép bộ chạy vào máy cho riêng tài khoản này. Làm một lần; đóng Excel trước khi làm.
4. Bấm đúp 3-Kiem-tra-may.cmd: xem máy có sẵn sàng không. Có thể thả tệp Excel lên biểu tượng này để xem vì sao
   tệp bị chặn. Kết quả ghi ở Kiem-tra-may.txt; gửi tệp đó nếu cần người khác xem giúp.
5. Bấm đúp 4-Tao-thu-muc-lam-viec.cmd: tạo thư mục Khoi-cua-toi để làm thật, mở thư mục đó và làm theo số thứ tự.

Thư mục Mau có bộ tiêu chí và biểu mẫu mẫu (bản THỬ). Cán bộ các đơn vị không cần bản này: biểu mẫu thường mở thẳng
bằng Excel hoặc LibreOffice.

Windows hỏi “Windows đã bảo vệ PC của bạn”: bấm Thông tin thêm > Vẫn chạy, hoặc nhờ người phụ trách tin học.
Gỡ bỏ: xóa thư mục này và thư mục thidua-xl trong %LOCALAPPDATA%.
Không có gì rời khỏi máy này: không mạng, không thu thập số liệu.
"""
