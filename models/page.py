"""What a site answered at one moment."""

from enum import StrEnum
from typing import Self

from models.base import Id, Moment, Record, fingerprint
from models.basis import Basis


class PageVerdict(StrEnum):
    """What kind of answer it was."""

    OK = "ok"
    AGE_GATE = "age_gate"
    CAPTCHA = "captcha"
    LOGIN = "login"
    BLOCKED = "blocked"
    GONE = "gone"
    SOFT_404 = "soft_404"
    EMPTY = "empty"


class PageKind(StrEnum):
    LIST = "list"
    DETAIL = "detail"


class Answer(Record):
    """An HTTP answer before anything is concluded; `body` is decoded for transfer, not for text."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes
    answered_at: Moment
    address: str | None = None
    """The IP address that the guard connected to."""


class ArchivedAt(Record):
    """Where the WARC member of a page lies; it counts once this row is committed."""

    file: str
    offset: int
    length: int
    sha256: str
    """Of the payload as received, hex."""


class Page(Record):
    """A page is what a site answered; its bytes are in the archive."""

    id: Id
    site: str
    visit: Id
    url: str
    kind: PageKind
    status: int
    verdict: PageVerdict
    fetched_at: Moment
    address: str | None
    sheet: str
    """Hash of the sheet that was in force."""
    body_sha256: str
    basis: Basis
    archived: ArchivedAt | None = None
    """None for a page that carried no ad version: only its verdict is kept."""

    @classmethod
    def answered(
        cls,
        answer: Answer,
        *,
        site: str,
        visit: Id,
        kind: PageKind,
        verdict: PageVerdict,
        sheet: str,
        body_sha256: str,
        basis: Basis,
        archived: ArchivedAt | None = None,
    ) -> Self:
        return cls(
            id=fingerprint(answer.url, answer.answered_at.isoformat(), body_sha256),
            site=site,
            visit=visit,
            url=answer.url,
            kind=kind,
            status=answer.status,
            verdict=verdict,
            fetched_at=answer.answered_at,
            address=answer.address,
            sheet=sheet,
            body_sha256=body_sha256,
            basis=basis,
            archived=archived,
        )
