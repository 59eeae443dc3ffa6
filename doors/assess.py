"""Assess ads: all that this edition has not met, or lines that others hand in."""

import sys
from datetime import UTC, datetime
from typing import Any

import click

from doors.lines import answer
from doors.opening import Parts, opened
from doors.progress import step
from doors.read import TextLine, reading_of
from models.ad import AdVersion, Part
from models.base import fingerprint
from models.basis import Basis
from models.scope import Scope

AT_ONCE = 200
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NOWHERE = fingerprint("no page")


@click.command(name="assess", help=__doc__)
@click.option("--jsonl", is_flag=True, help="answer JSON lines from standard input")
def command(*, jsonl: bool) -> None:
    if jsonl:
        from classify.catalogue import load
        from classify.reading.reader import Reader

        reader, catalogue = Reader.load(), load()
        answer(sys.stdin, TextLine, lambda line: assessed(line, reader, catalogue))
    else:
        with opened() as parts:
            click.echo(f"{assess_all(parts)} versions assessed.")


def assessed(line: TextLine, reader: Any, catalogue: Any) -> dict[str, Any]:
    """The answer to one line: codes that fire, findings that quote, band and reasons."""
    from classify.assessing import assess, assessing_edition, suite_fires
    from classify.reasons import reasons

    version, reading = _version(line), reading_of(reader, line)
    assessment = assess(version, reading, catalogue, assessing_edition(reader.edition, catalogue))
    return {
        "id": line.id,
        "fires": suite_fires(assessment, catalogue),
        "findings": [
            {
                "indicator": finding.indicator,
                "code": catalogue.by_id[finding.indicator].code,
                "quote": line.text[finding.start : finding.end],
                "start": finding.start,
                "end": finding.end,
            }
            for finding in assessment.findings
        ],
        "band": assessment.band,
        "reasons": list(reasons(assessment, catalogue, "en")),
    }


def _version(line: TextLine) -> AdVersion:
    name = fingerprint("line", line.id)
    return AdVersion(
        id=name,
        ad=name,
        page=NOWHERE,
        sheet="",
        said_at=EPOCH,
        parts=(Part(name="body", said=line.text),),
        posted=None,
        image_keys=(),
        basis=Basis(controller="", purpose="", legal_basis=""),
    )


def assess_all(parts: Parts) -> int:
    """Assess every read version that the assessing edition has not met."""
    from classify.assessing import assess, assessing_edition
    from classify.catalogue import load
    from classify.reading.reader import Reader

    catalogue, reading = load(), Reader.load().edition
    edition, scope, done = assessing_edition(reading, catalogue), Scope.joint(), 0
    with step("assess") as shown:
        while batch := parts.stores.readings.unassessed(reading, edition, scope, limit=AT_ONCE):
            parts.stores.assessments.add([assess(one.version, one.reading, catalogue, edition) for one in batch])
            shown.advance(len(batch))
            done += len(batch)
    return done
