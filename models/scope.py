"""Whose data a read may see. Every store and search read takes a scope, and none has a default."""

from enum import StrEnum
from typing import NewType, Self

from models.base import Record

Layer = NewType("Layer", str)
"""`joint`, or the id of the agency whose own layer it is."""

JOINT = Layer("joint")


class DataClass(StrEnum):
    """Kinds of data that a role may or may not see at all."""

    ADS = "ads"  # pages, ads, mentions, findings, links, advertisers, standings
    CONTACTS = "contacts"  # contacts in the clear
    REVIEWS = "reviews"  # decisions, tags, notes, watches of the scope's layers
    OUTREACH = "outreach"  # social services only
    FIGURES = "figures"  # counts and history rows
    LOG = "log"  # viewings and the audit log


class Scope(Record):
    """Layers and classes that a read may touch. For people only the policy makes one."""

    layers: frozenset[Layer]
    classes: frozenset[DataClass]

    @classmethod
    def joint(cls) -> Self:
        """What machines see: the joint layer alone, computed from collected ads, never from what a person did."""
        return cls(layers=frozenset({JOINT}), classes=frozenset({DataClass.ADS, DataClass.FIGURES}))

    @classmethod
    def within(cls, layer: Layer) -> Self:
        """What machines see that compute an agency's own grouping: the joint layer, and what this agency added."""
        return cls(layers=frozenset({JOINT, layer}), classes=frozenset({DataClass.ADS, DataClass.REVIEWS}))

    def sees(self, layer: Layer, kind: DataClass) -> bool:
        return layer in self.layers and kind in self.classes

    @property
    def own(self) -> Layer | None:
        """The one agency layer of this scope, or None for a machine or a joint person."""
        return next((layer for layer in sorted(self.layers) if layer != JOINT), None)
