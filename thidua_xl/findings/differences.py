"""What `thidua rulebook diff` says of each kind of change."""

from collections.abc import Mapping

SENTENCES = {
    "info": "{cot}: {cu} → {moi}.",
    "added": "Thêm {ma} “{noi_dung}”.",
    "removed": "Bỏ {ma} “{noi_dung}”.",
    "changed": "{ma}, {cot}: {cu} → {moi}.",
    "target": "{ma}, chỉ tiêu giao {don_vi}: {cu} → {moi}.",
    "classes": "Các loại: {cu} → {moi}.",
    "line added": "Thêm tiêu chí {ma} “{noi_dung}”, điểm tối đa {toi_da}.",
    "line removed": "Bỏ tiêu chí {ma} “{noi_dung}”, điểm tối đa {toi_da}.",
    "recoded": "Tiêu chí {cu} nay mang mã {ma}: “{noi_dung}”.",
    "maximum": "Tiêu chí {ma}: điểm tối đa {cu} → {moi}.",
    "way": "Tiêu chí {ma}: cách chấm “{cu}” → “{moi}”.",
    "details": "Tiêu chí {ma}: chi tiết của cách chấm (mức, hệ quả) thay đổi.",
    "moved": "Tiêu chí {ma} “{noi_dung}” chuyển sang chỗ khác trong bảng.",
    "note added": "Thêm dòng diễn giải “{noi_dung}”.",
    "note removed": "Bỏ dòng diễn giải “{noi_dung}”.",
}
LONGEST = 160  # characters of one value in a sentence


def sentence(kind: str, code: str, facts: Mapping[str, str]) -> str:
    """A change as a secretary reads it."""
    short = {key: text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…" for key, text in facts.items()}
    return SENTENCES[kind].format_map({**short, "ma": code})
