"""Tags, notes, ties and disclosures over the desk: what one's own people add, find again and take back."""

import re

from fastapi.testclient import TestClient

from models.base import Id
from models.scope import DataClass, Scope
from models.stores.sql.open import SqlStores
from tests.api.conftest import Client
from tests.api.market import Market
from tests.factories import POLICE, SOCIAL

BALANCING = "Behovet av skydd väger tyngre"


def say(client: TestClient, path: str, **told: object) -> None:
    answer = client.post(path, data={"csrf": client.headers["x-csrf-token"], **told})
    assert answer.status_code == 303, answer.text


def view(client: TestClient, advertiser: Id) -> dict[str, object]:
    answer = client.get(f"/api/v1/advertisers/{advertiser}")
    assert answer.status_code == 200, answer.text
    told: dict[str, object] = answer.json()
    return told


def ads(client: TestClient, advertiser: Id) -> list[Id]:
    return [row["ad"] for row in view(client, advertiser)["ads"]]  # type: ignore[attr-defined]


def found(client: TestClient, question: str) -> list[Id]:
    return [hit["ad"] for hit in client.get("/api/v1/search", params={"q": question}).json()["hits"]]


def test_a_tag_is_shown_found_by_search_and_taken_away(client_of: Client, market: Market) -> None:
    client, urgent = client_of(), market.advertisers["urgent"]
    say(client, f"/advertisers/{urgent}/tags", word="vår märkning")
    assert "vår märkning" in client.get(f"/advertisers/{urgent}").text
    assert found(client, 'tag:"vår märkning"') == list(market.ads["urgent"])
    assert found(client_of("social"), 'tag:"vår märkning"') == []
    (tag,) = view(client, urgent)["own"]["tags"]  # type: ignore[index]
    say(client, f"/advertisers/{urgent}/additions/{tag['id']}/withdrawal")
    assert "vår märkning" not in client.get(f"/advertisers/{urgent}").text
    assert found(client, 'tag:"vår märkning"') == []


def test_a_tag_that_stands_is_not_put_twice(client_of: Client, market: Market) -> None:
    client, urgent = client_of(), market.advertisers["urgent"]
    first, second = (client.post(f"/api/v1/advertisers/{urgent}/tags", json={"word": "samma"}).json() for _ in range(2))
    assert first["id"] == second["id"]
    assert client.post(f"/api/v1/advertisers/{urgent}/tags", json={"word": "070-174 06 05"}).status_code == 400


def test_a_note_is_found_by_its_words_but_not_by_a_number_in_it(client_of: Client, market: Market) -> None:
    client, urgent = client_of(), market.advertisers["urgent"]
    say(client, f"/advertisers/{urgent}/notes", text="Ring kollegan på 070-174 06 55 först")
    assert found(client, "note:kollegan") == list(market.ads["urgent"])
    assert found(client, "note:070") == found(client, "note:0701740655") == []
    assert found(client_of("social"), "note:kollegan") == []


def test_a_changed_note_stands_instead_and_a_late_change_is_a_conflict(client_of: Client, market: Market) -> None:
    client, path = client_of(), f"/api/v1/advertisers/{market.advertisers['urgent']}/notes"
    first = client.post(path, json={"text": "först"}).json()
    assert client.post(path, json={"text": "sedan", "replaces": first["id"]}).status_code == 201
    assert client.post(path, json={"text": "för sent", "replaces": first["id"]}).status_code == 409
    notes = view(client, market.advertisers["urgent"])["own"]["notes"]  # type: ignore[index]
    assert [(one["note"]["text"], one["by"]) for one in notes] == [("sedan", "Petra Polis")]


def test_advertisers_that_are_tied_are_one_for_the_own_agency_until_it_is_undone(
    client_of: Client, market: Market
) -> None:
    client, three, urgent = client_of(), market.advertisers["three"], market.advertisers["urgent"]
    say(client, f"/advertisers/{three}/ties", to=f"https://lykta.example/advertisers/{urgent}")
    assert set(ads(client, three)) == {*market.ads["three"], *market.ads["urgent"]}
    assert view(client, urgent)["id"] == three
    queue = client.get("/api/v1/queue?limit=100").json()
    assert urgent not in [one["advertiser"] for one in queue["items"]]
    assert client.get(f"/api/v1/ads/{market.ads['urgent'][0]}").json()["advertiser"] == three
    social = client_of("social")
    assert set(ads(social, three)) == set(market.ads["three"])
    assert urgent in [one["advertiser"] for one in social.get("/api/v1/queue?limit=100").json()["items"]]
    (tie,) = view(client, three)["own"]["ties"]  # type: ignore[index]
    say(client, f"/advertisers/{three}/ties/{tie['tie']['id']}/withdrawal")
    assert set(ads(client, three)) == set(market.ads["three"])
    assert view(client, urgent)["id"] == urgent
    assert client.get("/api/v1/queue?limit=100").json()["total"] == queue["total"] + 1


def test_an_ad_that_does_not_belong_leaves_alone(client_of: Client, market: Market) -> None:
    client, three, away = client_of(), market.advertisers["three"], market.ads["three"][2]
    say(client, f"/advertisers/{three}/ads/{away}/untie")
    assert set(ads(client, three)) == set(market.ads["three"]) - {away}
    other = client.get(f"/api/v1/ads/{away}").json()["advertiser"]
    assert (other != three, ads(client, other)) == (True, [away])
    shown = view(client, three)["links"]
    assert all(away not in (link["a"], link["b"]) for link in shown)  # type: ignore[attr-defined]
    assert client_of("social").get(f"/api/v1/advertisers/{other}").status_code == 404
    assert client.post(f"/api/v1/advertisers/{three}/unties", json={"ad": away}).status_code == 404


