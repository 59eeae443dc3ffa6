"""Deciding over HTTP: one post a decision, the next advertiser, undo, and colleagues who were first."""

from models.base import Id
from models.review import Concern, Decision, Review
from models.scope import DataClass, Scope
from models.stores.sql.open import SqlStores
from models.viewing import Act, Viewing
from tests.api.conftest import Client
from tests.api.market import Market
from tests.factories import POLICE, SOCIAL

CSRF = {"csrf": "csrf of analyst"}


def _reviews(stores: SqlStores, advertiser: Id) -> tuple[Review, ...]:
    scope = Scope(layers=frozenset({POLICE.layer}), classes=frozenset({DataClass.REVIEWS}))
    return stores.reviews.of(advertiser, scope)


def _log(stores: SqlStores, act: Act) -> list[Viewing]:
    scope = Scope(layers=frozenset({POLICE.layer}), classes=frozenset({DataClass.LOG}))
    return [entry.viewing for entry in stores.log.entries(scope) if entry.viewing.act is act]


def test_a_decision_is_kept_with_what_was_seen_and_leads_on(client_of: Client, market: Market) -> None:
    client, urgent = client_of("analyst"), market.advertisers["urgent"]
    answer = client.post(f"/advertisers/{urgent}/decisions", data={**CSRF, "decision": "unsure"})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/advertisers/{market.advertisers['three']}?said=decided"
    assert "Beslutet är sparat" in client.get(answer.headers["location"]).text
    stores = market.stores
    assert isinstance(stores, SqlStores)
    (review,) = _reviews(stores, urgent)
    assert (review.decision, review.person) == (Decision.UNSURE, market.people["analyst"].id)
    assert len(review.versions) == 1
    assert (review.basis.controller, review.layer) == (POLICE.id, POLICE.layer)
    assert [one.thing_id for one in _log(stores, Act.DECIDE)] == [urgent]


def test_a_decided_advertiser_leaves_the_queue_and_undo_brings_it_back(
    client_of: Client, market: Market, stores: SqlStores
) -> None:
    client, urgent = client_of("analyst"), market.advertisers["urgent"]
    client.post(f"/advertisers/{urgent}/decisions", data={**CSRF, "decision": "spam"})
    assert f"/advertisers/{urgent}" not in client.get("/queue").text
    assert f"/advertisers/{urgent}" in client.get("/queue?state=decided").text
    answer = client.post("/undo", data=CSRF)
    assert answer.headers["location"] == f"/advertisers/{urgent}?said=undone"
    assert f"/advertisers/{urgent}" in client.get("/queue").text
    assert _reviews(stores, urgent) == ()
    assert [one.thing_id for one in _log(stores, Act.WITHDRAW)] == [urgent]


def test_undo_goes_back_several_steps_and_then_says_so(client_of: Client, market: Market) -> None:
    client = client_of("analyst")
    told = [market.advertisers[name] for name in ("urgent", "three", "independent")]
    for advertiser in told:
        client.post(f"/advertisers/{advertiser}/decisions", data={**CSRF, "decision": "unsure"})
    back = [client.post("/undo", data=CSRF).headers["location"] for _ in range(4)]
    assert back == [f"/advertisers/{one}?said=undone" for one in reversed(told)] + ["/queue?said=nothing_to_undo"]


def test_a_concern_needs_its_kind_and_a_reason(client_of: Client, market: Market, stores: SqlStores) -> None:
    client, urgent = client_of("analyst"), market.advertisers["urgent"]
    for told in ({}, {"concern": "minor"}, {"concern": "minor", "reason": "  "}, {"reason": "åldern"}):
        form = {**CSRF, "decision": "concern", **told}
        answer = client.post(f"/advertisers/{urgent}/decisions", data=form)
        assert answer.status_code == 400
        assert "En oro behöver sort och skäl" in answer.text
    assert _reviews(stores, urgent) == ()
    form = {**CSRF, "decision": "concern", "concern": "minor", "reason": "Åldern i fältet"}
    client.post(f"/advertisers/{urgent}/decisions", data=form)
    (review,) = _reviews(stores, urgent)
    assert (review.concern, review.reason) == (Concern.MINOR, "Åldern i fältet")


