"""Why a band was given, in sentences of the desk's two languages."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import yaml

from classify.catalogue import FOLDER, Catalogue
from classify.entries import Indicator
from models.assessment import Assessment, Fact, Standing, Use


def reasons(concluded: Standing | Assessment, catalogue: Catalogue, lang: str) -> tuple[str, ...]:
    """One sentence an indicator: urgent first, what speaks for, against, then context; heaviest first in each.

    `lang` is `sv` or `en`. Sentences hold names and figures, never words of an ad.
    """
    lang = "en" if lang == "en" else "sv"
    groups = concluded.group_findings if isinstance(concluded, Standing) else ()
    facts = {found.indicator: found.facts for found in groups}
    met = _met(concluded)
    named = sorted(met, key=lambda name: _order(catalogue.by_id[name], met[name]))
    return tuple(_sentence(catalogue.by_id[name], facts.get(name, ()), lang=lang) for name in named)


def _met(concluded: Standing | Assessment) -> Mapping[str, float]:
    """Every indicator met, with what it weighs; 0 for context."""
    names: Iterator[str] = (
        (found.indicator for found in concluded.group_findings)
        if isinstance(concluded, Standing)
        else (found.indicator for found in concluded.findings)
    )
    weights = dict.fromkeys(names, 0.0)
    for part in concluded.contributions:
        weights[part.indicator] = part.weight
    return weights


def _order(indicator: Indicator, weight: float) -> tuple[int, float, str]:
    if indicator.use is Use.URGENT:
        return 0, -weight, indicator.id
    return (1 if weight > 0 else 2 if weight < 0 else 3), -abs(weight), indicator.id


def _sentence(indicator: Indicator, facts: tuple[Fact, ...], *, lang: str) -> str:
    words = _words()
    kind = {Use.URGENT: "urgent", Use.AGAINST: "against", Use.CONTEXT: "context"}.get(indicator.use, "for")
    if facts:
        kind = {"against": "group-against", "context": "group-context"}.get(kind, "group")
    told = ", ".join(_fact(fact, words["facts"], lang) for fact in facts)
    return str(words[kind][lang]).format(name=indicator.names.of(lang), facts=told)


def _fact(fact: Fact, words: Mapping[str, Any], lang: str) -> str:
    named = words.get(fact.name)
    return f"{fact.value} {named[lang] if named else fact.name}"


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Any]:
    # Every word as written: YAML would read `no` and `on` as false and true.
    told: Mapping[str, Any] = yaml.load((FOLDER / "reasons.yml").read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506
    return told
