"""What is known about an ad beside its text: where and when it stands, and what belongs to the site itself."""

from zoneinfo import ZoneInfo

from models.base import Moment, Record

LOCAL = ZoneInfo("Europe/Stockholm")


class Context(Record):
    country: str = "SE"
    """ISO 3166-1 alpha-2: where a number without country code and a price without currency belong."""
    posted_at: Moment | None = None
    """Relative dates count from here; without it no date is read that needs a year or a weekday."""
    own_contacts: tuple[str, ...] = ()
    """The site's own phones and addresses: kept as mentions with `own=False`."""
