"""What cancels a phrase: a denial, another meaning, a notice by the site; and what does not."""

import pytest

from tests.classify.assessed import met


@pytest.mark.parametrize(
    ("text", "indicator", "seen"),
    [
        ("Chauffören väntar utanför.", "manager-vocabulary", True),
        ("Ingen chaufför väntar utanför.", "manager-vocabulary", False),
        ("Inget krångel, chauffören väntar utanför.", "manager-vocabulary", True),
        ("Deposit required.", "deposit-or-booking", True),
        ("No deposit required.", "deposit-or-booking", False),
        ("Boka i förväg.", "deposit-or-booking", True),
        ("Boka inget i förväg.", "deposit-or-booking", False),
        ("Sin protección jamás.", "unprotected-offered", False),
        ("Sin protección es posible.", "unprotected-offered", True),
        ("ไม่มีบริการพิเศษ นวดไทย", "massage-front", False),
        ("นวดไทย มีบริการพิเศษ", "massage-front", True),
        ("Massage med extra service.", "massage-front", True),
        ("Hotell med extra service.", "massage-front", False),
        ("Utsätts du för hot eller tvingas arbeta, ring 112.", "force-or-threat", False),
    ],
)
def test_a_denial_cancels_in_its_own_clause_and_company_decides_the_meaning(
    text: str, indicator: str, *, seen: bool
) -> None:
    assert (indicator in met(text)) is seen


def test_a_foreign_phrase_hears_a_swedish_denial() -> None:
    """`professionell` is German too; the denial here is Swedish."""
    assert "mature-or-professional" not in met("Är inte professionell massör ännu.")


def test_body_words_count_only_beside_words_of_youth() -> None:
    assert "child-coded-body-words" not in met("Liten och nätt kvinna, 47.")
    assert "child-coded-body-words" in met("Rubriken säger tonåring. Kroppen beskrivs som liten och späd.")
