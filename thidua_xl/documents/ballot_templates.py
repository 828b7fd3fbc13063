"""The papers of a ballot, and the list of who came: templates a bloc begins with."""

from docx.document import Document as Paper

from thidua_xl.documents.layout import (
    CENTRE,
    LEADER,
    TO_LEFT,
    blank_paper,
    body,
    gap,
    head,
    listing,
    signatures,
    tag,
    title,
)

SIGN = "(Ký, ghi rõ họ tên)"


def slip() -> Paper:
    """Phiếu bình xét."""
    paper = blank_paper()
    head(paper)
    title(paper, "PHIẾU BÌNH XÉT", "Danh hiệu thi đua, hình thức khen thưởng {{ ky }}")
    body(paper, "Mỗi dòng đánh dấu (x) vào một ô. Dòng để trống hoặc đánh dấu nhiều ô là không hợp lệ.", italic=True)
    tag(paper, "{%p if not co_binh_xet %}")
    body(paper, "Không có danh hiệu, hình thức khen thưởng nào phải bình xét bằng phiếu.")
    tag(paper, "{%p endif %}")
    tag(paper, "{%p for d in danh_hieu if d.binh_xet %}")
    body(paper, "**{{ d.ten }}** (số lượng: {{ d.so_luong }})").paragraph_format.keep_with_next = True
    gap(paper)
    listing(
        paper,
        (
            ("TT", 11, "{{ loop.index }}", CENTRE),
            ("Đơn vị", 58, "{{ r.don_vi }}", TO_LEFT),
            ("Tổng điểm", 20, "{{ r.tong_diem }}", CENTRE),
            ("Hạng", 27, "{{ r.hang }}", CENTRE),
            ("Đồng ý", 20, "☐", CENTRE),
            ("Không đồng ý", 20, "☐", CENTRE),
            ("Không có ý kiến", 20, "☐", CENTRE),
        ),
        "r in d.ung_vien",
        high=9,
    )
    tag(paper, "{%p endfor %}")
    body(paper, "(Phiếu kín: người bỏ phiếu không ghi tên, không ký.)", italic=True, indent=0)
    return paper


def tellers() -> Paper:
    """Biên bản kiểm phiếu."""
    paper = blank_paper()
    head(paper, number="BB-……")
    title(paper, "BIÊN BẢN KIỂM PHIẾU", "Bình xét danh hiệu thi đua, hình thức khen thưởng {{ ky }}")
    body(paper, "Hồi …… giờ ……, ngày …… tháng …… năm ……, tại ……………………, Ban kiểm phiếu của "
                "hội nghị {{ ten_khoi }} gồm:")  # fmt: skip
    for number, role in enumerate(("Trưởng ban", "Thành viên", "Thành viên"), 1):
        body(paper, f"{number}. {role}: ông (bà){LEADER}")
    body(paper, "đã tiến hành kiểm phiếu. Tổng số thành viên: {{ so_thanh_vien }}; có mặt: {{ co_mat }}. Kết quả:")
    tag(paper, "{%p if not co_phieu_kin %}")
    body(paper, "Không có danh hiệu, hình thức khen thưởng nào bỏ phiếu kín.")
    tag(paper, "{%p endif %}")
    tag(paper, "{%p for d in danh_hieu if d.phieu_kin %}")
    body(paper, "**{{ d.ten }}** (điều kiện: {{ d.dieu_kien_phieu }}):").paragraph_format.keep_with_next = True
    gap(paper)
    listing(
        paper,
        (
            ("Đơn vị", 38, "{{ r.don_vi }}", TO_LEFT),
            ("Phát ra", 14, "{{ r.phieu_phat }}", CENTRE),
            ("Thu về", 14, "{{ r.phieu_thu }}", CENTRE),
            ("Hợp lệ", 14, "{{ r.phieu_hop_le }}", CENTRE),
            ("Đồng ý", 14, "{{ r.dong_y }}", CENTRE),
            ("Không đồng ý", 16, "{{ r.khong_dong_y }}", CENTRE),
            ("Không có ý kiến", 17, "{{ r.khong_y_kien }}", CENTRE),
            ("Tỷ lệ", 18, "{{ r.ty_le }}", CENTRE),
            ("Kết quả", 22, "{{ r.ket_qua }}", CENTRE),
        ),
        "r in d.phieu_kin",
        high=8,
    )
    tag(paper, "{%p endfor %}")
    body(paper, "Phiếu đã kiểm được niêm phong và giao cho Thư ký hội nghị lưu giữ. Biên bản lập xong hồi …… giờ …… "
                "cùng ngày./.")  # fmt: skip
    signatures(paper, ("CÁC THÀNH VIÊN", SIGN), ("TRƯỞNG BAN KIỂM PHIẾU", SIGN))
    return paper


def attendance() -> Paper:
    """Danh sách đại biểu."""
    paper = blank_paper()
    head(paper)
    title(
        paper,
        "DANH SÁCH ĐẠI BIỂU",
        "Dự họp bình xét thi đua, đề nghị khen thưởng {{ ky }}",
        "(Kèm theo Biên bản số ……/BB-…… ngày …… tháng …… năm ……)",
    )
    gap(paper)
    listing(
        paper,
        (
            ("TT", 10, "{{ loop.index }}", CENTRE),
            ("Đơn vị", 58, "{{ r.ten }}{% if r.vai_tro %} ({{ r.vai_tro }}){% endif %}", TO_LEFT),
            ("Họ và tên", 44, "", TO_LEFT),
            ("Chức vụ", 30, "", TO_LEFT),
            ("Ký tên", 26, "", TO_LEFT),
        ),
        "r in don_vi",
        high=11,
    )
    body(paper, f"Đại biểu mời:{LEADER}")
    body(paper, "Danh sách này có …… đại biểu dự họp.")
    signatures(paper, (), ("THƯ KÝ", SIGN))
    return paper
