"""The six papers a bloc begins with, as templates: what is in double braces is filled in (see names.py)."""

from collections.abc import Callable
from pathlib import Path

from docx.document import Document as Paper
from docx.shared import Pt

from thidua_xl.documents.ballot_templates import SIGN, attendance, slip, tellers
from thidua_xl.documents.layout import (
    CENTRE,
    LEADER,
    RECEIVERS,
    TO_LEFT,
    blank_paper,
    body,
    gap,
    head,
    heading,
    listing,
    say,
    signatures,
    tag,
    title,
)

STAMP = "(Chữ ký, dấu nếu có)"
RANKED = (
    ("Hạng", 26, "{{ r.hang }}", CENTRE),
    ("Đơn vị", 52, "{{ r.don_vi }}", TO_LEFT),
    ("Tổng điểm", 20, "{{ r.tong_diem }}", CENTRE),
    ("Xếp loại", 42, "{{ r.xep_loai }}", CENTRE),
    ("Ghi chú", 34, "{{ r.ghi_chu }}", TO_LEFT),
)
VOTES = (
    ("Đơn vị", 44, "{{ r.don_vi }}", TO_LEFT),
    ("Hình thức", 19, "{{ r.hinh_thuc }}", CENTRE),
    ("Đồng ý", 15, "{{ r.dong_y }}", CENTRE),
    ("Không đồng ý", 17, "{{ r.khong_dong_y }}", CENTRE),
    ("Không có ý kiến", 18, "{{ r.khong_y_kien }}", CENTRE),
    ("Tỷ lệ", 18, "{{ r.ty_le }}", CENTRE),
    ("Kết quả", 24, "{{ r.ket_qua }}", CENTRE),
)
DECIDED = (
    ("Đơn vị", 46, "{{ r.don_vi }}", TO_LEFT),
    ("Đề nghị theo điểm, phiếu", 52, "{{ r.de_nghi }}", TO_LEFT),
    ("Hội nghị quyết định", 26, "{{ r.quyet_dinh }}", CENTRE),
    ("Lý do của hội nghị", 36, "{{ r.ly_do }}", TO_LEFT),
)


def minutes() -> Paper:
    """Biên bản họp."""
    paper = blank_paper()
    head(paper, number="BB-……")
    title(paper, "BIÊN BẢN", "Họp bình xét thi đua, đề nghị khen thưởng {{ ky }}")
    body(paper, "**Thời gian bắt đầu:** …… giờ ……, ngày …… tháng …… năm ……")
    body(paper, f"**Địa điểm:**{LEADER}")
    body(paper, "**Thành phần tham dự:** đại diện các đơn vị thành viên {{ ten_khoi }} (danh sách kèm theo). "
                "Tổng số thành viên: {{ so_thanh_vien }}; có mặt: {{ co_mat }}.")  # fmt: skip
    body(paper, f"**Chủ trì** ({{{{ truong_khoi }}}}): ông (bà){LEADER}")
    body(paper, f"Chức vụ:{LEADER}")
    body(paper, f"**Thư ký:** ông (bà){LEADER}")
    body(paper, f"Chức vụ, đơn vị:{LEADER}")
    _standings_part(paper)
    _votes_part(paper)
    _decisions_part(paper)
    heading(paper, "IV. Ý KIẾN KHÁC, KẾT LUẬN")
    for _ in range(3):
        body(paper, LEADER, indent=0)
    _sealed(paper)
    body(paper, "Cuộc họp kết thúc vào …… giờ ……, ngày …… tháng …… năm …… Biên bản đã được đọc cho các thành viên "
                "nghe và nhất trí thông qua./.")  # fmt: skip
    signatures(paper, ("THƯ KÝ", SIGN), ("CHỦ TRÌ", STAMP))
    _receivers(paper, "- Các đơn vị thành viên;", "- ……………………;", "- Lưu: VT, hồ sơ {{ khoi }}.")
    return paper


