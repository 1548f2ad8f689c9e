"""Numbers in digits and in Chinese: `2.5万`, `1亿2000万`, `一万零十二`, `十七八万`, `几十亿`, `三点五亿`.

Only what has one reading is read. `三五七`, `万万` and `一亿二千` (in talk 120 million) are refused.
"""

import re
from decimal import Context, Decimal, localcontext

__all__ = ["ARABIC", "CHINESE", "DIGITS", "FOLD", "arabic", "chinese", "plain"]

#: Every sign that is read as another: one for one, so that places in a text stay where they were.
FOLD: dict[int, int] = {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2212: 0x2D, 0xFFE5: 0xA5}
FOLD |= dict(zip(map(ord, "萬億兩貳點餘幾數倆負過約來"), map(ord, "万亿两二点余几数俩负过约来"), strict=True))
FOLD |= dict(zip(map(ord, "壹贰叁肆伍陆柒捌玖拾佰仟陸參"), map(ord, "一二三四五六七八九十百千六三"), strict=True))

DIGITS = "〇零一二两三四五六七八九"
_ONES = dict(zip(DIGITS, (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_VAGUE = {"1": "一", "2": "二", "9": "九"}
_POWERS = {"十": 1, "百": 2, "千": 3}
_LEVELS = (("万亿", 12), ("亿", 8), ("万", 4))
#: Larger numbers are refused: nobody means them, and `1e999999999` would fill the memory.
_MOST_DIGITS = 60
_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")

ARABIC = (
    r"(?:[0-9]{1,3}(?:[,\u2009\u202f\u00a0][0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
    r"(?:[eE][+-]?[0-9]+|(?:(?<=(?<![0-9.,])10)|\s?[×x]\s?10)(?:\^-?[0-9]+|[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?"
)
#: One sign of a number in Chinese; 点 only before the digits after it, 数 only before a magnitude, 几 not in 几乎.
CHINESE = rf"(?:[{DIGITS}十百千万亿廿卅俩仨]|(?<=[{DIGITS}十百千])点(?=[{DIGITS}])|几(?!乎)|数(?=[十百千万亿倍]))"
#: Two digits side by side that mean about: each after the next, or 三五.
_PAIR = re.compile(rf"(?<![{DIGITS}])(一两|两三|三五|一二|二三|三四|四五|五六|六七|七八|八九)(?![{DIGITS}])")
_POINT = re.compile(rf"(?P<whole>[^点]+)点(?P<part>[{DIGITS}]+)(?P<power>[百千]?[万亿]+)?")
_POWER_OF_TEN = re.compile(r"(?:^10|\s?[×x]\s?10)(?:\^(-?[0-9]+)|([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))", re.IGNORECASE)
_TOKEN = re.compile(rf"(?P<digits>{ARABIC})|(?P<one>[{DIGITS}]+)|(?P<power>[十百千])")


def chinese(text: str) -> tuple[Decimal, Decimal]:
    """Return the number that digits and Chinese signs write, twice, or the ends of what they leave open.

    几 and 数 are 2 to 9 at the start (`几十`) and 1 to 9 after something (`十几`).

    Raises:
        ValueError: the signs do not stand as in a number, or have two readings; a sentence.

    >>> chinese("一万零十二")[0], chinese("1亿2000万")[0], plain(chinese("三点五亿")[0])
    (Decimal('10012'), Decimal('120000000'), '350000000')
    >>> [str(n) for n in (*chinese("十七八万"), *chinese("几十亿"))]
    ['170000', '180000', '2000000000', '9000000000']
    """
    with localcontext(Context(prec=4 * _MOST_DIGITS)):
        vague = re.findall("[几数]", text)
        pair = None if "点" in text else _PAIR.search(text)
        if len(vague) + bool(pair) > 1:
            raise ValueError(f"{text!r} is vague twice; expected one 几, 数 or pair such as 七八")
        if vague:
            first = "2" if text[0] in "几数" else "1"
            tens = re.sub("(?<=[1-9])0几", "几", text)  # 20几
            low, high = (_exactly(re.sub("[几数]", d if tens != text else _VAGUE[d], tens)) for d in (first, "9"))
        elif pair:
            start, end = pair.span()
            low, high = (_exactly(text[:start] + one + text[end:]) for one in pair[0])
        else:
            low = high = _exactly(text)
        return low, high


def arabic(text: str) -> Decimal:
    """Return the number in digits, with separators, an exponent or a power of ten.

    >>> arabic("1,234.50"), arabic("3.8×10²⁵") == Decimal("3.8e25")
    (Decimal('1234.50'), True)
    """
    text = _POWER_OF_TEN.sub(lambda m: f"{'' if m.start() else 1}e{m[1] or m[2].translate(_SUPER)}", text)
    text = re.sub(r"[^0-9.eE+-]", "", text)
    exponent = re.search(r"[eE][+-]?0*([0-9]*)$", text)
    if len(text) > _MOST_DIGITS or (exponent and len(exponent[1]) > 3):
        raise ValueError(f"{text[:20]!r} has too many digits; expected {_MOST_DIGITS} at most")
    try:
        number = Decimal(text)
    except ArithmeticError:
        raise ValueError(f"{text!r} is no number; expected digits, such as 3.8e25 or 3.8×10^25") from None
    if number and abs(number.adjusted()) > _MOST_DIGITS:
        raise ValueError(f"{text[:20]!r} has too many digits; expected {_MOST_DIGITS} at most")
    return number


def plain(number: Decimal) -> str:
    """Return a number without exponent and needless zeros.

    >>> plain(Decimal("5e-7")), plain(Decimal("1.50e3"))
    ('0.0000005', '1500')
    """
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _exactly(text: str) -> Decimal:
    """Return the number of a text with neither 几 nor a pair."""
    if text in ("俩", "仨"):
        return Decimal(2 if text == "俩" else 3)
    text = text.replace("廿", "二十").replace("卅", "三十")
    if match := _POINT.fullmatch(text):
        fraction = "".join(str(_ONES[c]) for c in match["part"])
        power = _leveled(match["power"], lone=True) if match["power"] else Decimal(1)
        return Decimal(f"{plain(_leveled(match['whole']))}.{fraction}") * power
    if text and not text.strip(DIGITS):
        return _digit_by_digit(text)
    return _leveled(text, lone=True)


def _digit_by_digit(text: str) -> Decimal:
    """Return a number of Chinese digits alone: one, a year, or what 零 shows to be read digit by digit."""
    if len(text) > 1 and not (len(text) >= 4 or set(text) & set("〇零")):
        raise ValueError(f"{text!r} is several digits; expected one, a magnitude, or a year such as 二〇二三")
    if len(text) > 1 and "两" in text:
        raise ValueError(f"{text!r} has 两 among digits; expected 二 there")
    return Decimal("".join(str(_ONES[c]) for c in text))


def _leveled(text: str, *, lone: bool = False, half: bool = True) -> Decimal:
    """Return a number by its 万亿, 亿 and 万.

    `lone` where a bare magnitude may stand for one of it (千万), `half` where a last digit may stand for tens (二百五).
    """
    for level, power in _LEVELS:
        if level not in text:
            continue
        head, _, tail = text.partition(level)
        if not head and not (lone and not tail):
            raise ValueError(f"{text!r} is no number; expected a digit before {level!r}")
        count = _leveled(head, lone=lone and not tail, half=False) if head else Decimal(1)
        if tail and count % 1:
            raise ValueError(f"{text!r} goes on after a fraction; expected nothing after {level!r}")
        return count.scaleb(power) + _rest(tail, power, text, half=half)
    return _group(text, lone=lone, half=half)


def _rest(tail: str, power: int, text: str, *, half: bool) -> Decimal:
    """Return what stands after a magnitude: 一万五 is 15,000, 一万零五 10,005; of 一亿二千 nobody knows."""
    bare = tail.lstrip("零〇")
    if not bare:
        if tail:
            raise ValueError(f"{text!r} ends with 零; expected a digit after it")
        return Decimal(0)
    if half and bare == tail and len(tail) == 1 and (tail in _ONES or tail.isdecimal()) and tail not in "两0":
        return Decimal(_ONES[tail] if tail in _ONES else int(tail)).scaleb(power - 1)
    rest = _leveled(bare)
    unsaid = bare == tail and ((power > 4 and "万" not in tail and "亿" not in tail) or len(tail) == 1)
    if tail[0] in "0123456789" and tail.isdecimal():
        unsaid = len(tail) not in (power - 1, power)
    if unsaid or rest >= Decimal(10) ** power:
        raise ValueError(f"{text!r} has two readings or none; expected 零 or a magnitude in {tail!r}")
    return rest


def _group(text: str, *, lone: bool, half: bool) -> Decimal:
    """Return a number below 万: `十二`, `一百零五`, `二百五`, `2千3百`, `2000`."""
    total, last, digit, before = Decimal(0), 4, None, ""
    if lone and text in ("百", "千"):
        return Decimal(10) ** _POWERS[text]
    place = 0
    for match in _TOKEN.finditer(text):
        token, kind = match[0], match.lastgroup
        if match.start() != place:
            break
        place = match.end()
        if kind == "power":
            implied = token == "十" and digit is None and (not before or before[0] in "零〇百")
            if (digit is None and not implied) or _POWERS[token] >= last or (total and digit and digit >= 10):
                raise ValueError(f"{text!r} is no number; expected no {token!r} after {before!r}")
            last, total = _POWERS[token], total + (Decimal(1) if digit is None else digit).scaleb(_POWERS[token])
            digit = None
        elif kind == "digits":
            if before and before not in _POWERS:
                raise ValueError(f"{text!r} is no number; expected no {token!r} after {before!r}")
            digit = arabic(token)
        else:
            digit = _after(before, token, text)
        before = token
    if place != len(text) or not text or (total % 1 and digit is not None):
        raise ValueError(f"{text!r} is no number; expected digits and magnitudes in order")
    return total + _last(digit, last, before, half=half)


def _after(before: str, token: str, text: str) -> Decimal | None:
    """Return the one Chinese digit of a token, None for 零 alone, which only says that a magnitude is left out."""
    bare = token.lstrip("零〇") if before else token
    if (before and before not in _POWERS) or len(bare) > 1 or len(token) - len(bare) > 1:
        raise ValueError(f"{text!r} is no number; expected one digit where {token!r} stands")
    return Decimal(_ONES[bare]) if bare else None


def _last(digit: Decimal | None, last: int, before: str, *, half: bool) -> Decimal:
    """Return what a last digit adds: 5 in 一百零五 and 十五, 50 in 二百五."""
    if digit is None:
        if before[0] in "零〇" and last < 4:
            raise ValueError("it ends with 零; expected a digit after it")
        return Decimal(0)
    if last == 4:
        return digit
    if before == "两":
        raise ValueError("it ends with 两; expected 二")
    if last == 1 or before[0] in "零〇":
        if digit >= 10:
            raise ValueError(f"it ends with {before!r}; expected one digit")
        return digit
    if half and len(before) == 1:
        return digit.scaleb(last - 1)
    if len(before) not in (last - 1, last) or len(before) == 1 or not before.isdecimal():
        raise ValueError(f"it has two readings or none; expected 零 or a magnitude before {before!r}")
    return digit
