"""Entities whose names differ by little, for tests of the search in Python and in the page."""

from aigraph.model import Entity

#: Slug and names; each can be told from the others by some spelling of it.
_SPELLINGS = {
    "c": ["C"],
    "cpp": ["C++"],
    "csharp": ["C#", "C♯"],
    "c-minus": ["c--"],
    "lower": ["next"],
    "upper": ["NEXT"],
    "title": ["NeXT"],
    "kaki": ["かき"],
    "gaki": ["がき"],
    "kagi": ["かぎ"],
    "pari": ["パリ"],
    "bari": ["バリ"],
    "hari": ["ハリ"],
    "kil": ["किल"],
    "kal": ["कल"],
    "kul": ["कुल"],
    "thai-i": ["กิน"],
    "thai-a": ["กัน"],
    "thai-tone": ["ก้าน"],
    "thai-plain": ["กาน"],
    "plus": ["++"],
    "star": ["★"],
    "number": ["№1"],
    "four-o": ["4o"],
    "question": ["？"],
    "hug": ["🤗"],
    "rocket": ["🚀 Rocket"],
    "coder": ["👩‍💻"],
    "heart": ["❤️"],
    "arabic": ["مُحَمَّد"],
    "hebrew": ["שָׁלוֹם"],
    "korean": ["삼성전자"],
    "vietnamese": ["Nguyễn Văn Đức"],
    "danish": ["Øystein Hægstrøm"],
    "polish": ["Łukasz"],
    "ligature": ["ﬁreﬂy"],
    "turkish": ["İstanbul Işık"],
    "german": ["Weißstraße"],
    "greek": ["Σίσυφος"],
    "cyrillic": ["Алёна"],
    "wide": ["ＫＩＭＩ"],
    "zero": ["Deep\u200bSeek"],
    "pinyin": ["绿色仇"],
}
TOLD_APART = tuple(Entity(slug, ("Company",), {"en": names[0]}, tuple(names[1:])) for slug, names in _SPELLINGS.items())
NAMES = [name for names in _SPELLINGS.values() for name in names]
#: Texts that mean nobody in particular, or nobody.
ODD = [
    "\u200b",
    "\ufe0f",
    " ",
    "\u0301",
    "゙",
    "¨",
    "✨",
    "+",
    "-",
    "\u1160",
    "か\u3099",
    "\U000e0041",
    "c+",
    "♯",
    "ǆ",
    "ŉ",
    "ﬃ",
    "½",
]


MERGED = (
    Entity("openai", ("Company",), {"en": "OpenAI"}),
    Entity("closed-ai", ("Company",), {"en": "ClosedAI", "zh": "关放"}, replaced_by="openai"),
    Entity("lost", ("Company",), {"en": "Lost"}, replaced_by="cut-away"),
)
