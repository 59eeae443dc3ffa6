"""Whatever an Elasticsearch does instead of answering, told as one sentence; never with what was asked."""

from collections.abc import Iterator
from contextlib import contextmanager

from elastic_transport import ConnectionTimeout, TransportError
from elasticsearch import ApiError, Elasticsearch, UnsupportedProductError

from models.errors import SearchAway

MAJOR = 9
"""Of client and server alike: a server of another one refuses this client's requests."""

OTHER = f"it is not an Elasticsearch {MAJOR}; let LYKTA_SEARCH name one"
BUSY = 429


@contextmanager
def answering(seconds: float) -> Iterator[None]:
    """Raises SearchAway for an Elasticsearch that is away, slow, read-only, of another major, or refuses."""
    try:
        yield
    except UnsupportedProductError:
        raise SearchAway(OTHER) from None
    except ApiError as wrong:
        raise SearchAway(_why(wrong)) from None
    except ConnectionTimeout:
        raise SearchAway(f"no answer within {seconds:g} seconds") from None
    except TransportError as wrong:
        raise SearchAway(f"it cannot be reached: {type(wrong).__name__}") from None


def check_major(client: Elasticsearch) -> None:
    """Raises SearchAway for a server of another major."""
    told = client.nodes.info(node_id="_local", filter_path="nodes.*.version")
    versions = {node["version"] for node in told["nodes"].values()}
    if any(version.partition(".")[0] != str(MAJOR) for version in versions):
        raise SearchAway(f"it is an Elasticsearch {', '.join(sorted(versions))}, this Lykta speaks with {MAJOR}")


def refusal(status: int, kind: str) -> str:
    """What a refused request or item of a bulk says."""
    if kind == "cluster_block_exception":
        return "it is read-only: see to its disk and its blocks"
    if kind == "media_type_header_exception":
        return OTHER
    if kind == "index_not_found_exception":
        return "its index is not filled yet: run lykta index"
    if kind == "security_exception":
        return "it refuses these credentials; see LYKTA_SEARCH and its role"
    return "it is overloaded" if status == BUSY else f"it answered {status} {kind}"


def _why(wrong: ApiError) -> str:
    # Only the kind: the reason may repeat what was asked.
    told = wrong.body.get("error", {}) if isinstance(wrong.body, dict) else {}
    kind = told.get("type", "") if isinstance(told, dict) else ""
    return refusal(wrong.meta.status, kind)
