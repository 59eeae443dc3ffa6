"""How a number is written: plainly as people do, or hidden from machines in the ways that ad texts show."""

from random import Random

DIGIT_WORDS = {
    "sv": "noll ett två tre fyra fem sex sju åtta nio",
    "en": "zero one two three four five six seven eight nine",
    "ro": "zero unu doi trei patru cinci șase șapte opt nouă",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "pl": "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć",
    "ru": "ноль один два три четыре пять шесть семь восемь девять",
    "th": "ศูนย์ หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า",
    "hu": "nulla egy kettő három négy öt hat hét nyolc kilenc",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun",
    "uk": "нуль один два три чотири п'ять шість сім вісім дев'ять",
    "bg": "нула едно две три четири пет шест седем осем девет",
    "lt": "nulis vienas du trys keturi penki šeši septyni aštuoni devyni",
}
LOOKALIKES = str.maketrans({"0": "O", "1": "l", "5": "S"})
CYRILLIC = str.maketrans({"0": "О", "3": "З", "6": "б"})
FULL_WIDTH = {ord("0") + digit: 0xFF10 + digit for digit in range(10)}
MATHEMATICAL = {ord("0") + digit: 0x1D7CE + digit for digit in range(10)}
EMOJI = ("🌸", "💋", "✨", "🌹", "⭐", "🍀")
SWEDEN = "+46"


def national(e164: str) -> str:
    """The digits as dialled in Sweden: a Swedish number with its leading zero, another with its plus sign."""
    return "0" + e164[len(SWEDEN) :] if e164.startswith(SWEDEN) else e164


def plainly(e164: str, rng: Random) -> str:
    """One of the usual written forms, readable to anybody."""
    digits = national(e164)
    if not e164.startswith(SWEDEN):
        return rng.choice((e164, f"{e164[:3]} {_in_groups(e164[3:], 3)}", f"00{e164[1:]}"))
    area = 2 if digits.startswith("08") else 3
    head, tail = digits[:area], digits[area:]
    short = _in_groups(tail[:-4], 3) + " " + _in_groups(tail[-4:], 2)
    return rng.choice((f"{head}-{short}", digits, f"{head} {short}", f"{head}-{tail}", f"+46 {head[1:]} {short}"))


def _in_groups(digits: str, size: int) -> str:
    return " ".join(digits[start : start + size] for start in range(0, len(digits), size))


def obscured(e164: str, *, language: str, rng: Random) -> str:
    """One of the hidden forms: said so that a person reads it and a careless program does not."""
    ways = (_in_words, _half_in_words, _letters, _spread, _emoji, _keycaps, _mixed_script, _other_digits)
    return rng.choice(ways)(national(e164).replace("+", "00"), language, rng)


def _in_words(digits: str, language: str, rng: Random) -> str:
    words = DIGIT_WORDS[language].split()
    return rng.choice((" ", " ", "-", ", ")).join(words[int(digit)] for digit in digits)


def _half_in_words(digits: str, language: str, rng: Random) -> str:
    words = DIGIT_WORDS[language].split()
    spoken = set(rng.sample(range(len(digits)), len(digits) // 2))
    return " ".join(words[int(digit)] if place in spoken else digit for place, digit in enumerate(digits))


def _letters(digits: str, _language: str, rng: Random) -> str:
    return _in_groups(digits.translate(LOOKALIKES), rng.choice((2, 3)))


def _spread(digits: str, _language: str, rng: Random) -> str:
    return rng.choice((" . ", "*", " _ ", " ~ ", "/ ")).join(digits)


def _emoji(digits: str, _language: str, rng: Random) -> str:
    return rng.choice(EMOJI).join(_in_groups(digits, 2).split())


def _keycaps(digits: str, _language: str, _rng: Random) -> str:
    return "".join(f"{digit}\ufe0f\u20e3" for digit in digits)


def _mixed_script(digits: str, _language: str, rng: Random) -> str:
    return _in_groups(digits.translate(CYRILLIC), 3).replace(" ", rng.choice((" ", "-")))


def _other_digits(digits: str, _language: str, rng: Random) -> str:
    return _in_groups(digits.translate(rng.choice((FULL_WIDTH, MATHEMATICAL))), 3)
