"""Faults that only show when the bloc is brought together: who sent what, and what two units say of one thing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bench import clean, handed_in, on_evidence, on_figure, on_info, on_line, rulebook, typed, written
from faults import D, day

from thidua_xl.submission import Submission

Files = Callable[[], Mapping[str, bytes | None]]


@dataclass(frozen=True)
class BlocFault:
    """``files`` come in place of, or beside, the clean ``‹unit›.xlsx``; the finding's place in the bloc."""

    what: str
    code: str
    unit: str | None
    file: str | None
    sheet: str | None
    cell: str | None
    files: Files
    also: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.code}-{self.unit}"


def again(**info: object) -> bytes:
    """STP sends once more, with another result on a line."""

    def typing(sent: Submission) -> Submission:
        return on_line("I.1.4", result=D(2))(on_info(**info)(sent))  # type: ignore[arg-type]

    return typed("STP", typing)


def of_stranger() -> bytes:
    """The template of a unit that is not of this bloc."""
    old = rulebook()
    fields = {name: getattr(old, name) for name in type(old).model_fields}
    other = old.units[2].model_copy(update={"code": "STC", "name": "Sở Tài chính", "aliases": ()})
    rules = type(old)(**{**fields, "units": (*old.units, other)})
    sent = handed_in()["STP"]
    claims = {code: claim for code, claim in sent.claims.items() if not code.startswith("I.STP")}
    return written(sent.model_copy(update={"unit": "STC", "claims": claims}), rules)


def their_document() -> dict[str, bytes | None]:
    theirs = handed_in()["CAT"].evidence[1]
    mine = on_evidence(2, symbol=theirs.symbol, issued_on=theirs.issued_on, issuer=theirs.issuer)
    return {"VKS.xlsx": typed("VKS", mine)}


FAULTS = (
    BlocFault("Một đơn vị chưa nộp", "TD-CHUA-NOP", "STP", None, None, None, lambda: {"STP.xlsx": None}),
    BlocFault("Gửi hai tệp giống hệt nhau", "TD-NOP-TRUNG", "STP", "STP (2).xlsx", None, None,
              lambda: {"STP (2).xlsx": clean("STP")}),
    BlocFault("Gửi lại cùng lần nộp, lập sau", "TD-NOP-CUNG-LAN", "STP", "STP (2).xlsx", None, None,
              lambda: {"STP (2).xlsx": again(made_on=day("2026-11-25"))}),
    BlocFault("Hai bản cùng lần nộp, cùng ngày lập", "TD-NOP-XUNG-DOT", "STP", "STP (2).xlsx", None, None,
              lambda: {"STP (2).xlsx": again()}, also=("TD-CHUA-NOP",)),
    BlocFault("Tệp của đơn vị ngoài khối", "TD-DON-VI-LA", None, "STC.xlsx", "Thông tin", "B8",
              lambda: {"STC.xlsx": of_stranger()}),
    BlocFault("Một văn bản của hai đơn vị", "TD-MC-HAI-DON-VI", "VKS", "VKS.xlsx", "Minh chứng", "C9",
              their_document),
    BlocFault("Công an và Viện kiểm sát báo cáo khác nhau", "TD-DOI-CHIEU-SAI", None, None, "Số liệu", None,
              lambda: {"CAT.xlsx": typed("CAT", on_figure("SL01", result=D(1248)))}),
    BlocFault("Hai ngành báo cáo lệch quá 5%", "TD-DOI-CHIEU-LECH", None, None, "Số liệu", None,
              lambda: {"VKS.xlsx": typed("VKS", on_figure("SL21", result=D(70)))}),
    BlocFault("Không đối chiếu được vì một bên chưa nộp", "TD-CHUA-NOP", "THADS", None, None, None,
              lambda: {"THADS.xlsx": None}, also=("TD-DOI-CHIEU-CHUA-DU",)),
)  # fmt: skip
