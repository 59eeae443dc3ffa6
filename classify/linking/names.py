"""First names brought to one skeleton, so that spellings and scripts of one name meet."""

import re
import unicodedata
from functools import lru_cache

# Russian, Ukrainian and Bulgarian letters by sound, Greek by letter; what is missing here keeps its own script.
CYRILLIC = {
    **dict(zip("абвгґдезийклмнопрстуфыэ", "abvggdesiiklmnoprstufie", strict=True)),
    "ё": "io",
    "ж": "sh",
    "х": "h",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "sh",
    "ъ": "",
    "ь": "",
    "ю": "iu",
    "я": "ia",
    "і": "i",
    "ї": "i",
    "є": "ie",
    "ј": "i",
    "љ": "li",
    "њ": "ni",
}
GREEK = dict(zip("αβγδεζηικλμνξοπρσςτυφχω", "avgdesiiklmnxoprsstifho", strict=True)) | {"θ": "t", "ψ": "ps"}
LETTERS = str.maketrans(CYRILLIC | GREEK | {"ß": "ss", "æ": "e", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "þ": "t"})

# In order: digraphs first, then single letters that languages spell differently, then doubled letters.
SOUNDS = (
    (re.compile(r"sch|zh|sz|cz|ch|sj|š|č|ž"), "sh"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"th"), "t"),
    (re.compile(r"ck|q|c"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"w"), "v"),
    (re.compile(r"z"), "s"),
    (re.compile(r"[yj]"), "i"),
    (re.compile(r"(?<=[aeiou])h\b"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """One key for Katja, Katya and Катя; a script without a table keeps its letters. Empty for what has no letter."""
    folded = unicodedata.normalize("NFC", name).casefold().translate(LETTERS)
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(mark))
    sounded = "".join(letter for letter in bare if letter.isalpha())
    for pattern, sound in SOUNDS:
        sounded = pattern.sub(sound, sounded)
    return sounded