def _standings_part(paper: Paper) -> None:
    heading(paper, "I. KẾT QUẢ CHẤM ĐIỂM, XẾP HẠNG")
    body(paper, "Hội nghị nghe báo cáo kết quả tổng hợp, thẩm định điểm thi đua {{ ky }} của "
                "{{ so_da_cham }}/{{ so_don_vi }} đơn vị; kết quả như sau:")  # fmt: skip
    tag(paper, "{%p for n in nhom %}")
    tag(paper, "{%p if n.ten %}")
    heading(paper, "Nhóm {{ n.ten }}")
    tag(paper, "{%p endif %}")
    gap(paper)
    listing(paper, RANKED, "r in n.xep_hang")
    tag(paper, "{%p endfor %}")
    tag(paper, "{%p for r in khong_xep_hang %}")
    body(paper, "Không xếp hạng: {{ r.don_vi }} ({{ r.ly_do }}).")
    tag(paper, "{%p endfor %}")
    tag(paper, "{%p if tam_tinh %}")
    body(paper, "Thứ hạng ghi “tạm tính” là của đơn vị còn lỗi chưa sửa, chưa được chấp nhận.", italic=True)
    tag(paper, "{%p endif %}")


def _votes_part(paper: Paper) -> None:
    heading(paper, "II. BÌNH XÉT")
    tag(paper, "{%p if not co_binh_xet %}")
    body(paper, "Không có danh hiệu, hình thức khen thưởng nào phải bình xét bằng phiếu hoặc biểu quyết.")
    tag(paper, "{%p endif %}")
    tag(paper, "{%p for d in danh_hieu if d.binh_xet %}")
    body(paper, "**{{ d.ten }}** (điều kiện: {{ d.dieu_kien_phieu }}):").paragraph_format.keep_with_next = True
    gap(paper)
    listing(paper, VOTES, "r in d.ung_vien", high=8)
    tag(paper, "{%p endfor %}")


def _decisions_part(paper: Paper) -> None:
    heading(paper, "III. QUYẾT ĐỊNH CỦA HỘI NGHỊ VỀ ĐỀ NGHỊ KHEN THƯỞNG")
    tag(paper, "{%p for d in danh_hieu %}")
    body(paper, "**{{ d.ten }}** (số lượng: {{ d.so_luong }}):").paragraph_format.keep_with_next = True
    tag(paper, "{%p if not d.ung_vien %}")
    body(paper, "Không có đơn vị nào đủ điều kiện.")
    tag(paper, "{%p else %}")
    gap(paper)
    listing(paper, DECIDED, "r in d.ung_vien")
    tag(paper, "{%p endif %}")
    tag(paper, "{%p endfor %}")


def letter() -> Paper:
    """Tờ trình."""
    paper = blank_paper()
    head(paper, number="TTr-……", dated=True)
    title(paper, "TỜ TRÌNH", "Về việc đề nghị khen thưởng {{ ky }} của {{ ten_khoi }}")
    addressed = say(paper.add_paragraph(), "Kính gửi: ………………………………………………")
    addressed.paragraph_format.space_before = addressed.paragraph_format.space_after = Pt(10)
    tag(paper, "{%p for c in cac_can_cu %}")
    body(paper, "Căn cứ {{ c }};", italic=True)
    tag(paper, "{%p endfor %}")
    body(paper, "Căn cứ Biên bản họp bình xét thi đua số …… ngày …… tháng …… năm …… của {{ ten_khoi }},", italic=True)
    body(paper, "{{ ten_khoi }} trình …………………… xem xét, khen thưởng {{ ky }} cho các đơn vị sau:")
    tag(paper, "{%p if not danh_sach %}")
    body(paper, "(Hội nghị chưa quyết định đề nghị khen thưởng đơn vị nào.)", italic=True)
    tag(paper, "{%p else %}")
    gap(paper)
    listing(
        paper,
        (
            ("TT", 11, "{{ loop.index }}", CENTRE),
            ("Đơn vị", 42, "{{ r.don_vi }}", TO_LEFT),
            ("Danh hiệu, hình thức khen thưởng đề nghị", 46, "{{ r.danh_hieu }}", TO_LEFT),
            ("Tổng điểm", 18, "{{ r.tong_diem }}", CENTRE),
            ("Hạng", 20, "{{ r.hang }}", CENTRE),
            ("Tỷ lệ phiếu", 20, "{{ r.ty_le }}", CENTRE),
            ("Ghi chú", 30, "{{ r.ghi_chu }}", TO_LEFT),
        ),
        "r in danh_sach",
    )
    tag(paper, "{%p endif %}")
    body(paper, "(Kèm theo: Biên bản họp; Bảng tổng hợp kết quả chấm điểm, xếp hạng; Biên bản kiểm phiếu; hồ sơ của "
                "các đơn vị.)", italic=True)  # fmt: skip
    _sealed(paper)
    body(paper, "{{ ten_khoi }} kính trình cấp có thẩm quyền xem xét, quyết định./.")
    received = (RECEIVERS, "- Như trên;", "- Các đơn vị thành viên;", "- Lưu: VT, hồ sơ {{ khoi }}.")
    signatures(paper, received, ("TM. {{ KHOI }} THI ĐUA", "TRƯỞNG {{ KHOI }}", STAMP))
    return paper


