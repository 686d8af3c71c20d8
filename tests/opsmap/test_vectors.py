"""The page and the server say the same of a place: both are held to one file of vectors.

The TypeScript is held to it by `dashboard/opsmap/tests/vectors.test.ts`.
"""

import json

import pytest

from tests.opsmap.vectors import FILE, vectors


def test_the_vectors_are_what_python_says():
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    said = json.loads(json.dumps(vectors()))

    assert kept["places"] == said["places"]
    assert kept["relations"] == said["relations"]
    for one, other in zip(kept["lines"], said["lines"], strict=True):
        assert one["line"] == other["line"]
        for leg, again in zip(one["legs"], other["legs"], strict=True):
            assert leg == pytest.approx(again, rel=1e-9)
    for one, other in zip(kept["areas"], said["areas"], strict=True):
        assert one["area"] == pytest.approx(other["area"], rel=1e-9)


def test_every_relation_is_among_the_vectors():
    told = [(each["shape"]["type"], each["relation"]) for each in vectors()["relations"]]

    assert {kind for kind, _ in told} == {"Point", "LineString", "Polygon", "MultiPolygon"}
    assert {relation for kind, relation in told if kind == "Polygon"} == {
        "inside", "partly", "outside",
    }  # fmt: skip
