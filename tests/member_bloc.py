"""A small bloc with every way of scoring, and a submission to it without a fault."""

from datetime import date
from decimal import Decimal
from functools import cache

from drawing import book_of
from rulebook_drawing import criteria_grid, rulebook_of

from thidua_xl.rulebook.models import Rulebook
from thidua_xl.sheets import member
from thidua_xl.submission import Answer, Claim, Evidence, FigureClaim, RegisterRow, Submission

LINES = """
I     | Công tác chuyên môn         | 60
I.1   | Đơn đã giải quyết           | 10 | Theo tỷ lệ | Sàn tỷ lệ=50
I.2   | Báo cáo năm đúng hạn        | 10 | Trừ theo ngày chậm | Hệ số=2 | Hạn=15/6/2026
I.3   | Văn bản có ký số            | 10 | Theo mức
I.4   | Vụ án khởi tố               | 10 | So với đơn vị dẫn đầu | Chỉ tiêu số liệu=SL01
I.5   | Hồ sơ nộp lưu               | 10 | Trừ theo % thiếu | Hệ số=0,5 | Khi không phát sinh=Bỏ dòng
I.6   | Vi phạm quy chế             | 10 | Trừ theo lần | Hệ số=1
II    | Xây dựng Đảng               | 40
II.1  | Học tập Nghị quyết          | 10 | Đạt/Không đạt
II.2  | Xếp loại đảng bộ            | 10 | Chọn mức
II.3  | Phong trào văn hóa          | 10 | Chấm trực tiếp | Bước điểm=0,5
II.4  | Dân vận khéo                | 10 | Chấm trong khung | Minh chứng=Bắt buộc
III   | Điểm thưởng                 |    |  | Nhóm điểm=Thưởng
III.1 | Sáng kiến                   |    | Cộng theo lần | Hệ số=2 | Trần=6
III.2 | Tỷ lệ văn bản điện tử       | 4  | Cộng theo lần | Đại lượng=Giá trị | Hệ số=0,04 | Đơn vị tính=%
III.3 | Việc riêng của Công an      | 4  | Chấm trực tiếp | Áp dụng cho=CAT
IV    | Điểm trừ                    |    |  | Nhóm điểm=Trừ
IV.1  | Mất hồ sơ                   |    | Trừ theo lần | Hệ số=12
IV.2  | Thất lạc văn bản            |    | Chọn mức
"""
LEVELS = """
|Mã tiêu chí|Tên mức|Từ|Lấy từ|Đến|Lấy đến|Điểm|Điểm đến|Hệ quả|
|I.3||95|Không|||10|||
|I.3||75|Có|95|Có|6|||
|I.3||||70||2|||
|II.2|Tốt|||||10|||
|II.2|Khá|||||7|||
|II.4|Khá|||||5|7||
|II.4|Tốt|||||8|10||
|IV.2|Nhẹ|||||1|||
|IV.2|Nghiêm trọng|||||10||K1|
"""
INFO = """
|Mục|Giá trị|
|Tên khối|Khối thi đua các cơ quan Nội chính|
|Kỳ|Năm 2026|
|Từ ngày|1/1/2026|
|Đến ngày|31/12/2026|
|Hạn nộp|25/11/2026|
|Căn cứ|Quyết định 12/QĐ-UBND|
|Thang điểm|100|
|Thưởng tối đa|10|
"""
UNITS = """
|Mã|Tên đơn vị|Tên khác|
|CAT|Công an tỉnh|Công an|
|VKS|Viện kiểm sát nhân dân tỉnh||
|STP|Sở Tư pháp||
"""
FIGURES = """
|Mã|Tên chỉ tiêu|Đơn vị tính|Kiểu|KH CAT|
|SL01|Số vụ án khởi tố|vụ|Số đếm|100|
|SL02|Số vụ án chuyển|vụ|Số đếm||
|SL03|Tỷ lệ giải quyết|%|Tỷ lệ %||
"""
CROSS_CHECKS = """
|Mã|Nội dung|Vế trái|Phép|Vế phải|Dung sai|Mức độ|Áp dụng cho|
|DC1|Án chuyển bằng án nhận|CAT!SL01|=|VKS!SL01|2%|||
|DC2|Chuyển không quá khởi tố|SL02|<=|(SL01 + SL01.CK) * 1,5 / 2|0|Cảnh báo|CAT|
"""
CLASSES = """
|Loại|Từ điểm|Sàn từng tiêu chí %|Chỉ tiêu phải đạt|Số chỉ tiêu đạt tối thiểu|Thiếu tối đa %|
|Xuất sắc|95|50%|I.1; I.4|1|20|
|Tốt|80|||||
|Hoàn thành|50|||||
"""
CASES = """
|Mã|Nội dung|Hệ quả|
|K1|Để xảy ra oan, sai|Không xét thi đua|
|K2|Lãnh đạo bị kỷ luật|Xuất sắc|
"""


