"""Group signals of one hand behind several persons: shared numbers, pictures, texts, prices, names that change."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta

from classify.group_signals.group import Group, GroupAd, counted, names_of, persons
from models.assessment import Fact
from models.reading import AdKind, ContactKind

Facts = tuple[Fact, ...]

SEVERAL = 2
MANY_PHONES = 4
MANY_PERSONS = 4
MANY_LANGUAGES = 4
TURNOVER = timedelta(days=28)
TURNOVER_NAMES = 3
YEAR = timedelta(days=365)
ALIKE = 0.6
SHINGLE = 4
LEAST_WORDS = 12
MOST_COMPARED = 120
SALE = frozenset({AdKind.OWN, AdKind.DUO, AdKind.AGENCY, AdKind.MASSAGE})


def phone_shared_by_persons(group: Group) -> Facts:
    return _shared(group.sharing(ContactKind.PHONE))


def handle_shared_by_persons(group: Group) -> Facts:
    return _shared(group.sharing(ContactKind.EMAIL, ContactKind.HANDLE))


def shared_address(group: Group) -> Facts:
    return _shared(group.sharing(ContactKind.URL))


def picture_shared_by_persons(group: Group) -> Facts:
    by_image: dict[str, list[GroupAd]] = defaultdict(list)
    for ad in group.ads:
        for image in ad.images:
            by_image[image].append(ad)
    return _shared(by_image.values())


def identical_price_list(group: Group) -> Facts:
    """Two rows at least: one price alone is what many ask."""
    by_prices: dict[tuple[tuple[str, str, str], ...], list[GroupAd]] = defaultdict(list)
    for ad in group.ads:
        if len(ad.prices) >= SEVERAL:
            by_prices[ad.prices].append(ad)
    return _shared(by_prices.values())


def template_over_persons(group: Group) -> Facts:
    return _shared(_templates(group))


def many_phones(group: Group) -> Facts:
    phones = group.keys(ContactKind.PHONE)
    ads = [ad for ad in group.ads if ad.keys(ContactKind.PHONE)]
    return (counted("phones", len(phones), ads),) if len(phones) >= MANY_PHONES else ()


def persons_per_contact(group: Group) -> Facts:
    contacts = len(group.keys(ContactKind.PHONE, ContactKind.EMAIL, ContactKind.HANDLE))
    shown = persons(group.ads)
    if not contacts or shown / contacts < MANY_PERSONS:
        return ()
    return counted("persons", shown, group.ads), counted("contacts", contacts)


def identity_turnover(group: Group) -> Facts:
    """One contact whose names come one after the other over four weeks at least."""
    best: Facts = ()
    for ads in group.sharing(ContactKind.PHONE, ContactKind.EMAIL, ContactKind.HANDLE):
        first: dict[str, GroupAd] = {}
        for ad in sorted(ads, key=lambda one: one.first_seen_at):
            for name in ad.names:
                first.setdefault(name, ad)
        told = [ad.first_seen_at for ad in first.values()]
        if len(first) >= TURNOVER_NAMES and persons(ads) >= SEVERAL and max(told) - min(told) >= TURNOVER:
            days = (max(told) - min(told)).days
            best = max(best, (counted("names", len(first), ads), counted("days", days)), key=_size)
    return best


def cover_job_to_sale(group: Group) -> Facts:
    jobs = [ad for ad in group.ads if ad.kind == AdKind.RECRUITMENT]
    sales = [ad for ad in group.ads if ad.kind in SALE]
    return (counted("job ads", len(jobs), jobs), counted("sale ads", len(sales), sales)) if jobs and sales else ()


def template_over_languages(group: Group) -> Facts:
    """Each ad's own language; sentences in passing do not count."""
    langs = {ad.langs[0] for ad in group.ads if ad.langs}
    if len(langs) < MANY_LANGUAGES or persons(group.ads) < SEVERAL:
        return ()
    return (counted("languages", len(langs), group.ads),)


def stable_own_identity(group: Group) -> Facts:
    """Speaks against: one name, one phone, for more than a year."""
    span = max(ad.last_seen_at for ad in group.ads) - min(ad.first_seen_at for ad in group.ads) if group.ads else YEAR
    alone = len(names_of(group.ads)) == 1 and len(group.keys(ContactKind.PHONE)) == 1
    return (counted("days", span.days, group.ads),) if alone and span > YEAR else ()


def _shared(groups: Iterable[Iterable[GroupAd]]) -> Facts:
    """The largest set of ads that share something while their persons differ."""
    best: Facts = ()
    for shared in groups:
        ads = list(shared)
        shown = persons(ads)
        if shown >= SEVERAL:
            best = max(best, (counted("persons", shown, ads), counted("ads", len(ads))), key=_size)
    return best


def _size(facts: Facts) -> int:
    return int(facts[0].value) if facts else 0


def _templates(group: Group) -> Iterator[list[GroupAd]]:
    """Ads grouped by the first text that theirs is nearly the same as."""
    kept: list[tuple[frozenset[int], list[GroupAd]]] = []
    for ad in group.ads[:MOST_COMPARED]:
        signs = _shingles(ad.text)
        if not signs:
            continue
        for known, ads in kept:
            if len(signs & known) >= ALIKE * len(signs | known):
                ads.append(ad)
                break
        else:
            kept.append((signs, [ad]))
    return (ads for _, ads in kept if len(ads) > 1)


def _shingles(text: str) -> frozenset[int]:
    words = text.casefold().split()
    if len(words) < LEAST_WORDS:
        return frozenset()
    return frozenset(hash(tuple(words[at : at + SHINGLE])) for at in range(len(words) - SHINGLE + 1))
