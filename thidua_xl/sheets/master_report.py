"""What `Kết quả lần gộp`, the charts and a few cells of the master say. ``{…}`` stand for facts."""

TITLE = "{sheet} – {period}"
MADE = "{bloc}. Gộp lúc {at:%H:%M ngày %d/%m/%Y}."
HEAD = "{bloc} – {period}. Gộp lúc {at:%H:%M ngày %d/%m/%Y}. {purpose}"
UNKNOWN = "–"

RECEIVED = "Đã nhận {some}/{all} đơn vị"
ALL_RECEIVED = "Các đơn vị đã nộp đủ."
CROSSED = "Phiếu chấm chéo: {some}/{all} đơn vị."
CROSSING_MISSING = "Phiếu chấm chéo: {some}/{all} đơn vị; chưa có: {units}."
CLOSINGS = "Khóa sổ, mở khóa"
WAITING_HEADERS = ("Mã đơn vị", "Chưa có bảng dùng được", "Người liên hệ", "Điện thoại", "Lý do")

FINDINGS = "Sai lệch: {errors} lỗi, {warnings} cảnh báo"
NO_FINDINGS = "Không có sai lệch nào."
FINDING_HEADERS = ("Mã đơn vị", "Đơn vị", "Lỗi", "Cảnh báo", "Lỗi còn phải xử lý (lúc này)")
SEE_FINDINGS = "Mở trang Sai lệch để xem từng chỗ và ghi cách xử lý."

RANKING = "Thứ hạng lúc này (tự đổi khi Trưởng khối thẩm định)"
RANKING_HEADERS = ("Hạng", "Đơn vị", "Xếp loại", "Tổng điểm", "Vì sao")
SEE_RANKING = "Mở trang Xếp hạng để chiếu lên màn hình."

SEE_COMPARED = "Mở trang So với kỳ trước để xem điểm, hạng so với {periods}."

CHANGES = "So với lần gộp trước"
FIRST_TIME, NO_CHANGE = "Đây là lần gộp đầu tiên.", "Không có gì thay đổi."
NEW_FILE, CHANGED_LINES = "Tệp mới: {path}", "{unit} đổi số liệu ở dòng: {codes}"
MOVED, RANK, UNRANKED = "{unit}: {before} → {now}", "hạng {rank}", "không xếp hạng"
MORE_CHANGES = "… và {count} thay đổi khác."

NEXT_STEPS = "Việc cần làm tiếp"
REMIND = "Nhắc {count} đơn vị chưa có bảng dùng được (danh sách ở trên), nhận tệp rồi gộp lại."
MEND = "Xem trang Sai lệch: gửi đơn vị sửa, hoặc ghi Chấp nhận kèm ghi chú."
ASSESS = "Thẩm định: ghi điểm và lý do vào ô vàng của trang Thẩm định; thứ hạng tự đổi theo."
DECIDE = "Quyết định các trường hợp ở trang Điều kiện."
MEET = "Họp khối: ghi kết quả ở trang Bình xét, rồi quyết định ở trang Đề nghị."
AGAIN = "Nhận thêm tệp thì gộp lại: những gì đã ghi trong ô vàng được giữ nguyên."

BARS, BARS_SAID = "Tổng điểm theo thứ hạng", "Biểu đồ tổng điểm theo thứ hạng"
PROFILE, PROFILE_SAID = "Điểm theo mục của từng đơn vị", "Biểu đồ điểm theo mục"
TO_LINE, TO_FILE = "Xem dòng", "Mở tệp"
TOTAL = "Cộng"

POINTS_WITHIN, FROM, UPTO, BY_STEP = "Ghi điểm{limits}.", " từ {low}", " đến {high}", ", bước {step}"
ANY_POINTS = "Ghi số điểm."
KEEP = " Để trống: giữ điểm tự chấm."
SKIP = " Để trống: chưa chấm."
KEEP_COMBINED = " Để trống: giữ điểm chấm chéo; không có thì giữ điểm tự chấm."
NOT_NEGATIVE = "Ghi số từ 0 trở lên."