@cache
def bloc() -> Rulebook:
    """A rulebook with every way, figures, comparisons and cases."""
    grids = {"Thông tin": INFO, "Đơn vị": UNITS, "Tiêu chí": criteria_grid(LINES), "Mức": LEVELS, "Chỉ tiêu": FIGURES}
    return rulebook_of(book_of(grids | {"Đối chiếu": CROSS_CHECKS, "Xếp loại": CLASSES, "Điều kiện": CASES}))


def filled(unit: str = "STP", **more: object) -> Submission:
    """A submission without a fault: every line has its input and its evidence."""
    d = Decimal
    claims = {
        "I.1": Claim(code="I.1", target=d(100), result=d(88)),
        "I.2": Claim(code="I.2", result=date(2026, 6, 10)),
        "I.3": Claim(code="I.3", result=d(92), target=d(100)),
        "I.4": Claim(code="I.4"),
        "I.5": Claim(code="I.5", target=d(40), result=d(39)),
        "I.6": Claim(code="I.6", result=d(1)),
        "II.1": Claim(code="II.1", result="Đạt"),
        "II.2": Claim(code="II.2", result="Khá"),
        "II.3": Claim(code="II.3", typed=d("8.5")),
        "II.4": Claim(code="II.4", result="Tốt", typed=d(9)),
        "III.1": Claim(code="III.1", result=d(2)),
        "III.2": Claim(code="III.2", result=d("88.1")),
        "IV.1": Claim(code="IV.1"),
        "IV.2": Claim(code="IV.2"),
    }
    asked = ("I.1", "I.2", "I.3", "I.4", "I.5", "I.6", "II.2", "II.3", "II.4", "III.1", "III.2")
    own: dict[str, object] = {
        "info": {"author": "Lê Thu Hằng", "made_on": date(2026, 11, 20), "phone": "0900 000 103"},
        "claims": claims,
        "figures": {
            "SL01": FigureClaim(code="SL01", target=d(100), result=d(120), before=d(110)),
            "SL02": FigureClaim(code="SL02", result=d(90), before=d(80)),
            "SL03": FigureClaim(code="SL03", result=d("88.1")),
        },
        "evidence": tuple(
            Evidence(criterion=code, symbol=f"{n}/BC-{unit}", issued_on=date(2026, 5, 10), issuer="Sở", summary="BC")
            for n, code in enumerate(asked, 1)
        ),
        "answers": {code: Answer(code=code, answer="Không xảy ra") for code in ("K1", "K2")},
        "registers": {member.MODELS.name: (RegisterRow(values={"name": "Tổ 1", "new": d(2), "cumulative": d(5)}),)},
    }  # fmt: skip
    return Submission.model_validate(own | more)


def refigured(submission: Submission, code: str, **changes: object) -> Submission:
    """The submission with a figure changed."""
    figures = submission.figures | {code: submission.figures[code].model_copy(update=changes)}
    return submission.model_copy(update={"figures": figures})


def reclaimed(submission: Submission, code: str, **changes: object) -> Submission:
    """The submission with a claim changed."""
    claims = submission.claims | {code: submission.claims[code].model_copy(update=changes)}
    return submission.model_copy(update={"claims": claims})
