"""Words: complete in both languages, none missing, none left over, none written into a template."""

import re
from pathlib import Path

import pytest

from api.pages import HERE
from api.wording import LANGUAGES, Words
from classify.linking.comparisons import COMPARISONS
from classify.linking.weights import CONTACT_LEVELS
from models.assessment import Band, Grade, Use
from models.disclosure import Disclosable, LegalGround
from models.reading import AdKind, MentionKind
from models.review import Concern, Decision
from models.visit import VisitVerdict

TEMPLATES = sorted((HERE / "templates").glob("*.html"))
SAID = re.compile(r"""say\(\s*["']([a-z_0-9.]+)["']""")
PLACES = re.compile(r"\{(\w+)\}")


def _held(key: str, words: Words) -> bool:
    return words.has(key) or (words.has(f"{key}.one") and words.has(f"{key}.other"))


def test_both_languages_have_the_same_words() -> None:
    assert Words("sv").every_key() == Words("en").every_key()


def test_both_languages_fill_in_the_same_things() -> None:
    swedish, english = Words("sv"), Words("en")
    assert [key for key in swedish.every_key() if _places(swedish, key) != _places(english, key)] == []


def _places(words: Words, key: str) -> set[str]:
    class Seen(dict[str, object]):
        def __missing__(self, name: str) -> str:
            self[name] = ""
            return ""

    seen = Seen()
    words.raw(key).format_map(seen)
    return set(seen)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_that_the_code_asks_for_exists(lang: str) -> None:
    words = Words(lang)
    sources = [*TEMPLATES, *(HERE.rglob("*.py"))]
    asked = {key for path in sources for key in SAID.findall(path.read_text("utf-8")) if not key.endswith(".")}
    assert sorted(key for key in asked if not _held(key, words) and not _is_prefix(key, words)) == []
    assert len(asked) > 100


def _is_prefix(key: str, words: Words) -> bool:
    return key.endswith((".", "_")) and any(one.startswith(key) for one in words.every_key())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_closed_set_has_its_words(lang: str) -> None:
    words = Words(lang)
    wanted = [
        *(f"band.{one.value}" for one in Band),
        *(f"band_why.{one.value}" for one in Band),
        *(f"grade.{one.value}" for one in Grade),
        *(f"use.{one.value}" for one in Use),
        *(f"decision.{one.value}" for one in Decision),
        *(f"decision_why.{one.value}" for one in Decision),
        *(f"concern.{one.value}" for one in Concern),
        *(f"disclosable.{one.value}" for one in Disclosable),
        *(f"ground.{one.value}" for one in LegalGround),
        *(f"kind.{one.value}" for one in AdKind),
        *(f"visit.{one.value}" for one in VisitVerdict),
        *(f"contact.{one}" for one in (MentionKind.PHONE, MentionKind.EMAIL, MentionKind.HANDLE, MentionKind.URL)),
    ]
    assert [key for key in wanted if not words.has(key)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_words_of_its_own(path: Path) -> None:
    text = re.sub(r"\{% block main_class %\}\w*", " ", path.read_text("utf-8"))
    text = re.sub(r"\{% macro address.*?endmacro %\}|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", text, flags=re.DOTALL)
    left = set(re.findall(r"[^\W\d_]{2,}", re.sub(r"<[^>]*>", " ", text))) - {"Lykta"}
    assert left == set()


def test_one_and_many_differ() -> None:
    assert Words("sv").say("row.ads", n=1) == "1 annons"
    assert Words("sv").say("row.ads", n=2) == "2 annonser"
    assert Words("en").say("row.ads", n=0) == "0 ads"
    assert Words("sv").say("row.ads", n=12_345) == "12\xa0345 annonser"


def test_a_word_that_is_missing_is_a_bug() -> None:
    with pytest.raises(KeyError):
        Words("sv").say("no.such.word")


def test_a_list_names_a_few_and_counts_the_rest() -> None:
    assert Words("en").listing(("Mia", "Lena")) == "Mia, Lena"
    assert Words("en").listing(("Mia", "Lena", "Eva", "Ida", "Liv")) == "Mia, Lena, Eva and 2 more"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_comparison_and_level_of_linking_has_its_words(lang: str) -> None:
    words = Words(lang)
    wanted = ["comparison.contact", *(f"level.{level}" for level in CONTACT_LEVELS[1:])]
    for one in COMPARISONS:
        wanted += [f"comparison.{one.name}", *(f"level.{level}" for level in one.levels[1:])]
    assert [key for key in wanted if not words.has(key)] == []
