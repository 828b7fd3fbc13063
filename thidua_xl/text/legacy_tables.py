"""The codes of two old kinds of Vietnamese fonts, as they look when the text is taken for Unicode.

TCVN3 (ABC fonts, .VnTime): one code a letter, TCVN 5712:1993 VN3; checked against the TCVN5712-1 of
glibc. Capitals with a tone have no code: fonts of capitals (.VnTimeH) draw the small letters' codes.
VNI-Windows: a vowel and then a sign for its accents; checked against the table of xvnkb.
"""

_TCVN3 = """
    ¡Ă ¢Â £Ê ¤Ô ¥Ơ ¦Ư §Đ ¨ă ©â ªê «ô ¬ơ \u00adư ®đ
    µà ¶ả ·ã ¸á ¹ạ »ằ ¼ẳ ½ẵ ¾ắ Æặ Çầ Èẩ Éẫ Êấ Ëậ
    Ìè Îẻ Ïẽ Ðé Ñẹ Òề Óể Ôễ Õế Öệ ×ì Øỉ Üĩ Ýí Þị
    ßò áỏ âõ ãó äọ åồ æổ çỗ èố éộ êờ ëở ìỡ íớ îợ
    ïù ñủ òũ óú ôụ õừ öử ÷ữ øứ ùự úỳ ûỷ üỹ ýý þỵ
"""
TCVN3: dict[str, str] = {pair[0]: pair[1] for pair in _TCVN3.split()}
"""A TCVN3 code, as the Latin-1 character it passes for, and the letter it stands for."""

# A vowel and the letters it makes with the signs of the second line.
_VNI_PAIRS = (
    ("ùøûõï", "aáàảãạ eéèẻẽẹ oóòỏõọ uúùủũụ yýỳỷỹ ôớờởỡợ öứừửữự"),
    ("âáàåãä", "aâấầẩẫậ eêếềểễệ oôốồổỗộ"),
    ("êéèúüë", "aăắằẳẵặ"),
)
_VNI_ALONE = "ôơ öư æỉ óĩ òị îỵ ñđ"


def _vni() -> dict[str, str]:
    small = {pair[0]: pair[1] for pair in _VNI_ALONE.split()}
    for signs, rows in _VNI_PAIRS:
        for row in rows.split():
            # y has no sign for nặng: ỵ is a code of its own.
            small |= {row[0] + sign: letter for sign, letter in zip(signs, row[1:], strict=False)}
    capital = {code[0].upper() + code[1:]: letter.upper() for code, letter in small.items()}
    return small | capital | {code.upper(): letter.upper() for code, letter in small.items()}


VNI: dict[str, str] = _vni()
"""A VNI-Windows code of one or two Latin-1 characters, and the letter it stands for."""
