"""The indices of an Elasticsearch: what they hold, which one answers, and which one is filled to take its place."""

import secrets
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch

from models.indexed import Document
from models.search import Stream

# Positions only where phrases are; the source keeps no token, as the database can fill an index anew.
TEXT = {"type": "text", "analyzer": "whitespace", "norms": False}
WORDS = TEXT | {"index_options": "docs"}
SOURCE = ("ad", "version", "site", "band", "seen")
MAPPING: dict[str, Any] = {
    "dynamic": "strict",
    "_source": {"includes": SOURCE},
    "properties": {
        "id": {"type": "long"},
        "layer": {"type": "keyword"},
        "ad": {"type": "keyword"},
        "version": {"type": "keyword", "index": False},
        "site": {"type": "keyword"},
        "places": {"type": "keyword"},
        "kind": {"type": "keyword"},
        "band": {"type": "keyword"},
        "tags": {"type": "keyword"},
        "seen": {"type": "long"},  # no `date`: a number in a range on one is read as milliseconds
        "day": {"type": "long"},
        **{stream.value: TEXT if stream is Stream.EXACT else WORDS for stream in Stream},
    },
}
SETTINGS = {
    "number_of_shards": 1,  # facet counts are exact within one shard; millions of such small documents fit
    "auto_expand_replicas": "0-1",
}


@dataclass(frozen=True)
class Index:
    name: str
    edition: str


class Indices:
    """Two aliases: `now` answers questions, `next` is filled until its count agrees."""

    def __init__(self, client: Elasticsearch, name: str) -> None:
        self._client = client
        self.now, self.next = name, f"{name}-next"

    def under(self, alias: str) -> Index | None:
        """The index that an alias names, with the edition of what it holds."""
        if not self._client.indices.exists_alias(name=alias):
            return None
        name, told = next(iter(self._client.indices.get_mapping(index=alias).items()))
        return Index(name, told["mappings"]["_meta"]["edition"])

    def create(self, edition: str, alias: str) -> Index:
        """An empty index of an edition, under an alias of the edition's own too."""
        index = Index(f"{self.now}-{edition}-{secrets.token_hex(4)}", edition)
        self._client.indices.create(
            index=index.name,
            mappings=MAPPING | {"_meta": {"edition": edition}},
            settings=SETTINGS,
            aliases={alias: {}, f"{self.now}-{edition}": {}},
        )
        return index

    def switch(self, now: Index | None, following: Index) -> None:
        """From one moment to the next, questions are asked of the new index; the old one goes."""
        actions: list[dict[str, Any]] = [
            {"remove": {"index": following.name, "alias": self.next}},
            {"add": {"index": following.name, "alias": self.now}},
        ]
        if now is not None:
            actions.append({"remove_index": {"index": now.name}})
        self._client.indices.update_aliases(actions=actions)

    def drop(self, index: Index) -> None:
        self._client.indices.delete(index=index.name)

    def refresh(self) -> None:
        self._client.indices.refresh(index=f"{self.now}-*", ignore_unavailable=True)

    def count(self, index: Index) -> int:
        return int(self._client.count(index=index.name)["count"])


def body(document: Document) -> dict[str, Any]:
    """A document as the mapping takes it."""
    columns = document.model_dump(mode="json", exclude={"streams", "notes"})
    streams = document.streams.model_dump(include={"exact", "words", "parts", "keys"})
    return {**columns, **streams, "notes": document.notes}
