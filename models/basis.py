"""Why a thing may be kept at all: controller, purpose and legal basis, carried by every page, ad and decision."""

from models.base import Record


class Basis(Record):
    """Codes, from the site's sheet or from the person's action; without them nothing is written."""

    controller: str
    purpose: str
    legal_basis: str
    decision: str | None = None
    """Number of the decision to watch a site; outside loopback a sheet without one is not visited."""
