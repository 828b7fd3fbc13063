"""Vietnamese text: the clean form, the keys, the word meant, and residue of old fonts."""

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.text.legacy_tables import TCVN3, VNI
from thidua_xl.text.syllables import is_syllable
from thidua_xl.text.vietnamese import bare, clean, fold, is_composed, legacy_reading, nearest, typed

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
Form = Literal["NFC", "NFD"]
FORMS: tuple[Form, ...] = ("NFC", "NFD")
VIETNAMESE = st.text(alphabet=LETTERS + LETTERS.upper() + " ", max_size=30)

# Passages as a bloc writes them; each must come back from both old codes and be left alone as it is.
PASSAGES = (
    "Không hoàn thành chỉ tiêu, nhiệm vụ được giao, sau đây gọi là tiêu chí số 1",
    "Tỷ lệ giải quyết án hình sự đạt từ 95% trở lên; truy nã, bắt, vận động đầu thú",
    "Quyết định của Ủy ban nhân dân tỉnh về việc chấm điểm, xếp hạng thi đua khối nội chính",
    "Tổ chức thực hiện tốt các phong trào thi đua, có báo cáo kịp thời và đúng thời hạn",
    "Phòng, chống tham nhũng, lãng phí; cải cách hành chính; thưởng cho sáng kiến mới",
    "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc",
    "Người đứng đầu bị kỷ luật, để xảy ra oan sai: trừ 10 điểm mỗi vụ",
)


def in_code(text: str, table: dict[str, str]) -> str:
    """``text`` as it was typed in the old code; TCVN3 has no capitals with a tone."""
    codes: dict[str, str] = {}
    for code, letter in table.items():
        codes.setdefault(letter, code)
    return "".join(codes.get(letter, codes.get(letter.lower(), letter)) for letter in text)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Tiêu chí", "Tiêu chí"),
        ("Tie\u0302u chi\u0301", "Tiêu chí"),
        ("  Tiêu\u00a0chí\u2009 ", "Tiêu chí"),
        ("Tiêu\r\nchí", "Tiêu chí"),
        ("Tiêu\t \u3000\u2028chí\x85", "Tiêu chí"),
        ("\ufeffTi\u200bêu\u200d ch\u00adí\x07\u2060", "Tiêu chí"),
        ("e\u200b\u0302", "ê"),
        ("Có\ufe0f", "Có"),
        ("\ud800", ""),
        ("", ""),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize("text", ["Điểm", "ĐIỂM", " điểm\n", "Ðiểm", "Ɖiểm", "Đie\u0302\u0309m"])
def test_fold_is_caseless(text: str) -> None:
    assert fold(text) == "điểm"


def test_fold_keeps_diacritics_and_bare_drops_them() -> None:
    assert len({fold(word) for word in ("Mục", "Mức", "Mưc", "Muc", "Múc")}) == 5
    assert {bare(word) for word in ("Mục", "Mức", "Mưc", "Muc", "MÚC")} == {"muc"}
    assert bare("Đối chiếu Ước Ỷ") == "doi chieu uoc y"
    assert bare(LETTERS).isascii()


def test_typed_has_plain_signs() -> None:
    assert typed(" １２\u22123／％ ") == "12-3/%"


def test_is_composed() -> None:
    assert is_composed("Tiêu chí")
    assert not is_composed("Tie\u0302u chí")


CHOICES = "Tiêu chí|Nội dung|Chọn mức|Điểm tối đa|Diễn giải|Có|Không|Mã|B|I.2|TC02"


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Tieu chi", "Tiêu chí"),
        ("tiêu chi", "Tiêu chí"),
        ("Tiêu trí", "Tiêu chí"),
        ("Tiªu chÝ", "Tiêu chí"),
        ("Noi dung", "Nội dung"),
        ("Nội dugn", "Nội dung"),
        ("Nội dung:", "Nội dung"),
        ("Chọn mưc", "Chọn mức"),
        ("Diem toi da", "Điểm tối đa"),
        ("Điểm tối thiểu", None),
        ("Dien giai", "Diễn giải"),
        ("Co", "Có"),
        ("Cờ", "Có"),
        ("Cô giáo", None),
        ("Ma", "Mã"),
        ("A", None),
        ("X", None),
        ("Xyz", None),
        ("I.1", None),
        ("TC01", None),
        ("", None),
        ("   ", None),
        ("…", None),
    ],
)
def test_nearest(word: str, meant: str | None) -> None:
    choices = CHOICES.split("|")
    assert nearest(word, choices) == meant
    assert nearest(word, reversed(choices)) == meant


