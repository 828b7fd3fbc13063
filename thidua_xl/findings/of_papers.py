"""Findings of the templates of papers. Sentences and fixes."""

from thidua_xl.findings.finding import Kind, Severity

E = Severity.ERROR

PAPERS: dict[str, Kind] = {
    "TD-MAU-KHONG-DOC": Kind(
        E,
        "Tệp mẫu này không phải văn bản Word (.docx) đọc được.",
        "Mở bằng Word, lưu lại dạng .docx; hoặc lấy mẫu mới: thidua minutes --write-templates THU-MUC.",
    ),
    "TD-MAU-SAI-CU-PHAP": Kind(
        E,
        "Mẫu viết sai ở {cho}: {vi}.",
        "Sửa chỗ trong ngoặc nhọn cho đúng, giữ đủ cặp for – endfor, if – endif, rồi in lại.",
    ),
    "TD-MAU-TEN-LA": Kind(
        E,
        "Mẫu dùng tên “{ten}” không có, ở {cho}.",
        "Sửa tên đó; các tên dùng được: {duoc}.",
    ),
}
