"""`Thông tin` and `Điều kiện` as read: days, Lần nộp, the signed total, answers."""

import re
from decimal import Decimal

from thidua_xl.member.places import finding_of, info_where
from thidua_xl.member.reading import Reading
from thidua_xl.member.texts import day, number
from thidua_xl.member.values import said_raw
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.rules import Problem
from thidua_xl.sheets import member, words
from thidua_xl.submission import Raw, Submission
from thidua_xl.text.numbers import Kind
from thidua_xl.text.vietnamese import fold

TIMES = re.compile(r"(?:lần )?(?:thứ )?(?P<times>\d+)")  # of `Lần nộp`, as people write it
DAYS = ("made_on", "document_date")
ANSWERS = {
    fold(words.HAPPENED): words.HAPPENED,
    fold(words.YES): words.HAPPENED,
    fold(words.NOT_HAPPENED): words.NOT_HAPPENED,
    fold(words.NO): words.NOT_HAPPENED,
}


def read_info(submission: Submission, reading: Reading) -> None:
    """Read the days, Lần nộp and the signed total into ``reading``."""
    for key in DAYS:
        _day(submission, reading, key)
    _times(submission, reading)
    _signed_total(submission, reading)


def _report(submission: Submission, reading: Reading, key: str, problem: Problem) -> None:
    reading.findings.append(finding_of(problem, info_where(submission, key)))


def _is_error(submission: Submission, reading: Reading, key: str, value: Raw) -> bool:
    if key not in submission.info_errors:
        return False
    header = member.INFO.column(key).header
    _report(submission, reading, key, Problem("TD-O-LOI", {"cot": header, "ghi": said_raw(value)}))
    return True


def _day(submission: Submission, reading: Reading, key: str) -> None:
    value, header = submission.info.get(key), member.INFO.column(key).header
    if value is None or _is_error(submission, reading, key, value):
        return
    read = day(value, header, date_1904=submission.date_1904)
    if read.notice:
        _report(submission, reading, key, read.notice)
    if isinstance(read.value, str | Decimal):
        facts = {"cot": header, "ghi": said_raw(read.value)}
        _report(submission, reading, key, Problem("TD-KHONG-PHAI-NGAY", facts))
    elif read.value is not None:
        reading.days[key] = read.value


def _times(submission: Submission, reading: Reading) -> None:
    value, key = submission.times_sent(), "submission"
    if value is None:
        return
    header = member.INFO.column(key).header
    reading.submission = None
    if _is_error(submission, reading, key, value):
        return
    said = TIMES.fullmatch(fold(value)) if isinstance(value, str) else None
    read = number(said["times"] if said else value, header, Kind.COUNT)
    times = read.value
    if isinstance(times, Decimal) and times >= 1 and times == times.to_integral_value():
        reading.submission = int(times)
        if read.notice:
            facts = {**read.notice.facts, "ghi": said_raw(value)}
            _report(submission, reading, key, Problem(read.notice.code, facts))
    else:
        _report(submission, reading, key, Problem("TD-LAN-NOP-SAI", {"ghi": said_raw(value)}))


def _signed_total(submission: Submission, reading: Reading) -> None:
    key = "signed_total"
    value, header = submission.info.get(key), member.INFO.column(key).header
    if value is None or _is_error(submission, reading, key, value):
        return
    read = number(value, header, Kind.POINTS)
    if read.notice:
        _report(submission, reading, key, read.notice)
    if read.problem:
        _report(submission, reading, key, read.problem)
    elif isinstance(read.value, Decimal):
        reading.signed_total = read.value
    else:
        facts = {"cot": header, "ghi": said_raw(value)}
        _report(submission, reading, key, Problem("TD-KHONG-PHAI-SO", facts))


def read_answers(rulebook: Rulebook, submission: Submission, reading: Reading) -> None:
    """The answers that are known words, by the code of the case."""
    for case in rulebook.exclusions:
        answer = submission.answers.get(case.code)
        word = ANSWERS.get(fold(said_raw(answer.answer))) if answer else None
        if word:
            reading.answers[case.code] = word
