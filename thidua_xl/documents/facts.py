"""What the papers say: a master as the names that templates use. What is not known is a dotted line, never a guess."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from thidua_xl.awards.ballots import HEADERS, Ballot, vote
from thidua_xl.awards.decisions import decided
from thidua_xl.awards.proposals import Proposal
from thidua_xl.cells.share import Verdict
from thidua_xl.consolidation.master import Master
from thidua_xl.points import vietnamese, with_digits
from thidua_xl.rulebook.models import Award, Rulebook
from thidua_xl.scoring.ranking import Standing
from thidua_xl.sheets import master_words, words
from thidua_xl.sheets.master import SECRET_BALLOT
from thidua_xl.text.dates import said
from thidua_xl.text.vietnamese import fold

DOTS = "……"
BLANK = "–"
UNDECIDED, AS_PROPOSED = "Chưa quyết định", "Hội nghị chưa quyết định; ghi theo đề nghị"
AGAINST_PROPOSAL = "Theo quyết định của hội nghị, khác đề nghị"
OPEN_ERRORS = "Tạm tính: còn {count} lỗi"
NO_LIMIT = "không giới hạn"
AT_LEAST, MORE_THAN, QUORUM = "từ {percent}% trở lên", "trên {percent}%", ", có mặt ít nhất {percent}%"
OF = {
    words.MEMBERS: "tổng số thành viên đồng ý",
    words.PRESENT: "số người có mặt đồng ý",
    words.ASKED: "số người được hỏi ý kiến đồng ý",
}
Row = dict[str, object]


def facts(master: Master, *, mark: str = "", closed_at: datetime | None = None) -> Row:
    """Every name a template may use. ``mark`` and ``closed_at`` are those of a closed master."""
    rulebook = master.rulebook
    awards = [_award(master, award) for award in rulebook.awards if award.counts_on(rulebook.end)]
    roles = {role: next((unit.name for unit in rulebook.units if unit.role == role), DOTS) for role in words.ROLES}
    groups = list(dict.fromkeys(standing.group for standing in master.standings))
    return {
        "ten_khoi": rulebook.bloc,
        "TEN_KHOI": rulebook.bloc.upper(),
        "khoi": _kind(rulebook),
        "KHOI": _kind(rulebook).upper(),
        "ky": _within_sentence(rulebook.period),
        "can_cu": rulebook.authority.strip().rstrip(".;"),
        "cac_can_cu": [text for piece in rulebook.authority.split(";") if (text := piece.strip().rstrip("."))],
        "tu_ngay": said(rulebook.start),
        "den_ngay": said(rulebook.end),
        "truong_khoi": f"{roles[words.ROLES[0]]} – Trưởng {_kind(rulebook)}",
        "pho_khoi": f"{roles[words.ROLES[1]]} – Phó {_kind(rulebook)}",
        "so_don_vi": len(rulebook.units),
        "so_da_cham": len(master.results),
        "so_thanh_vien": _one_count(master, "members"),
        "co_mat": _one_count(master, "present"),
        "don_vi": [{"ma": unit.code, "ten": unit.name, "vai_tro": unit.role} for unit in rulebook.units],
        "nhom": [
            {"ten": group, "xep_hang": [_standing(master, s) for s in master.standings if s.group == group]}
            for group in groups
        ],
        "khong_xep_hang": [{"don_vi": _name(master, apart.unit), "ly_do": apart.reason} for apart in master.unranked],
        "danh_hieu": awards,
        "co_binh_xet": any(award["binh_xet"] for award in awards),
        "co_phieu_kin": any(award["phieu_kin"] for award in awards),
        "danh_sach": _list(master),
        "tam_tinh": any(master.results[standing.unit].open_errors for standing in master.standings),
        "ma_xac_thuc": mark,
        "khoa_luc": f"{closed_at:%H:%M} ngày {said(closed_at.date())}" if closed_at else "",
    }


def _kind(rulebook: Rulebook) -> str:
    """`khối`, or `cụm` where the bloc calls itself one."""
    return "cụm" if fold(rulebook.bloc).startswith("cụm") else "khối"


def _within_sentence(period: str) -> str:
    """`Năm 2026` is `năm 2026` inside a sentence."""
    return period[:1].lower() + period[1:]


def _name(master: Master, code: str) -> str:
    unit = master.rulebook.unit(code)
    return unit.name if unit else code


def _one_count(master: Master, key: str) -> str:
    """A count that every ballot gives alike; else to be written by hand."""
    counts = {getattr(ballot, key) for ballot in master.head.ballots.values()} - {None}
    return str(counts.pop()) if len(counts) == 1 else DOTS


# ---- standings


def _standing(master: Master, standing: Standing) -> Row:
    result, digits = master.results[standing.unit], master.rulebook.digits
    given = [name for name, unit, _ in _given(master) if unit == standing.unit]
    return {
        "hang": _rank(master, standing),
        "don_vi": _name(master, standing.unit),
        "ma": standing.unit,
        "diem_chinh": with_digits(standing.totals.main, digits),
        "diem_thuong": with_digits(standing.totals.bonus, digits),
        "diem_tru": with_digits(standing.totals.deduction, digits),
        "tong_diem": with_digits(standing.totals.total, digits),
        "xep_loai": result.card.class_name or BLANK,
        "khen_thuong": "; ".join(given) or BLANK,
        "ghi_chu": OPEN_ERRORS.format(count=result.open_errors) if result.open_errors else "",
    }


def _rank(master: Master, standing: Standing) -> str:
    marks = [master_words.TIED] if standing.place.tied else []
    if master.results[standing.unit].open_errors:
        marks.append(master_words.PROVISIONAL)
    return f"{standing.place.rank} ({', '.join(marks)})" if marks else str(standing.place.rank)


def _of_unit(master: Master, unit: str) -> Row:
    """Rank and points of a unit, dashes where it is not ranked."""
    standing = next((standing for standing in master.standings if standing.unit == unit), None)
    if standing is not None:
        return _standing(master, standing)
    empty = dict.fromkeys(("hang", "tong_diem", "xep_loai", "ghi_chu"), BLANK)
    return {**empty, "don_vi": _name(master, unit), "ma": unit}


# ---- awards


def _award(master: Master, award: Award) -> Row:
    """An award in force with the units the meeting speaks of: proposed, tied, put to the vote or decided on."""
    rows = [row for row in master.proposals if fold(row.award) == fold(award.name)]
    spoken_of = [row for row in rows if _is_spoken_of(master, row)]
    ballots = master.head.ballots
    is_voted = award.vote is not None
    secret = [row for row in spoken_of if ballots.get((row.award, row.unit), Ballot()).how in ("", SECRET_BALLOT)]
    return {
        "ten": award.name,
        "hinh_thuc": award.form,
        "can_cu": award.authority,
        "so_luong": _quota(award),
        "binh_xet": is_voted and bool(spoken_of),
        "dieu_kien_phieu": _vote_asked(award),
        "ung_vien": [_candidate(master, award, row) for row in spoken_of],
        "phieu_kin": [_candidate(master, award, row) for row in secret] if is_voted else [],
    }


def _is_spoken_of(master: Master, row: Proposal) -> bool:
    key = row.award, row.unit
    ballot = master.head.ballots.get(key, Ballot())
    return row.proposed or row.keeps_place or row.tied or ballot != Ballot() or bool(decision(master, row))


def decision(master: Master, row: Proposal) -> str:
    """`Có` or `Không` of the meeting, "" where it has not decided."""
    return decided(master.head.awards.get((row.award, row.unit), ("", ""))[0])


def _quota(award: Award) -> str:
    if award.quota is None:
        return NO_LIMIT
    if not award.quota_percent:
        return vietnamese(award.quota)
    return f"{vietnamese(award.quota)}% của {_within_sentence(award.quota_of)}"


def _vote_asked(award: Award) -> str:
    if award.vote is None:
        return ""
    share = (MORE_THAN if award.strictly else AT_LEAST).format(percent=vietnamese(award.vote))
    quorum = QUORUM.format(percent=vietnamese(award.quorum)) if award.quorum is not None else ""
    return f"{share} {OF[award.vote_of]}{quorum}"


def _candidate(master: Master, award: Award, row: Proposal) -> Row:
    ballot = master.head.ballots.get((row.award, row.unit), Ballot())
    outcome = vote(award, ballot)
    counts = {key: getattr(ballot, key) for key in HEADERS}
    texts = {key: DOTS if count is None else str(count) for key, count in counts.items()}
    return {
        **_of_unit(master, row.unit),
        "de_nghi": _proposed(row),
        "quyet_dinh": decision(master, row) or (UNDECIDED if row.proposed or row.keeps_place or row.tied else BLANK),
        "ly_do": master.head.awards.get((row.award, row.unit), ("", ""))[1],
        "hinh_thuc": ballot.how or DOTS,
        "so_thanh_vien": texts["members"],
        "co_mat": texts["present"],
        "duoc_hoi": texts["asked"],
        "phieu_phat": texts["issued"],
        "phieu_thu": texts["collected"],
        "phieu_hop_le": texts["valid"],
        "dong_y": texts["agreed"],
        "khong_dong_y": texts["against"],
        "khong_y_kien": texts["abstained"],
        "ty_le": f"{_percent(outcome.share)}%" if outcome.base else DOTS,
        "ket_qua": str(outcome.verdict) if outcome.verdict is not Verdict.PENDING else DOTS,
    }


def _proposed(row: Proposal) -> str:
    """`Có` or `Không` with the reason; where it is still open, the reason says so itself."""
    if row.keeps_place or row.tied:
        return row.reason[:1].upper() + row.reason[1:]
    mark = f" ({master_words.PROVISIONAL})" if row.provisional and row.proposed else ""
    return f"{words.YES if row.proposed else words.NO}{mark}: {row.reason}"


def _percent(share: Decimal) -> str:
    return vietnamese(share)


# ---- what is submitted


def _given(master: Master) -> Iterable[tuple[str, str, str]]:
    """Award, unit and remark of what the meeting decided; where it has not, of what is proposed."""
    for row in master.proposals:
        word = decision(master, row)
        if word == words.YES:
            yield row.award, row.unit, "" if row.proposed else AGAINST_PROPOSAL
        elif not word and row.proposed:
            yield row.award, row.unit, AS_PROPOSED


def _list(master: Master) -> list[Row]:
    """The list of the letter: award by award in the rulebook's order."""
    found: list[Row] = []
    for award, unit, remark in _given(master):
        asked = next((known for known in master.rulebook.awards if fold(known.name) == fold(award)), None)
        outcome = vote(asked, master.head.ballots.get((award, unit))) if asked else None
        own = _of_unit(master, unit)
        remarks = [text for text in (remark, str(own["ghi_chu"]).replace(BLANK, "")) if text]
        share = f"{_percent(outcome.share)}%" if outcome and outcome.base else BLANK
        found.append({**own, "danh_hieu": award, "ty_le": share, "ghi_chu": "; ".join(remarks)})
    return found
