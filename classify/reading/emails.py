"""E-mail addresses, typed or spelled out: with (at), snabel-a, kukac, dot, punkt and the like."""

from collections.abc import Iterator
from functools import lru_cache

from classify.reading.addresses import LONGEST, Signs
from classify.reading.context import Context
from classify.reading.found import Found
from classify.reading.tokens import Text
from models.reading import MentionKind
from models.values.handle import Email


class Emails:
    def __init__(self, signs: Signs) -> None:
        self._signs = signs

    def find(self, text: Text, context: Context) -> Iterator[Found]:
        for at in self._signs.at.finditer(text.low):
            span = self._around(text, at.start(), at.end())
            if span is None or not text.free(*span):
                continue
            found = self._read(text, span, at.span(), context)
            if found is not None:
                text.take(*span)
                yield found

    def _around(self, text: Text, start: int, end: int) -> tuple[int, int] | None:
        """The address around an at-sign: a local part that touches it and a domain that follows at once."""
        domain = self._signs.domain.match(text.low, end, min(len(text.low), end + LONGEST))
        if domain is None:
            return None
        from_ = max(0, start - LONGEST)
        local = self._signs.local.search(text.low[from_:start])
        return None if local is None else (from_ + local.start(), domain.end())

    def _read(self, text: Text, span: tuple[int, int], at: tuple[int, int], context: Context) -> Found | None:
        local = self._signs.plain(text.low[span[0] : at[0]])
        domain = self._signs.plain(text.low[at[1] : span[1]])
        said = text.said(*span)
        email = Email.parse(f"{local}@{domain}")
        if email is None:
            return None
        return Found(
            kind=MentionKind.EMAIL,
            start=span[0],
            end=span[1],
            value=Email(said=said, clean=email.clean),
            extractor="emails",
            obscured=said.casefold() != email.clean,
            own=email.clean not in site_emails(context),
        )


@lru_cache(maxsize=256)
def site_emails(context: Context) -> frozenset[str]:
    return frozenset(said.strip().casefold() for said in context.own_contacts if "@" in said)
