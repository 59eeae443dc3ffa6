from models.scope import JOINT, DataClass, Layer, Scope
from tests.factories import POLICE

POLISEN = Layer("polisen")


def test_machines_see_the_joint_layer_and_nothing_that_people_did() -> None:
    scope = Scope.joint()
    assert scope.sees(JOINT, DataClass.ADS)
    assert not any(scope.sees(JOINT, kind) for kind in (DataClass.REVIEWS, DataClass.OUTREACH, DataClass.LOG))
    assert not scope.sees(POLISEN, DataClass.ADS)
    assert scope.own is None


def test_a_scope_sees_a_layer_and_a_class_only_together() -> None:
    scope = Scope(layers=frozenset({JOINT, POLISEN}), classes=frozenset({DataClass.ADS}))
    assert scope.sees(POLISEN, DataClass.ADS)
    assert not scope.sees(POLISEN, DataClass.REVIEWS)
    assert not scope.sees(Layer("socialtjansten"), DataClass.ADS)


def test_the_own_layer_is_the_agencys() -> None:
    assert POLICE.layer == POLISEN
    assert Scope(layers=frozenset({JOINT, POLISEN}), classes=frozenset()).own == POLISEN
