"""Which groupings a scope looks at: its own agency's few groups lie over the joint ones and hide what they hold."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, select, true

from models.base import Id
from models.scope import JOINT, DataClass, Layer, Scope
from models.stores.sql.tables import advertiser_ads, current_groupings


def view_layers(connection: Connection, scope: Scope) -> tuple[tuple[Layer, Id], ...]:
    """(layer, current grouping) that the scope may see, its own agency's first."""
    seen = [layer for layer in (scope.own, JOINT) if layer is not None and scope.sees(layer, DataClass.ADS)]
    query = select(current_groupings.c.layer, current_groupings.c.grouping).where(current_groupings.c.layer.in_(seen))
    current = {row[0]: row[1] for row in connection.execute(query)}
    return tuple((layer, current[layer]) for layer in seen if layer in current)


def may_see(scope: Scope, layer: Layer) -> bool:
    return scope.sees(layer, DataClass.ADS)


def current_grouping(layer: Layer) -> Any:
    return select(current_groupings.c.grouping).where(current_groupings.c.layer == layer).scalar_subquery()


def not_hidden(advertiser: ColumnElement[Any], layer: Layer, layers: Sequence[Layer]) -> ColumnElement[bool]:
    """That an advertiser of a layer is none whose ads a layer before it in the view has grouped otherwise."""
    upper = [one for one in layers if one != layer and layers.index(one) < layers.index(layer)]
    over, under = advertiser_ads.alias("over"), advertiser_ads.alias("under")
    hidden = [
        select(under.c.advertiser)
        .join(over, and_(over.c.ad == under.c.ad, over.c.grouping == current_grouping(one)))
        .where(under.c.grouping == current_grouping(layer))
        for one in upper
    ]
    return and_(true(), *(advertiser.not_in(one) for one in hidden))
