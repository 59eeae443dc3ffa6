"""The published tables that estimators are held to: copies, each with data, results and tolerances."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "reference" / "scale"


def published(name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return told