def summary() -> Paper:
    """Bảng tổng hợp kết quả."""
    paper = blank_paper(landscape=True)
    head(paper)
    title(
        paper,
        "BẢNG TỔNG HỢP",
        "Kết quả chấm điểm, xếp hạng thi đua {{ ky }}",
        "(Kèm theo Biên bản số ……/BB-…… ngày …… tháng …… năm ……)",
    )
    tag(paper, "{%p for n in nhom %}")
    tag(paper, "{%p if n.ten %}")
    heading(paper, "Nhóm {{ n.ten }}")
    tag(paper, "{%p endif %}")
    gap(paper)
    listing(
        paper,
        (
            ("Hạng", 27, "{{ r.hang }}", CENTRE),
            ("Đơn vị", 54, "{{ r.don_vi }}", TO_LEFT),
            ("Điểm chính", 18, "{{ r.diem_chinh }}", CENTRE),
            ("Điểm thưởng", 20, "{{ r.diem_thuong }}", CENTRE),
            ("Điểm trừ", 18, "{{ r.diem_tru }}", CENTRE),
            ("Tổng điểm", 18, "{{ r.tong_diem }}", CENTRE),
            ("Xếp loại", 46, "{{ r.xep_loai }}", CENTRE),
            ("Đề nghị khen thưởng", 44, "{{ r.khen_thuong }}", TO_LEFT),
            ("Ghi chú", 37, "{{ r.ghi_chu }}", TO_LEFT),
        ),
        "r in n.xep_hang",
    )
    tag(paper, "{%p endfor %}")
    tag(paper, "{%p for r in khong_xep_hang %}")
    body(paper, "Không xếp hạng: {{ r.don_vi }} ({{ r.ly_do }}).")
    tag(paper, "{%p endfor %}")
    _sealed(paper)
    signatures(paper, ("NGƯỜI LẬP BẢNG", SIGN), ("TM. {{ KHOI }} THI ĐUA", "TRƯỞNG {{ KHOI }}", STAMP))
    return paper


def _sealed(paper: Paper) -> None:
    tag(paper, "{%p if ma_xac_thuc %}")
    sealed = body(paper, "Bảng tổng hợp điểm đã khóa sổ lúc {{ khoa_luc }}; mã xác thực (SHA-256): {{ ma_xac_thuc }}.")
    tag(paper, "{%p else %}")
    unsealed = body(paper, "(In từ bảng tổng hợp chưa khóa sổ.)", italic=True)
    for line in (sealed, unsealed):
        line.paragraph_format.keep_with_next = True
    tag(paper, "{%p endif %}")


def _receivers(paper: Paper, *lines: str) -> None:
    first = say(paper.add_paragraph(), RECEIVERS, 12, bold=True, italic=True, align=TO_LEFT)
    first.paragraph_format.space_before = Pt(8)
    for line in lines:
        say(paper.add_paragraph(), line, 11, align=TO_LEFT)


# file name: how it is drawn
PAPERS: dict[str, Callable[[], Paper]] = {
    "1-Bien-ban-hop.docx": minutes,
    "2-To-trinh.docx": letter,
    "3-Bang-tong-hop-ket-qua.docx": summary,
    "4-Phieu-binh-xet.docx": slip,
    "5-Bien-ban-kiem-phieu.docx": tellers,
    "6-Danh-sach-dai-bieu.docx": attendance,
}


def write_template(name: str, path: Path) -> Path:
    """Write one of ``PAPERS`` at ``path``."""
    PAPERS[name]().save(str(path))
    return path