def test_a_tie_to_nothing_is_told_so(client_of: Client, market: Market) -> None:
    client, path = client_of(), f"/api/v1/advertisers/{market.advertisers['three']}/ties"
    assert client.post(path, json={"to": "ingenting"}).status_code == 400
    assert client.post(path, json={"to": "f" * 32}).status_code == 404
    assert client.post(path, json={"to": market.ads["three"][1]}).status_code == 400


def test_a_supervisor_discloses_named_fields_and_the_receiver_sees_those_alone(
    client_of: Client, market: Market
) -> None:
    analyst, supervisor, social = client_of(), client_of("supervisor"), client_of("social")
    three = market.advertisers["three"]
    say(analyst, f"/advertisers/{three}/tags", word="vår märkning")
    say(analyst, f"/advertisers/{three}/notes", text="En hemlig anteckning")
    told = {"receiver": SOCIAL.id, "field": ["tags"], "ground": ["osl-10-27"], "balancing": BALANCING}
    say(supervisor, f"/advertisers/{three}/disclosures", **told)
    say(analyst, f"/advertisers/{three}/tags", word="märkt senare")
    shown = social.get("/disclosures").text
    assert "vår märkning" in shown
    assert not any(word in shown for word in ("hemlig", "märkt senare", BALANCING, "Sune Chef"))
    receipt = supervisor.get("/disclosures").text
    assert (BALANCING in receipt, "Sune Chef" in receipt) == (True, True)
    (given,) = supervisor.get("/api/v1/disclosures").json()["given"]
    assert given["disclosure"]["id"] in receipt
    say(supervisor, f"/disclosures/{given['disclosure']['id']}/withdrawal")
    assert "vår märkning" not in social.get("/disclosures").text


def test_a_disclosure_says_what_is_missing_and_only_a_supervisor_decides(client_of: Client, market: Market) -> None:
    path = f"/api/v1/advertisers/{market.advertisers['three']}/disclosures"
    told = {
        "fields": ["decision"],
        "receiver": {"third_party": "Frivilligjouren"},
        "grounds": ["osl-10-1"],
        "balancing": BALANCING,
    }
    assert client_of().post(path, json=told).status_code == 403
    supervisor = client_of("supervisor")
    assert supervisor.post(path, json=told).status_code == 400  # nothing was decided: nothing to disclose
    review = f"/api/v1/advertisers/{market.advertisers['three']}/reviews"
    assert supervisor.post(review, json={"decision": "unsure"}).status_code == 201
    ours: dict[str, object] = {"receiver": {"agency": POLICE.id}}
    lacking: list[dict[str, object]] = [{"fields": []}, {"grounds": []}, {"balancing": " "}, ours]
    for missing in lacking:
        assert supervisor.post(path, json={**told, **missing}).status_code == 400
    answer = supervisor.post(path, json=told)
    assert (answer.status_code, answer.json()["to"]) == (201, "Frivilligjouren")


def test_all_that_is_added_is_logged_with_ids_and_without_words(
    client_of: Client, market: Market, stores: SqlStores
) -> None:
    client, three = client_of("supervisor"), market.advertisers["three"]
    say(client, f"/advertisers/{three}/tags", word="vår märkning")
    say(client, f"/advertisers/{three}/notes", text="En hemlig anteckning")
    say(client, f"/advertisers/{three}/ties", to=market.advertisers["urgent"])
    told = {"receiver": SOCIAL.id, "field": ["notes"], "ground": ["osl-10-27"], "balancing": BALANCING}
    say(client, f"/advertisers/{three}/disclosures", **told)
    scope = Scope(layers=frozenset({POLICE.layer}), classes=frozenset({DataClass.LOG}))
    logged = [entry.viewing for entry in stores.log.entries(scope)]
    assert [one.act.value for one in logged] == ["annotate", "annotate", "tie", "disclose"]
    assert {one.thing_id for one in logged} == {three}
    assert not re.search(r"märkning|hemlig|väger", " ".join(one.model_dump_json() for one in logged))


def test_outreach_annotates_but_neither_ties_nor_discloses(client_of: Client, market: Market) -> None:
    client, three = client_of("outreach"), market.advertisers["three"]
    say(client, f"/advertisers/{three}/tags", word="kontaktad")
    assert client.post(f"/api/v1/advertisers/{three}/ties", json={"to": "f" * 32}).status_code == 403
    shown = client.get(f"/advertisers/{three}").text
    assert ("/tags" in shown, "/untie" in shown, '/disclosures"' in shown) == (True, False, True)


def test_a_decision_follows_into_the_own_group(client_of: Client, market: Market) -> None:
    client, three, urgent = client_of(), market.advertisers["three"], market.advertisers["urgent"]
    made = client.post(f"/api/v1/advertisers/{urgent}/reviews", json={"decision": "second_look"}).json()
    say(client, f"/advertisers/{three}/ties", to=urgent)
    told = client.get(f"/api/v1/advertisers/{three}/reviews").json()
    assert [one["review"]["id"] for one in told] == [made["id"]]
    unseen = client.post(f"/api/v1/advertisers/{urgent}/reviews", json={"decision": "spam"})
    assert unseen.status_code == 409
    answered = client.post(f"/api/v1/advertisers/{urgent}/reviews", json={"decision": "spam", "answers": made["id"]})
    assert answered.json()["advertiser"] == three
