"""Whatever is sent, the answer is an entry or a refusal in a sentence, never a fault of ours."""

import json
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.journal.codec import BY_NAME
from tests.conftest import OPENED
from tests.documents.samples import GOOD

SLOW = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)
points = st.fixed_dictionaries({"type": st.just("Point"), "coordinates": json_values})
bodies = st.fixed_dictionaries(
    {},
    optional={
        "object_id": st.just("pma1") | json_values,
        "object_ids": st.just(["pma1"]) | json_values,
        "kind": st.just("medical_post") | json_values,
        "status": st.text(max_size=4) | json_values,
        "verb": st.just("open") | json_values,
        "geometry": points | json_values,
        "place": points | json_values,
        "values": st.dictionaries(st.text(max_size=4), json_values) | json_values,
        "seq": st.integers(0, 3) | json_values,
        "reason": st.text() | json_values,
        "planned_from": st.just("2026-06-21T20:00:00Z") | json_values,
    },
)
hours = st.integers(0, 10).map(lambda m: (OPENED + timedelta(minutes=m)).isoformat())
entries = st.fixed_dictionaries(
    {"fact": st.sampled_from([*BY_NAME, "DroneLaunched"]), "occurred_at": hours | json_values},
    optional={
        "body": bodies | json_values,
        "text": st.text() | json_values,
        "corrects": st.integers(0, 9) | json_values,
        "confirmed": st.just(["absent", "outside_area", "swapped"]) | json_values,
        "priority": json_values,
    },
)


@SLOW
@given(entries)
def test_whatever_is_recorded_can_be_read_and_the_rest_is_refused(client, entry):
    answer = client.post(
        "/api/operations/nantes/entries",
        content=json.dumps(entry),
        headers={"Content-Type": "application/json"},
    )

    if answer.status_code == 201:
        assert client.get("/api/operations/nantes/reel").json()["head"]["seq"]
        assert client.get("/api/operations/nantes/picture?bbox=-2,40,2,50").status_code == 200
        assert client.get("/api/operations/nantes/entries?q=a").status_code == 200
    else:
        assert answer.status_code in {400, 404, 409, 422}
        assert answer.json()["error"]["sentence"]


documents = st.sampled_from([content for content, _ in GOOD.values()]) | st.binary(max_size=80)
said_of_them = st.fixed_dictionaries(
    {"name": st.sampled_from(sorted(GOOD)) | st.text(max_size=20)},
    optional={
        "seq": st.integers(-1, 5) | st.text(max_size=3),
        "occurred_at": hours | st.text(max_size=4),
        "confirmed": st.just("future") | st.text(max_size=3),
    },
)


@SLOW
@given(documents, said_of_them)
def test_whatever_document_is_sent_it_can_be_had_back_or_is_refused(client, content, said):
    address = "/api/operations/nantes/documents"

    answer = client.post(address, content=content, params=said)

    if answer.status_code == 201:
        given_back = client.get(f"{address}/{answer.json()['body']['sha256']}")
        assert given_back.content == content
        assert client.get(address).json()["documents"]
    else:
        assert answer.status_code in {409, 422}
        assert answer.json()["error"]["sentence"]