def test_deciding_over_a_colleagues_unseen_decision_is_a_conflict(client_of: Client, market: Market) -> None:
    urgent = market.advertisers["urgent"]
    form = {"csrf": "csrf of colleague", "decision": "second_look"}
    client_of("colleague").post(f"/advertisers/{urgent}/decisions", data=form)
    client = client_of("analyst")
    late = client.post(f"/advertisers/{urgent}/decisions", data={**CSRF, "decision": "spam"})
    assert late.status_code == 409
    assert "En kollega har fattat ett beslut" in late.text
    seen = client.get(f"/api/v1/advertisers/{urgent}/reviews").json()[0]["review"]["id"]
    answer = client.post(f"/advertisers/{urgent}/decisions", data={**CSRF, "decision": "spam", "answers": seen})
    assert answer.status_code == 303


def test_another_agencys_decision_is_no_conflict(client_of: Client, market: Market) -> None:
    urgent = market.advertisers["urgent"]
    form = {"csrf": "csrf of social", "decision": "independent"}
    assert client_of("social").post(f"/advertisers/{urgent}/decisions", data=form).status_code == 303
    mine = client_of("analyst").post(f"/advertisers/{urgent}/decisions", data={**CSRF, "decision": "spam"})
    assert mine.status_code == 303


def test_a_colleagues_decision_cannot_be_taken_back(client_of: Client, market: Market) -> None:
    urgent = market.advertisers["urgent"]
    made = client_of("colleague").post(f"/api/v1/advertisers/{urgent}/reviews", json={"decision": "spam"}).json()
    assert client_of("analyst").post(f"/api/v1/reviews/{made['id']}/withdrawal").status_code == 403
    colleague = client_of("colleague")
    assert colleague.post(f"/api/v1/reviews/{made['id']}/withdrawal").status_code == 200
    assert colleague.post(f"/api/v1/reviews/{made['id']}/withdrawal").status_code == 409


def test_another_agencys_decision_does_not_exist(client_of: Client, market: Market) -> None:
    urgent = market.advertisers["urgent"]
    made = client_of("social").post(f"/api/v1/advertisers/{urgent}/reviews", json={"decision": "spam"}).json()
    assert made["layer"] == SOCIAL.id
    answer = client_of("analyst").post(f"/api/v1/reviews/{made['id']}/withdrawal")
    unknown = client_of("analyst").post(f"/api/v1/reviews/{'0' * 32}/withdrawal")
    assert (answer.status_code, unknown.status_code) == (404, 404)
    assert answer.text.replace(made["id"], "") == unknown.text.replace("0" * 32, "")


def test_outreach_and_administrators_do_not_decide(client_of: Client, market: Market, stores: SqlStores) -> None:
    urgent = market.advertisers["urgent"]
    for login in ("outreach", "researcher", "auditor", "admin"):
        form = {"csrf": f"csrf of {login}", "decision": "spam"}
        assert client_of(login).post(f"/advertisers/{urgent}/decisions", data=form).status_code == 403
    assert _reviews(stores, urgent) == ()


def test_deciding_deep_in_the_queue_goes_on_from_there(client_of: Client) -> None:
    client = client_of("analyst")
    rows = [item["advertiser"] for item in client.get("/api/v1/queue?limit=100").json()["items"]]
    answer = client.post(f"/advertisers/{rows[-3]}/decisions", data={**CSRF, "decision": "unsure"})
    assert answer.headers["location"] == f"/advertisers/{rows[-2]}?said=decided"
    last = client.post(f"/advertisers/{rows[-1]}/decisions", data={**CSRF, "decision": "unsure"})
    assert last.headers["location"] == f"/advertisers/{rows[0]}?said=decided"
