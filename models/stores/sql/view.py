"""Which grouping and which standings a scope looks at: its own agency's where there is one, else the joint."""

from sqlalchemy import Connection, select

from models.base import Id
from models.scope import JOINT, DataClass, Layer, Scope
from models.stores.sql.tables import current_groupings


def view_layers(connection: Connection, scope: Scope) -> tuple[tuple[Layer, Id], ...]:
    """(layer, current grouping) that the scope may see, its own agency's first."""
    seen = [layer for layer in (scope.own, JOINT) if layer is not None and scope.sees(layer, DataClass.ADS)]
    query = select(current_groupings.c.layer, current_groupings.c.grouping).where(current_groupings.c.layer.in_(seen))
    current = {row[0]: row[1] for row in connection.execute(query)}
    return tuple((layer, current[layer]) for layer in seen if layer in current)


def may_see(scope: Scope, layer: Layer) -> bool:
    return scope.sees(layer, DataClass.ADS)
