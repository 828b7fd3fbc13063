"""Findings about what changes during the year: registered targets, amended rulebooks."""

from thidua_xl.findings.finding import Kind, Severity

E, W = Severity.ERROR, Severity.WARNING

MOVING: dict[str, Kind] = {
    "TD-CHUYEN-KHONG-CHO": Kind(
        E,
        "{vi} Chưa chuyển được {dong}, cột {cot}: “{ghi}”.",
        "Xem trang Chưa chuyển được của tệp mới, ghi lại vào chỗ phù hợp; tệp cũ vẫn giữ nguyên.",
    ),
    "TD-CHUYEN-DOI-MA": Kind(
        W, "Dòng {cu} nay mang mã {ma}, cùng nội dung; đã chuyển theo nội dung.", "Xem lại dòng {ma} trước khi gửi."
    ),
    "TD-CHUYEN-DOI-CHU": Kind(
        W, "Dòng {ma} nay có nội dung khác: “{noi_dung}”; đã chuyển theo mã.", "Xem lại dòng {ma} trước khi gửi."
    ),
    "TD-CHUYEN-CONG-THUC": Kind(
        W, "{dong}, cột {cot}: công thức ={ghi} nay là giá trị của nó.", "Ghi lại công thức nếu cần."
    ),
    "TD-CHUYEN-KHONG-MAU-CU": Kind(
        W,
        "Tệp không mang theo bộ tiêu chí cũ dùng được; chỉ chuyển theo mã từng dòng.",
        "So từng dòng với tệp cũ trước khi gửi.",
    ),
}

PACT: dict[str, Kind] = {
    "TD-GU-THIEU-DON-VI": Kind(
        E, "{don_vi} ({ten}) chưa gửi phiếu đăng ký.", "Nhắc đơn vị gửi phiếu, rồi chạy lại thidua targets."
    ),
    "TD-GU-THIEU-CHI-TIEU": Kind(
        E, "{don_vi} chưa đăng ký chỉ tiêu {ma} “{ten}”.", "Đề nghị đơn vị ghi chỉ tiêu, lớn hơn 0, rồi gửi lại."
    ),
    "TD-GU-CHI-TIEU-KHONG": Kind(
        E, "{don_vi} đăng ký chỉ tiêu {ma} là {ghi}; chỉ tiêu phải lớn hơn 0.", "Đề nghị đơn vị ghi lại chỉ tiêu."
    ),
    "TD-GU-HAI-BAN": Kind(
        E,
        "{don_vi} có hai phiếu đăng ký khác nhau ({khac}) cùng lần nộp, không rõ phiếu nào sau; chưa lấy phiếu nào.",
        "Hỏi đơn vị, bỏ phiếu cũ ra khỏi thư mục (hoặc ghi Lần nộp lớn hơn ở phiếu mới), rồi chạy lại.",
    ),
    "TD-GU-THAY-BAN": Kind(
        W, "{don_vi} có phiếu đăng ký mới hơn ({khac}); không dùng phiếu này.", "Không cần làm gì nếu đúng."
    ),
    "TD-GU-DA-GIAO": Kind(
        E,
        "KH {don_vi} của {ma} đang là {cu}, phiếu đăng ký ghi {moi}; giữ {cu}.",
        "Nếu khối đồng ý đổi, chạy lại và thêm --force; nếu không, báo đơn vị giữ chỉ tiêu cũ.",
    ),
    "TD-GU-CHI-TIEU-LA": Kind(
        W, "Phiếu đăng ký có dòng {ma} không phải chỉ tiêu đăng ký của đơn vị; không lấy.", "Xem lại mã của dòng này."
    ),
}

YEAR: dict[str, Kind] = {**MOVING, **PACT}
