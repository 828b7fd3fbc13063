"""The names a template may use, with what they stand for: the guide a bloc gets with its own templates."""

PAPER: dict[str, str] = {
    "ten_khoi": "tên khối; TEN_KHOI là tên khối viết hoa",
    "khoi": "chữ khối, hoặc cụm nếu tên khối bắt đầu bằng Cụm; KHOI là chữ đó viết hoa",
    "ky": "kỳ thi đua",
    "can_cu, cac_can_cu": "căn cứ của bộ tiêu chí; danh sách từng căn cứ",
    "tu_ngay, den_ngay": "kỳ tính từ ngày, đến ngày",
    "truong_khoi, pho_khoi": "đơn vị trưởng khối, phó khối",
    "so_don_vi, so_da_cham": "số đơn vị của khối, số đơn vị có bảng điểm",
    "so_thanh_vien, co_mat": "ghi ở trang Bình xét, nếu mọi dòng ghi giống nhau; không thì là dấu chấm",
    "tam_tinh": "đúng nếu có thứ hạng tạm tính",
    "ma_xac_thuc, khoa_luc": "mã xác thực và lúc khóa sổ; trống nếu chưa khóa",
    "co_binh_xet, co_phieu_kin": "đúng nếu có danh hiệu phải bình xét, bỏ phiếu kín",
    "don_vi": "danh sách đơn vị: r.ma, r.ten, r.vai_tro",
    "nhom": "các nhóm xếp hạng: n.ten và n.xep_hang",
    "n.xep_hang": "r.hang, r.don_vi, r.ma, r.diem_chinh, r.diem_thuong, r.diem_tru, r.tong_diem, r.xep_loai, "
    "r.khen_thuong, r.ghi_chu",
    "khong_xep_hang": "r.don_vi, r.ly_do",
    "danh_hieu": "các danh hiệu: d.ten, d.hinh_thuc, d.so_luong, d.can_cu, d.binh_xet, d.dieu_kien_phieu, d.ung_vien, "
    "d.phieu_kin",
    "d.ung_vien, d.phieu_kin": "r.don_vi, r.ma, r.hang, r.tong_diem, r.xep_loai, r.ghi_chu, r.de_nghi, r.quyet_dinh, "
    "r.ly_do, r.hinh_thuc, r.so_thanh_vien, r.co_mat, r.duoc_hoi, r.phieu_phat, r.phieu_thu, r.phieu_hop_le, r.dong_y, "
    "r.khong_dong_y, r.khong_y_kien, r.ty_le, r.ket_qua",
    "danh_sach": "danh sách đề nghị khen thưởng: r.don_vi, r.ma, r.danh_hieu, r.tong_diem, r.hang, r.xep_loai, "
    "r.ty_le, r.ghi_chu",
}
GUIDE = """CÁCH SỬA MẪU VĂN BẢN (thidua-xl)

1. Mở tệp .docx bằng Word, sửa chữ, cỡ chữ, thêm bớt đoạn như mọi văn bản khác. Giữ nguyên tên tệp.
2. Chỗ trong hai ngoặc nhọn, ví dụ {{ ten_khoi }}, sẽ được thay bằng nội dung thật. Có thể xóa, chép sang chỗ khác.
3. Dòng có {%p … %} (đoạn) hoặc {%tr … %} (dòng của bảng) điều khiển việc lặp lại: giữ đủ cặp for – endfor, if – endif.
4. In bằng mẫu đã sửa: thidua minutes BANG-TONG-HOP.xlsx --out THU-MUC --templates THU-MUC-MAU
   Trong thư mục mẫu thiếu tệp nào thì tệp đó in theo mẫu có sẵn.

Các tên dùng được:
"""


def guide() -> str:
    """The text that goes with the templates."""
    return GUIDE + "".join(f"  {name}: {said}\n" for name, said in PAPER.items())
