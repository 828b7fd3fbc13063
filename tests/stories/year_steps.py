"""The steps of a bloc's year: each a fixture that goes on from the one before, so that a failure names the step."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from year_bloc import (
    complete,
    example,
    half_year,
    of_period,
    rules_in,
    write_decision,
    year,
    year_before,
)
from year_typing import fill_in, run, typing

from thidua_xl.demo.faults import with_faults
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.sheets import assessor
from thidua_xl.submission import Submission
from thidua_xl.workbooks.writing import write_rulebook
from thidua_xl.workbooks.writing.member import write_member

DAY, HALF_DAY, BEFORE_DAY = date(2026, 11, 20), date(2026, 6, 25), date(2025, 11, 20)
EARLIER = ("TTT", "STP", "CAT", "VKS")
ANSWER = "Đã đối chiếu với Cục Thống kê."
GOVERNMENT, PROVINCE = "Cờ thi đua của Chính phủ", "Cờ thi đua của UBND tỉnh"
DIPLOMA = "Bằng khen của Chủ tịch UBND tỉnh"
VOTES = ((PROVINCE, "STP", 13), (DIPLOMA, "TTT", 14), (DIPLOMA, "VKS", 12), (DIPLOMA, "CAT", 7), (DIPLOMA, "SNV", 10))
DECIDED = (
    (PROVINCE, "STP", "Có", ""),
    (DIPLOMA, "TTT", "Có", ""),
    (DIPLOMA, "VKS", "Có", ""),
    (DIPLOMA, "SNV", "Không", "để dành cho năm sau"),
)


class Desk:
    """The secretary's folder over the year."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.decision, self.draft = folder / "Quyet-dinh.docx", folder / "Bo-tieu-chi.xlsx"
        self.rulebook = folder / "Bo-tieu-chi_Nam-2026.xlsx"  # with what was registered
        self.registered, self.forms, self.received = folder / "Dang-ky", folder / "Bieu-mau", folder / "Bai-nop"
        self.before, self.half = folder / "Ky-truoc" / "Tong-hop_2025.xlsx", folder / "Ky-truoc" / "Tong-hop_6T.xlsx"
        self.master, self.returned = folder / "Ket-qua" / "Tong-hop.xlsx", folder / "Phan-hoi"
        self.assessors, self.papers, self.next = folder / "Cham-cheo", folder / "Van-ban", folder / "Ban-giao"
        self.told: dict[str, dict[str, Any]] = {}  # what each consolidation said

    @property
    def rules(self) -> Rulebook:
        return rules_in(self.rulebook)

    def consolidate(self, *more: object, status: int = 3, out: Path | None = None) -> dict[str, Any]:
        """Everything read again, with both earlier masters; what the command tells."""
        told = self.folder / "ket-qua.json"
        pasts = ("--previous", self.before, "--previous", self.half)
        run("consolidate", self.rulebook, self.received, "--out", out or self.master, *pasts, "--json", told, *more,
            status=status)  # fmt: skip
        found: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
        return found


# ---- the rulebook


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """1. The table of the decision becomes the draft of a rulebook."""
    desk = Desk(tmp_path_factory.mktemp("nam"))
    write_decision(desk.decision, example()["Tiêu chí"])
    run("rulebook", "new", desk.draft, "--from", desk.decision)
    (desk.folder / "ban-dau.xlsx").write_bytes(desk.draft.read_bytes())
    return desk


@pytest.fixture(scope="module")
def completed(drafted: Desk) -> Desk:
    """2. The secretary completes it in Excel."""
    complete(drafted.draft, example())
    run("rulebook", "check", drafted.draft)
    return drafted


# ---- the pact


@pytest.fixture(scope="module")
def agreed(completed: Desk) -> Desk:
    """3. Targets and titles are registered and gathered."""
    desk = completed
    run("template", desk.draft, "--targets", "--out", desk.registered)
    assert len(list(desk.registered.glob("*.xlsx"))) == 8
    for unit, target in (("VKS", 64), ("TTT", 10)):
        with typing(desk.registered / f"{unit}_Dang-ky_Nam-2026.xlsx") as typist:
            typist.into("Đăng ký chỉ tiêu", {"Mã": "SL21" if unit == "VKS" else "SL24"}, Chỉ_tiêu_đăng_ký=target)
            typist.into("Đăng ký danh hiệu", {"Danh hiệu": "Cờ thi đua của UBND tỉnh"}, Đăng_ký="Có")
    run("targets", desk.draft, desk.registered, "--out", desk.rulebook, status=3)
    return desk


# ---- earlier periods, templates, submissions


@pytest.fixture(scope="module")
def remembered(agreed: Desk) -> Desk:
    """4. The masters of the year before and of the first half of this year, of the units that sent something then."""
    for master, period, dates, when, sent in (
        (agreed.before, "Năm 2025", ("01/01/2025", "31/12/2025", "10/12/2025"), BEFORE_DAY, year_before),
        (agreed.half, "6 tháng đầu năm 2026", ("01/01/2026", "30/06/2026", "30/06/2026"), HALF_DAY, half_year),
    ):
        folder = agreed.folder / master.stem
        folder.mkdir()
        file = write_rulebook(folder / "bo.xlsx", of_period(period, *dates))
        write_sent(folder / "bai", rules_in(file), sent(rules_in(file), when), EARLIER, when)
        run("consolidate", file, folder / "bai", "--out", master, status=3)
    return agreed


def write_sent(folder: Path, rules: Rulebook, sent: Mapping[str, Submission], units: Iterable[str], when: date) -> None:
    """Filled workbooks of these units, as they would come."""
    folder.mkdir(parents=True, exist_ok=True)
    for code in units:
        unit = rules.unit(code)
        assert unit is not None
        write_member(folder / f"{code}.xlsx", rules, unit, submission=sent[code], today=when)


