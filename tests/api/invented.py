"""What is planted in the desk's tests: invented ads, the signs they show, and their bands."""

from dataclasses import dataclass

from api.indicators import Indicators, IndicatorShown, Named
from models.assessment import Band, Grade, Use

WEEKS = 6
FILLERS = 28

SIGNS = """
stated-age-under-18|MIN01|Uppgiven ålder under 18|Stated age under 18|A|urgent
third-person-voice|CTL01|Talar om personen i tredje person|Third-person voice|B|ranks
trust-assurance|CTL09|Försäkrar att allt är på riktigt|Trust assurance|A|ranks
new-in-town|MOV01|Ny i stan|New in town|C|context
phone-shared-by-persons|SHM01|Ett nummer, flera personer|One number, several persons|B|group
obscured-phone|OBF01|Skrivet nummer som ska vara svårt att hitta|Obscured phone|A|ranks
own-limits|NEG04|Egna gränser och skydd|Explicit own limits|B|against
"""


def _entry(name: str, code: str, *told: str) -> IndicatorShown:
    sv, en, grade, use = told
    return IndicatorShown(
        id=name,
        code=code,
        family=code[:3].lower(),
        names=Named(sv=sv, en=en),
        families=Named(sv=code[:3], en=code[:3]),
        question="Vad säger annonsen om detta, med egna ord?",
        grade=Grade(grade),
        use=Use(use),
        sources=("Lugo-Graulich m.fl. 2024", "ILO 2009"),
    )


INDICATORS = Indicators.listed(_entry(*line.split("|")) for line in SIGNS.strip().splitlines())

PHRASES = {
    "stated-age-under-18": "ålder 17 år",
    "third-person-voice": "hon tar emot",
    "trust-assurance": "100 % äkta",
    "new-in-town": "ny i stan",
    "obscured-phone": "",
    "own-limits": "mina egna gränser",
}
WEIGHTS = {
    "stated-age-under-18": 3.0,
    "third-person-voice": 1.0,
    "trust-assurance": 1.5,
    "phone-shared-by-persons": 2.0,
    "obscured-phone": 1.5,
    "own-limits": -0.75,
}


@dataclass
class Told:
    """One ad to be planted."""

    title: str
    body: str
    name: str | None = None
    age: int | None = None
    phone: str | None = None
    site: str = "exempel"
    weeks: tuple[int, ...] = (0, 1, 2, 3, 4, 5)
    later: str | None = None
    """What the body says from week 3 on."""


THREE = tuple(
    Told(
        title=f"{name} i city, andra raden i rubriken",
        body=(
            f"{name} är ny i stan och hon tar emot i en lugn lägenhet. 100 % äkta, inga överraskningar. "
            f"Ring 070-174 06 {20 + number % 2:02d} alla dagar, gärna på kvällen. Pris 1500 kr för en timme."
        ),
        name=name,
        age=24 + number,
        phone=f"070-174 06 {20 + number % 2:02d}",
        site=("exempel", "annat")[number % 2],
        weeks=tuple(range(number % 3, WEEKS - number % 2)),
        later=(
            f"{name} är kvar en vecka till och hon tar emot i en ny lägenhet. 100 % äkta, inga överraskningar. "
            f"Skriv till mia@example.com eller ring 070-174 06 {20 + number % 2:02d} före klockan åtta."
            if number == 0
            else None
        ),
    )
    for number, name in enumerate(("Mia", "Lena", "Eva", "Mia", "Lena", "Eva", "Mia"))
)

GROUPS: dict[str, tuple[Band, tuple[Told, ...], tuple[str, ...]]] = {
    "urgent": (
        Band.URGENT,
        (Told("Alma, massage", "I fältet står ålder 17 år. Ring 070-174 06 11.", "Alma", 17, "070-174 06 11"),),
        ("stated-age-under-18",),
    ),
    "three": (
        Band.HIGH,
        THREE,
        ("third-person-voice", "trust-assurance", "new-in-town", "phone-shared-by-persons"),
    ),
    "independent": (
        Band.LOW,
        (
            Told(
                "Massage på egna villkor",
                "Jag är ny i stan och har mina egna gränser. <script>alert('x')</script> Ring 08-465 004 05.",
                "Vera",
                41,
                "08-465 004 05",
            ),
        ),
        ("new-in-town", "own-limits"),
    ),
}


def fillers(count: int) -> dict[str, tuple[Band, tuple[Told, ...], tuple[str, ...]]]:
    bands = (Band.HIGH, Band.MEDIUM, Band.MEDIUM, Band.LOW)
    return {
        f"filler {number}": (
            bands[number % 4],
            (
                Told(
                    f"Massage nummer {number}",
                    f"Lugn massage, 100 % äkta. Ring 031-390 06 {number:02d}.",
                    ("Nora", "Ida", "Liv", None)[number % 4],
                    30 + number % 9,
                    f"031-390 06 {number:02d}",
                ),
            ),
            ("trust-assurance",),
        )
        for number in range(count)
    }
