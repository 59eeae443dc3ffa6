"""Revealing contacts: for a reason, in one answer, logged, and not without end."""

import pytest

from api.sign_in import brakes
from models.scope import DataClass, Scope
from models.stores.sql.open import SqlStores
from models.viewing import Act, Viewing
from tests.api.conftest import Client
from tests.api.market import Market
from tests.factories import POLICE

CSRF = {"csrf": "csrf of analyst"}
NUMBER = "+46701740620"


def _log(stores: SqlStores, act: Act) -> list[Viewing]:
    scope = Scope(layers=frozenset({POLICE.layer}), classes=frozenset({DataClass.LOG}))
    return [entry.viewing for entry in stores.log.entries(scope) if entry.viewing.act is act]


def test_a_reason_reveals_and_is_logged(client_of: Client, market: Market, stores: SqlStores) -> None:
    client, three = client_of("analyst"), market.advertisers["three"]
    answer = client.post(f"/advertisers/{three}/reveal", data={**CSRF, "reason": "check_records"})
    assert answer.status_code == 200
    assert NUMBER in answer.text
    assert answer.headers["cache-control"] == "no-store"
    (found,) = _log(stores, Act.REVEAL)
    assert (found.thing_id, found.reason) == (three, "check_records")
    assert "4670" not in found.model_dump_json()


def test_what_was_revealed_is_gone_when_the_page_is_opened_again(client_of: Client, market: Market) -> None:
    client, three = client_of("analyst"), market.advertisers["three"]
    client.post(f"/advertisers/{three}/reveal", data={**CSRF, "reason": "check_records"})
    assert NUMBER not in client.get(f"/advertisers/{three}").text
    assert client.get(f"/advertisers/{three}/reveal").headers["location"] == f"/advertisers/{three}"


@pytest.mark.parametrize("told", [{}, {"reason": ""}, {"reason": "curious"}, {"reason": "other"}])
def test_without_a_reason_nothing_is_revealed(
    client_of: Client, market: Market, stores: SqlStores, told: dict[str, str]
) -> None:
    answer = client_of("analyst").post(f"/advertisers/{market.advertisers['three']}/reveal", data={**CSRF, **told})
    assert answer.status_code in {400, 422}
    assert NUMBER not in answer.text
    assert _log(stores, Act.REVEAL) == []


def test_another_reason_in_words_is_kept(client_of: Client, market: Market, stores: SqlStores) -> None:
    form = {**CSRF, "reason": "other", "words": "Begäran från åklagare"}
    assert client_of("analyst").post(f"/advertisers/{market.advertisers['three']}/reveal", data=form).status_code == 200
    assert _log(stores, Act.REVEAL)[0].reason == "other: Begäran från åklagare"


def test_json_reveals_the_same(client_of: Client, market: Market) -> None:
    path = f"/api/v1/advertisers/{market.advertisers['three']}/contacts"
    told = client_of("analyst").post(path, json={"reason": "offer_help"}).json()
    assert [(one["kind"], one["value"], one["ads"]) for one in told] == [
        ("phone", NUMBER, 4),
        ("phone", "+46701740621", 3),
    ]


def test_revealing_without_end_is_stopped_and_logged(client_of: Client, market: Market, stores: SqlStores) -> None:
    client = client_of("analyst")
    path = f"/api/v1/advertisers/{market.advertisers['urgent']}/contacts"
    told = [client.post(path, json={"reason": "check_tie"}).status_code for _ in range(brakes.REVEAL.amount + 1)]
    assert told == [200] * brakes.REVEAL.amount + [429]
    assert _log(stores, Act.REFUSED)[0].reason == "too_often"


def test_who_reads_no_content_reveals_nothing(client_of: Client, market: Market) -> None:
    for login in ("researcher", "auditor", "admin"):
        form = {"csrf": f"csrf of {login}", "reason": "check_records"}
        answer = client_of(login).post(f"/advertisers/{market.advertisers['three']}/reveal", data=form)
        assert answer.status_code == 403
        assert NUMBER not in answer.text
