"""Why a unit is proposed or not, why it is not ranked, why a file counts or not: sentences without a final stop."""

AWARDS: dict[str, str] = {
    # why not
    "excluded": "không xét thi đua: {ca}",
    "not scorable": "không tính được tổng điểm nên không xếp hạng",
    "barred": "xảy ra trường hợp không được xét danh hiệu này: {ca}",
    "points": "{diem} điểm, dưới mức tối thiểu {can} điểm",
    "no class": "không được xếp loại, cần từ loại {can} trở lên",
    "class": "loại {loai}, cần từ loại {can} trở lên",
    "rank": "hạng {hang}, chỉ xét đến hạng {can}",
    "not with": "đã được đề nghị “{khac}”, không kèm với danh hiệu này",
    "not with pending": "đang giữ chỗ ở “{khac}” (chưa bình xét), không kèm với danh hiệu này",
    "vote": "{dong_y}/{tong} đồng ý ({ty_le}%), cần {can}",
    "quorum": "không đủ số người dự: {co_mat}/{thanh_vien}, cần ít nhất {can}% có mặt",
    "no place": "hạng {hang}, hết số lượng ({so} suất)",
    "circle": "số lượng tính trên danh hiệu khác theo vòng tròn, không tính được",
    "pending": "chưa bình xét",
    "impossible": "chưa bình xét: số phiếu không khớp, xem trang Sai lệch",
    "tied": "hạng {hang}, ngang nhau mọi chỉ số với {voi} ở suất cuối (còn {so} suất): chờ hội nghị quyết định",
    "tied too many": "hạng {hang}, ngang nhau với {voi} ở suất cuối: hội nghị chọn nhiều hơn số còn lại ({so} suất)",
    "tied refused": "hạng {hang}, ngang nhau với {voi} ở suất cuối: hội nghị quyết định dành suất còn lại cho {cho}",
    # why
    "chosen": "hạng {hang}, {diem} điểm{loai}{phieu}; {so}",
    "chosen tied": "hạng {hang}, {diem} điểm{loai}{phieu}; ngang nhau với {voi}, theo quyết định của hội nghị",
    # pieces
    "of class": ", loại {loai}",
    "with votes": "; {dong_y}/{tong} đồng ý ({ty_le}%)",
    "places": "trong {so} suất",
    "no limit": "không giới hạn số lượng",
    "at least": "từ {can}% trở lên",
    "more than": "trên {can}%",
}

UNRANKED: dict[str, str] = {
    "excluded": "{ca}",
    "not sent": "chưa nộp bảng tự chấm",
    "empty": "chưa nộp bảng tự chấm; mới có mẫu chưa điền ({tep})",
    "conflict": "có nhiều bản cùng lần nộp nhưng khác số liệu; trưởng khối chọn ở cột Dùng, trang Nhật ký",
    "not used": "trưởng khối ghi Không dùng ở mọi bản đã nộp",
    "rejected": "chưa có bảng tự chấm dùng được ({tep})",
    "unreadable": "chưa nộp bảng tự chấm; có tệp không đọc được, có thể là của đơn vị ({tep})",
    "no contact": "bộ tiêu chí chưa ghi người liên hệ",
    "not scorable": "mọi dòng điểm chính đều bỏ hoặc không phải của đơn vị nên không tính được điểm",
}

FILES: dict[str, str] = {
    "used": "",
    "attachment": "bản ký, ảnh hoặc minh chứng gửi kèm",
    "rulebook": "bộ tiêu chí",
    "targets": "phiếu đăng ký chỉ tiêu, danh hiệu",
    "master": "bảng tổng hợp",
    "feedback": "phản hồi cho đơn vị",
    "report": "báo cáo của thidua-xl",
    "written": "tệp của lần gộp này",
    "other": "tệp do thidua-xl ghi ra",
    "empty": "mẫu chưa điền",
    "assessor": "phiếu chấm chéo; đọc khi gộp với --assess",
    "form": "phiếu chấm chéo của {ma}",
    "no form": "không phải phiếu chấm chéo của khối, kỳ này",
    "empty form": "phiếu chấm chéo của {ma} chưa điền",
    "older form": "phiếu chấm chéo của {ma}, đã có {tep}",
    "form conflict": "phiếu chấm chéo của {ma}, cùng lần nộp nhưng khác điểm; chờ trưởng khối chọn ở cột Dùng",
    "practice": "bản THỬ",
    "stranger": "không phải bảng tự chấm của khối",
    "unknown unit": "không nhận ra đơn vị",
    "other period": "kỳ khác: {ghi}",
    "older": "đã có lần nộp {so}: {tep}",
    "earlier": "cùng lần nộp, lập trước {tep}",
    "duplicate": "trùng số liệu với {tep}",
    "conflict": "cùng lần nộp với {tep} nhưng khác số liệu; chờ trưởng khối chọn ở cột Dùng",
    "head chose": "trưởng khối chọn dùng",
    "head chose other": "trưởng khối chọn dùng {tep}",
    "head refused": "trưởng khối ghi Không dùng",
    "lock": "tệp khóa: có người đang mở {tep}, phần chưa lưu không được tính",
    "hidden": "tệp hoặc thư mục ẩn",
    "temporary": "tệp tạm",
    "cache": "bộ nhớ đọc nhanh của thidua-xl, xóa được",
    "link": "thư mục liên kết, không đi vào",
    "closed": "không mở được thư mục",
    "no file": "không phải tệp thường (thiết bị, ống dẫn hoặc liên kết vòng tròn)",
}


def because(reasons: dict[str, str], key: str, **facts: object) -> str:
    """The sentence of ``key`` with its facts."""
    return reasons[key].format_map({name: str(fact) for name, fact in facts.items()})
