"""Short invented sentences in twelve languages, each of which shows one indicator or must not.

Written by whoever wrote the phrases, so no measure of quality; they hold what works now.
"""

from pathlib import Path

import pytest

from classify.catalogue import load
from tests.classify.assessed import met

LINES = (Path(__file__).with_name("sentences.txt")).read_text("utf-8").splitlines()
CASES = [tuple(line.split("|", 3)) for line in LINES]


@pytest.mark.parametrize(("code", "sign", "lang", "text"), CASES)
def test_a_sentence_shows_its_indicator_or_does_not(code: str, sign: str, lang: str, text: str) -> None:
    assert (load().get(code).id in met(text)) is (sign == "+")
