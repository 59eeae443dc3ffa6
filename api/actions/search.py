"""Search the ads: one question, its hits with the words that met it, facets and weeks."""

from api.actions.viewings import note
from api.desk import Asker
from api.policy import Action
from api.shown.quotes import Masked
from api.shown.snippets import Stretch, snippet
from api.sign_in.brakes import SEARCH
from classify.search import highlights, questions, tokens
from models.assessment import Band
from models.base import Id, Moment, Record
from models.errors import NotAllowed
from models.search import Facet, Filters, Hit, Question, Week
from models.stores.ports import ReadVersion
from models.viewing import Act

PAGE = 20


class HitShown(Record):
    ad: Id
    advertiser: Id | None
    site: str
    band: Band
    seen_at: Moment
    title: tuple[Stretch, ...]
    body: tuple[Stretch, ...]


class SearchView(Record):
    total: int
    hits: tuple[HitShown, ...]
    facets: tuple[Facet, ...]
    weeks: tuple[Week, ...]
    after: str | None


def search(text: str, *, filters: Filters, after: str | None, asker: Asker, limit: int = PAGE) -> SearchView:
    """Raises NotAllowed, BadInput for a question that cannot be parsed, SearchAway when the index does not answer."""
    asker.need(Action.SEARCH)
    if not asker.desk.brakes.allows(SEARCH, "search", asker.member.person.id):
        raise NotAllowed("too_often")
    question = questions.parse(text, keys=asker.desk.keys, filters=filters)
    note(Act.SEARCH, "ads", of=asker.desk.keys.identity("question", text.strip().casefold()), asker=asker)
    found = asker.desk.search.ask(question, asker.scope, after=after, limit=limit)
    return SearchView(
        total=found.total,
        hits=_shown(found.rows, question, asker),
        facets=found.facets,
        weeks=found.weeks,
        after=found.after,
    )


def _shown(rows: tuple[Hit, ...], question: Question, asker: Asker) -> tuple[HitShown, ...]:
    """Hits whose ad is read; one that is erased meanwhile is left out."""
    reading = asker.desk.editions().reading
    read = {one.ad.id: one for one in asker.desk.stores.readings.latest([r.ad for r in rows], reading, asker.scope)}
    return tuple(_hit(row, read[row.ad], question, asker) for row in rows if row.ad in read)


def _hit(row: Hit, one: ReadVersion, question: Question, asker: Asker) -> HitShown:
    advertiser = asker.desk.stores.groupings.of_ad(row.ad, asker.scope)
    masked = Masked.of(one.version, one.reading)
    spans = highlights.highlights(tokens.Masked.of(one.reading, [part.said for part in one.version.parts]), question)
    title = len(masked.part("title"))
    return HitShown(
        ad=row.ad,
        advertiser=advertiser.id if advertiser else None,
        site=row.site,
        band=row.band,
        seen_at=row.seen_at,
        title=snippet(masked.text[:title], spans, start=0),
        body=snippet(masked.text[title:], spans, start=title),
    )