def test_nearest_of_several() -> None:
    assert nearest("Muc", ["Mục", "Mức"]) is None  # equally near: nothing to suggest
    assert nearest("Mức ", ["Mục", "Mức"]) == "Mức"  # a choice itself
    assert nearest("Theo mưc", ["Theo mức", "Theo tỷ lệ"]) == "Theo mức"
    assert nearest("Noi dung", ["Nội dung", "NỘI  DUNG"]) == "Nội dung"  # the same choice twice
    assert nearest("Noi dung", []) is None


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("Kh«ng", "Không"),
        ("sau ®©y", "sau đây"),
        ("§iÓm", "Điểm"),
        ("Néi dung", "Nội dung"),
        ("nhÊt", "nhất"),
        ("cña", "của"),
        ("vÒ", "về"),
        ("t\u00ad vÊn", "tư vấn"),
        ("nh\u00ad", "như"),
        ("§¶NG Bé TØNH", "ĐẢNG Bộ TỈNH"),
        ("Sè 12/Q§-UBND", "Số 12/QĐ-UBND"),
        ("H§ND tØnh", "HĐND tỉnh"),
        ("« t« cña c¬ quan", "ô tô của cơ quan"),
        ("phôc vô nh©n d©n", "phục vụ nhân dân"),
        ("thùc hiÖn", "thực hiện"),
        ("«Kh«ng»", "«Không»"),
        ("· Kh«ng", "· Không"),
        ("Kh«ng có", "Không có"),
        ("UBND tØnh cã 5 ®¬n vÞ", "UBND tỉnh có 5 đơn vị"),
        ("Báo cáo có kết quả, sau ®©y gọi là báo cáo", "Báo cáo có kết quả, sau đây gọi là báo cáo"),
        ("Müller kh«ng ®Õn", "Müller không đến"),
        ("Khoâng", "Không"),
        ("Ñieåm toái ña", "Điểm tối đa"),
        ("Öôùc löôïng", "Ước lượng"),
        ("Quyeát ñònh 12/QÑ-UBND", "Quyết định 12/QĐ-UBND"),
    ],
)
def test_residue_is_read(text: str, reading: str) -> None:
    assert legacy_reading(text) == reading


@pytest.mark.parametrize("table", [TCVN3, VNI], ids=["TCVN3", "VNI"])
@pytest.mark.parametrize("passage", PASSAGES)
def test_passages_come_back(passage: str, table: dict[str, str]) -> None:
    reading = legacy_reading(in_code(passage, table))
    assert reading is not None
    assert reading.casefold() == passage.casefold()


FOREIGN = (
    "Müller|São Paulo|façade|café|Citroën|Noël|naïve|El Niño|Tromsø|Malmö|København|Zürich|Köln|José|Bogotá|Thaï"
    "|août|coût|garçon|hôtel|Åland|Ærø|Þór|Curaçao|résumé|Škoda|Łódź|Erdoğan"
)
SIGNS = (
    "© 2026|©2026|Nhãn hiệu®|Coca-Cola® và Pepsi®|50µm|50 µm|5 N·m|m×n|A×B|3×4|±5|n°|25°C|m²|kg/m³|chú thích¹|½ ngày"
    "|§ 5|§5|§A|· gạch đầu dòng|• Có|5¢|1 £|1ª|«an toàn»|« an toàn »|«Không có»|«in»|«i là gì»|“Có”|5 – 6|…"
)
PROPER = (
    "Không có gì|Nguyễn Thị Bé|TÊn đơn vị|HÔm nay|ThÀnh phố|hoà bình|hòan thành|Lê Văn Bích, tù và|xoong|ĐẢNG BỘ"
    "|Ðiểm|QĐ-UBND|mét|cã|sè|có|ý|nôp|tôt|môt cửa|giám đôc|kêt quả"
    "|nghành|qúy|gía|caó|ô tô|à|xã hội|Quý I|giếng|gìn giữ|khuỷu tay|nghiêng|thuở|quốc|Hán nôm|bé"
)


@pytest.mark.parametrize("text", [*FOREIGN.split("|"), *SIGNS.split("|"), *PROPER.split("|"), *PASSAGES, ""])
@pytest.mark.parametrize("form", FORMS)
def test_proper_text_is_left_alone(text: str, form: Form) -> None:
    assert legacy_reading(unicodedata.normalize(form, text)) is None


def test_the_tables_cover_the_alphabet() -> None:
    accented = {letter for letter in LETTERS if not letter.isascii()}
    assert set(TCVN3.values()) == accented | set("ĂÂÊÔƠƯĐ")
    assert set(VNI.values()) == (accented | {letter.upper() for letter in accented}) - set("íìÍÌ")
    assert len(TCVN3) == 74  # the codes of TCVN 5712:1993 VN3


@pytest.mark.parametrize(
    ("word", "yes"),
    [
        ("nghiêng", True), ("Được", True), ("QUYẾT", True), ("gì", True), ("giếng", True), ("hoà", True), ("hòa", True),
        ("kẻ", True), ("cẻ", False), ("học", True), ("hoc", False), ("hòc", False), ("thaù", False), ("áá", False),
        ("cuỷa", False), ("đ", False), ("", False), ("café", False), ("xyz", False),
    ],
)  # fmt: skip
def test_syllables(word: str, yes: bool) -> None:
    assert is_syllable(word, toned_right=True) is yes


@given(st.text())
def test_keys_are_idempotent_and_clean(text: str) -> None:
    for key in (clean, fold, bare, typed):
        once = key(text)
        assert key(once) == once
        assert is_composed(once)
        assert once == " ".join(once.split())


@given(VIETNAMESE)
def test_forms_and_cases_fold_equal(text: str) -> None:
    keys = {fold(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    assert keys == {fold(text.upper())} == {fold(text.lower())}
    assert bare(text).isascii()


@given(st.text(), st.lists(st.text(), max_size=5))
def test_no_text_raises(word: str, choices: list[str]) -> None:
    found = nearest(word, choices)
    assert found is None or found in choices
    reading = legacy_reading(word)
    assert reading is None or reading != word


@given(st.text(alphabet="".join(TCVN3) + "bcdghklmnpt «»§12", max_size=30))
def test_no_old_text_raises(text: str) -> None:
    reading = legacy_reading(text)
    assert reading is None or is_composed(reading)
