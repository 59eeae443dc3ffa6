"""Figures as CSV, with a sheet beside it that says what each column means and what the figures cannot show."""

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from estimate.figures import LIMITS, Figure
from estimate.suppression import RULE

COLUMNS = {
    "measure": "stock: advertising in the week; flow: first met in the month; ever: met at all in the period",
    "unit": "advertiser: a group of ads that links hold together; persona: one person as advertised within it",
    "window": "first and last day",
    "area": "all, county, municipality (official code) or unknown",
    "kind": "kind of ad, or all",
    "rung": "how hard the number is: seen, lower_bound, lower_bound_robust, model, range_of_models, open_model",
    "value": "rounded; empty where suppressed or refused",
    "low": "lower end of the 95 % interval, rounded",
    "high": "upper end of the 95 % interval, rounded",
    "status": "ok, refused (no such number exists) or suppressed (too few)",
    "reason": "why there is no number",
    "estimator": "method",
    "model": "formula or terms",
    "selection": "how the model was chosen",
    "area_rule": "what puts a unit into an area",
    "kinds": "kinds of ads that are counted",
    "sources": "sites that had a completed list in the window",
    "linking": "edition of the links",
    "snapshot": "what was counted: equal for figures of the same data",
    "suppression": "how small counts are kept from pointing at anyone",
}


def as_csv(figures: Sequence[Figure]) -> str:
    """One row a figure; several values in one field are separated by a space."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(COLUMNS), lineterminator="\n")
    writer.writeheader()
    for figure in figures:
        writer.writerow({name: _field(value) for name, value in figure.model_dump(mode="json").items()})
    return out.getvalue()


def metadata(figures: Sequence[Figure], *, name: str) -> str:
    """CSV on the Web (W3C 2015): what the table is, its columns, and its limits."""
    told: dict[str, Any] = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": name,
        "dc:title": "Advertisers and personas on open ad sites",
        "dc:description": LIMITS,
        "suppression": RULE,
        "sources": sorted({site for figure in figures for site in figure.sources}),
        "snapshot": sorted({figure.snapshot for figure in figures}),
        "linking": sorted({figure.linking for figure in figures}),
        "tableSchema": {"columns": [{"name": key, "dc:description": said} for key, said in COLUMNS.items()]},
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _field(value: object) -> object:
    return " ".join(map(str, value)) if isinstance(value, list) else value
