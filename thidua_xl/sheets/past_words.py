"""What is said of earlier periods: on the template, in the master, in the history and the province's tables."""

NEW_UNIT = "mới vào khối"
MERGED_FROM, FORMERLY = "gộp từ {units}", "kỳ trước là {unit}"
UP, DOWN, SAME = "lên ", "xuống ", "giữ nguyên"
OTHER_SCALE = "thang điểm khác ({then} so với {now}), không so điểm"
THEN_PROVISIONAL, THEN_NOT_RANKED = "kỳ trước còn tạm tính", "kỳ trước không xếp hạng"
OF_FORMER = "{name} ({code}): {points} điểm, {rank}"
RANKED, NOT_RANKED = "hạng {rank}/{all}", "không xếp hạng"
# the line under `Thông tin` of a template
LAST_TIME = "Kỳ trước – {period}: {said}."
POINTS_AND_RANK = "{points} điểm, {rank}{tied}{class_name}{provisional}"
TIED, PROVISIONAL = " (đồng hạng)", ", tạm tính"
# the note of a figure whose unit was merged
MERGED_FIGURE = "Kỳ trước: {parts} (đơn vị đã gộp, tự cộng nếu phù hợp)"
