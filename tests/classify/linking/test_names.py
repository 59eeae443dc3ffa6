import pytest

from classify.linking.names import skeleton


@pytest.mark.parametrize(
    "spellings",
    [
        ("Katja", "Katya", "Катя", "KATIA"),
        ("Victoria", "Viktoria", "Виктория", "Wiktoria"),
        ("Julia", "Yulia", "Юлия", "Iulia"),
        ("Nathalie", "Natalie"),
        ("Sofia", "Sophia", "София", "Sofija"),
        ("Åsa", "Asa"),
        ("Alexandra", "Aleksandra", "Александра"),
        ("Sara", "Sarah", "Сара"),
        ("Ελενα", "Elena", "Елена"),
    ],
)
def test_spellings_and_scripts_of_one_name_meet(spellings: tuple[str, ...]) -> None:
    assert len({skeleton(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    "pair", [("Maria", "Mira"), ("Anna", "Alma"), ("Lena", "Elena"), ("Ольга", "Ida"), ("มะลิ", "ดาว")]
)
def test_different_names_stay_apart(pair: tuple[str, str]) -> None:
    assert skeleton(pair[0]) != skeleton(pair[1])


def test_a_script_without_a_table_keeps_its_letters() -> None:
    assert skeleton("ดาว")


def test_what_has_no_letters_is_no_name() -> None:
    assert skeleton("★ 22 ★") == ""
