"""The standing of one advertiser: what its ads show together, what speaks for, what against, and a band."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from classify.banding import band, contributions
from classify.catalogue import Catalogue
from classify.entries import Detection, Indicator
from classify.group_signals.group import Group, gather
from classify.group_signals.table import GROUP_SIGNALS
from models.assessment import Assessment, GroupFinding, Standing, Use
from models.base import Id
from models.desk import AdTimes
from models.link import Advertiser
from models.stores.ports import ReadVersion


def stand(
    advertiser: Advertiser,
    read: Sequence[ReadVersion],
    assessments: Iterable[Assessment],
    catalogue: Catalogue,
    edition: str,
    *,
    times: Iterable[AdTimes] = (),
) -> Standing:
    """Pure. `read` holds the versions that count, one or more an ad; `times` tells when ads were met.

    What speaks for is counted once, however many ads show it. What speaks against counts by the share of ads that show
    it, so that one reassuring ad does not cover for the others; it never takes away an urgent band.
    """
    assessed = {assessment.version: assessment for assessment in assessments}
    shown = _shown(read, assessed)
    groups = tuple(_group_findings(gather(advertiser, read, times), catalogue, edition))
    ads = len({one.ad.id for one in read})
    weights = {name: _weight(catalogue.by_id[name], len(of), ads) for name, of in sorted(shown.items())}
    weights |= {found.indicator: catalogue.by_id[found.indicator].weight for found in groups}
    told = contributions(weights, catalogue)
    return Standing.of(
        advertiser.id,
        edition,
        layer=advertiser.layer,
        band=band(weights, told, catalogue, thresholds=catalogue.advertiser),
        contributions=told,
        group_findings=groups,
    )


def _shown(read: Sequence[ReadVersion], assessed: Mapping[Id, Assessment]) -> dict[str, set[Id]]:
    """Which ads show which indicator."""
    shown: dict[str, set[Id]] = {}
    for one in read:
        assessment = assessed.get(one.version.id)
        for finding in assessment.findings if assessment else ():
            shown.setdefault(finding.indicator, set()).add(one.ad.id)
    return shown


def _weight(indicator: Indicator, shown: int, ads: int) -> float:
    return indicator.weight * shown / ads if indicator.use is Use.AGAINST else indicator.weight


def _group_findings(group: Group, catalogue: Catalogue, edition: str) -> Iterator[GroupFinding]:
    for indicator in catalogue.indicators:
        if Detection.GROUP in indicator.detection:
            facts = GROUP_SIGNALS[indicator.id](group)
            if facts:
                yield GroupFinding.met(group.advertiser.id, edition, indicator=indicator.id, facts=facts)
