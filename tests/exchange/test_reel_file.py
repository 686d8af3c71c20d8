"""The reel as JSON: read by the rule of docs/reel-format.md, it shows the fold at any instant."""

import json
from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dashboard.access.sight import withheld
from dashboard.clock import microseconds, milliseconds_up
from dashboard.exchange.reel_file import reel_json
from dashboard.journal import Claim, Draft, Granted, Noted, Placed, Struck
from dashboard.operations import operation_from
from dashboard.picture import Reel, picture_at
from tests.conftest import OPENED, at
from tests.exchange.conftest import POST
from tests.picture.test_every_fold import moments, told
from tests.stories import evenings

FOREVER = float("inf")
TODAY = 10**15


def ms(instant):
    return milliseconds_up(microseconds(instant))


def reel_of(entries):
    reel = Reel()
    reel.extend(entries)
    return reel


def answer(entries, after=0):
    operation = operation_from(entries[0])
    text = reel_json(
        reel_of(entries), operation, tell=lambda line: f"n° {line.entry.seq}", after=after
    )
    return json.loads(text)


class Page:
    """What a page makes of the answers, by the words of docs/reel-format.md."""

    def __init__(self, whole):
        self.versions = self.rows(whole)
        self.entries = whole["entries"]

    @staticmethod
    def rows(said):
        columns = said["versions"]
        rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        for row in rows:
            number = row["geometry"]
            row["geometry"] = None if number == -1 else said["geometries"][number]
            row["values"] = said["values"][row["values"]]
        return rows

    def amend(self, said):
        for number, known_to in said["closed"]:
            self.versions[number]["known_to"] = known_to
        for seq, *changes in said["restruck"]:
            names = ("struck", "struck_by", "corrected_by")
            self.entries[seq - 1] |= dict(zip(names, changes, strict=True))
        self.versions += self.rows(said)
        self.entries += said["entries"]

    def at(self, t, k):
        def holds(row):
            valid = row["valid_from"] <= t < (row["valid_to"] or FOREVER)
            return valid and row["known_from"] <= k < (row["known_to"] or FOREVER)

        return {row["object"]: row for row in self.versions if holds(row)}


@given(evenings(), moments())
def test_the_page_shows_the_fold_at_any_instant(steps, moment):
    entries = told(steps)
    when, known_at = moment

    shown = Page(answer(entries)).at(ms(when), TODAY if known_at is None else ms(known_at))

    picture = picture_at(entries, when, known_at=known_at)
    names = ("kind", "status", "geometry", "values", "planned_from", "planned_to", "seq")
    assert {name: [row[n] for n in names] for name, row in shown.items()} == {
        o.object_id: [
            o.kind,
            o.status,
            o.geometry,
            o.values,
            o.planned_from and ms(o.planned_from),
            o.planned_to and ms(o.planned_to),
            o.seq,
        ]
        for o in picture.objects.values()
    }


@given(evenings(), st.lists(st.integers(1, 25), max_size=3))
def test_what_came_after_makes_an_older_reel_whole(steps, stops):
    entries = told(steps)
    stops = sorted({min(stop, len(entries)) for stop in stops} | {len(entries)})
    page = Page(answer(entries[: stops[0]]))

    for held, stop in pairwise(stops):
        page.amend(answer(entries[:stop], after=held))

    whole = Page(answer(entries))
    assert page.versions == whole.versions
    assert page.entries == whole.entries


@given(evenings())
def test_an_entry_is_struck_on_the_page_while_it_does_not_count(steps):
    entries = told(steps)

    for line, row in zip(reel_of(entries).lines, answer(entries)["entries"], strict=True):
        assert line.counts == (row["struck_by"] is None and row["corrected_by"] is None)
        assert line.counts == (not row["struck"] or row["struck"][-1][1] is not None)


def test_a_line_is_told_with_all_the_page_shows_of_it(journal, record):
    record(
        "18:05", POST, learnt="18:20", provenance={"*": Claim(standing="invented", source="nous")}
    )
    record("18:21", Noted(place={"type": "LineString", "coordinates": [[0, 0], [2, 4]]}), text="a")
    record("18:22", Struck(seq=3, reason="doublon"))

    said = answer(journal.entries("demo"))

    assert said["head"] == {"seq": 4, "digest": journal.head("demo").seal.hex()}
    placed, noted = said["entries"][1:3]
    assert placed["sentence"] == "n° 2"
    assert (placed["fact"], placed["kind"], placed["late"]) == ("Placed", "medical_post", True)
    assert placed["place"] == POST.geometry["coordinates"]
    assert (placed["provenance"], placed["source"]) == ({"*": "invented"}, "nous")
    assert (noted["place"], noted["late"], noted["struck_by"]) == ([1, 2], False, 4)
    assert noted["struck"] == [[ms(at("18:22")), None]]


def test_equal_shapes_and_values_are_written_once(journal, record):
    for number in range(3):
        record(
            "18:05",
            Placed(
                object_id=f"p{number}",
                kind="team",
                status="active",
                geometry=dict(POST.geometry),
                values=dict(POST.values),
            ),
        )

    said = answer(journal.entries("demo"))

    assert (len(said["geometries"]), len(said["values"])) == (1, 1)
    assert said["versions"]["geometry"] == [0, 0, 0]


def test_a_reader_ahead_of_the_journal_gets_all_of_it(journal):
    assert answer(journal.entries("demo"), after=99)["after"] == 0


def test_instants_are_rounded_up(journal, clock):
    clock.now = at("18:06") + timedelta(microseconds=1)
    just_after = OPENED + timedelta(microseconds=1)
    draft = Draft(author="a", organisation="b", occurred_at=just_after, fact=Noted())
    journal.append("demo", draft)

    row = answer(journal.entries("demo"))["entries"][-1]

    assert row["occurred_at"] == ms(OPENED) + 1
    assert row["recorded_at"] == ms(at("18:06")) + 1


def test_what_runs_the_operation_is_told_field_by_field(record, journal):
    record("18:05", POST)
    ends = at("20:00")
    record("18:06", Granted(organisation="ARS", level="read", reason="suivi", ends_at=ends))

    entries = answer(journal.entries("demo"))["entries"]

    assert ["ruling" in entry for entry in entries] == [False, False, True]
    assert entries[2]["ruling"] == {
        "organisation": "ARS",
        "level": "read",
        "reason": "suivi",
        "starts_at": None,
        "ends_at": ms(ends),
    }


def test_what_is_kept_for_others_shows_its_digest_and_nothing_else(record, journal):
    kept = withheld(record("18:05", POST), at("18:00"))

    entries = answer([journal.entries("demo")[0], kept])["entries"]

    assert entries[1]["digest"] == kept.digest.hex()
    assert "digest" not in entries[0]
    assert (entries[1]["author"], entries[1]["objects"], entries[1]["place"]) == ("", [], None)
