"""The live line that tells how to type on this PC."""

DECIMAL = '"Máy này: số lẻ gõ 8"&MID(1/2,2,1)&"5"'
ORDER = 'IF(ISERROR(DATEVALUE("31/12/2026")),"; ngày gõ tháng/ngày/năm (12/31/2026)","; ngày gõ 31/12/2026")'


def typing_formula() -> str:
    """The PC's decimal sign and order of dates."""
    return f"{DECIMAL}&{ORDER}"


def typing_words() -> str:
    """What it says on a PC set up for Viet Nam."""
    return "Máy này: số lẻ gõ 8,5; ngày gõ 31/12/2026"
