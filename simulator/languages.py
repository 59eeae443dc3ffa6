"""Which language each advertiser writes, so that the shares hold over the ads."""

from collections.abc import Sequence

from simulator.chance import Dealer, deal, stream
from simulator.kinds import Kind

LOCAL_ONLY = {Kind.SCAM, Kind.RECRUITER, Kind.BUYER}
LOCAL = ("sv", "en")


def languages_dealt(
    seed: int, kinds: Sequence[Kind], *, ads: Sequence[int], shares: dict[str, float], local: frozenset[int]
) -> tuple[str, ...]:
    """A language each: small languages first find somebody who fits, then the heavy advertisers are dealt the rest.

    Those in `local` bought a template in the country's first language and write that.
    """
    rng = stream(seed, "languages")
    total = sum(ads)
    small = sorted((language for language in shares if language not in LOCAL), key=lambda name: shares[name])
    wanted = deal(shares, total)
    found = dict.fromkeys(local, LOCAL[0])
    free = [number for number, kind in enumerate(kinds) if kind not in LOCAL_ONLY and number not in found]
    rng.shuffle(free)
    for language in small[: max(len(free) - len(LOCAL), 0)]:
        fits = [number for number in free if ads[number] <= max(wanted[language], 1)]
        first = max(fits, key=lambda number: ads[number]) if fits else min(free, key=lambda number: ads[number])
        found[first] = language
        free.remove(first)
    dealer = Dealer(shares, total, rng)
    for number, language in found.items():
        dealer.force(language, ads[number])
    rest = sorted((number for number in range(len(kinds)) if number not in found), key=lambda n: -ads[n])
    for number in rest:
        found[number] = dealer.take(ads[number], among=LOCAL if kinds[number] in LOCAL_ONLY else None)
    return tuple(found[number] for number in range(len(kinds)))