@pytest.fixture(scope="module")
def given(remembered: Desk) -> Desk:
    """5. The year's templates, with what is known from before."""
    pasts = ("--previous", remembered.before, "--previous", remembered.half)
    run("template", remembered.rulebook, "--out", remembered.forms, "--unit", "CAT", "--unit", "STP", *pasts)
    return remembered


@pytest.fixture(scope="module")
def sent(given: Desk) -> Desk:
    """6. Seven units send theirs, some with a fault; two type into the templates they were given. One is late."""
    rules = given.rules
    submissions = with_faults(year(rules, DAY))
    write_sent(given.received, rules, submissions, ("TTT", "SNV", "BCHQS", "TAND", "VKS"), DAY)
    for code in ("CAT", "STP"):
        file = given.forms / f"{code}_Tu-cham_Nam-2026.xlsx"
        fill_in(file, submissions[code])
        if code == "CAT":
            with typing(file) as typist:
                typist.into("Số liệu", {"Mã": "SL01"}, Cùng_kỳ=1240)
        (given.received / file.name).write_bytes(file.read_bytes())
    return given


@pytest.fixture(scope="module")
def gathered(sent: Desk) -> Desk:
    """7. Put together for the first time."""
    sent.told["first"] = sent.consolidate()
    return sent


# ---- feedback, a second submission


@pytest.fixture(scope="module")
def mended(gathered: Desk) -> Desk:
    """8. Feedback goes out; two units mend in the very workbook that came back, one answers; the late one sends."""
    desk = gathered
    run("feedback", desk.master, "--out", desk.returned, "--deadline", "30/11/2026")
    for code, sheet, row, header, value in (
        ("STP", "Tự chấm", "I.STP.5", "Chỉ tiêu giao", 3704),
        ("CAT", "Số liệu", "SL01", "Thực hiện", 1251),
    ):
        file = desk.returned / f"{code}_Phan-hoi.xlsx"
        with typing(file) as typist:
            typist.into(sheet, {"Mã": row}, **{header: value})
            typist.into("Thông tin", {"Mục": "Lần nộp"}, Giá_trị=2)
            if code == "CAT":
                rows = typist.rows("Phản hồi", "Việc")
                asked = next(row for row in rows if "Cùng kỳ" in str(typist.read("Phản hồi", row, "Nội dung")))
                typist.write("Phản hồi", asked, "Trả lời của đơn vị", ANSWER)
        (desk.received / file.name).write_bytes(file.read_bytes())
    write_sent(desk.received, desk.rules, year(desk.rules, DAY), ("THADS",), DAY)
    desk.told["second"] = desk.consolidate()
    return desk


# ---- cross-assessment


@pytest.fixture(scope="module")
def crossed(mended: Desk) -> Desk:
    """9. Two units assess the others."""
    desk = mended
    run("template", desk.rulebook, "--assess", desk.master, "--out", desk.assessors, "--unit", "VKS", "--unit", "TAND")
    for who, points in (("VKS", 1.5), ("TAND", 1.75)):
        with typing(desk.assessors / f"{who}_Cham-cheo_Nam-2026.xlsx") as typist:
            line = {"Mã đơn vị": "CAT", "Mã": "II.1.2"}
            typist.into(assessor.LINES.name, line, Điểm_chấm=points, Lý_do="chưa công khai đủ")
            typist.into("Thông tin", {"Mục": "Dòng để trống là"}, Giá_trị=assessor.AGREED)
    desk.told["crossed"] = desk.consolidate("--assess", desk.assessors)
    return desk


# ---- the meeting


@pytest.fixture(scope="module")
def met(crossed: Desk) -> Desk:
    """10. The head assesses, accepts, counts ballots and types what was decided; everything is put together again."""
    desk = crossed
    with typing(desk.master) as typist:
        line = {"Mã đơn vị": "BCHQS", "Mã": "I.BCHQS.3"}
        typist.into("Thẩm định", line, Điểm_thẩm_định=6, Lý_do="có diễn tập, đạt khá")
        typist.into("Sai lệch", {"Mã lỗi": "TD-THIEU-MINH-CHUNG"}, Xử_lý="Chấp nhận", Ghi_chú="đã xem bản giấy")
        for award, unit, agreed in VOTES:
            typist.into(
                "Bình xét", {"Danh hiệu": award, "Mã đơn vị": unit}, Hình_thức="Phiếu kín", Số_thành_viên=15,
                Có_mặt=15, Phiếu_phát=15, Phiếu_thu=15, Phiếu_hợp_lệ=15, Đồng_ý=agreed, Không_đồng_ý=15 - agreed,
            )  # fmt: skip
        for award, unit, word, reason in DECIDED:
            typist.into("Đề nghị", {"Danh hiệu": award, "Mã đơn vị": unit}, Quyết_định_của_hội_nghị=word, Lý_do=reason)
    desk.told["met"] = desk.consolidate("--assess", desk.assessors)
    return desk


# ---- papers, closing


@pytest.fixture(scope="module")
def closed(met: Desk) -> Desk:
    """11. Closed, and the papers printed with the mark."""
    run("close", met.master)
    run("minutes", met.master, "--out", met.papers)
    return met


# ---- the next year


@pytest.fixture(scope="module")
def handed_over(closed: Desk) -> Desk:
    """12. The history, the folder for the next head, the next year's templates."""
    desk = closed
    run("history", desk.before, desk.master, "--out", desk.folder / "Lich-su.xlsx")
    run("handover", desk.master, "--rulebook", desk.rulebook, "--out", desk.next, "--history",
        desk.folder / "Lich-su.xlsx")  # fmt: skip
    return desk
