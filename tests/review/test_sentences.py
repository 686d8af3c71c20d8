"""Each entry is told in one sentence, with the values of its own time, in both languages."""

from datetime import UTC, datetime, timedelta, timezone
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.journal import (
    Changed,
    Draft,
    Entry,
    Foreign,
    MemoryJournal,
    Moved,
    Noted,
    Opened,
    Placed,
    Planned,
    Struck,
    Transitioned,
    Withdrawn,
)
from dashboard.journal.entry import Category, Means, Priority, Reliability, Standing
from dashboard.picture import Line, MapObject, Reel
from dashboard.review import (
    CATEGORIES,
    MEANS,
    PRIORITIES,
    RELIABILITIES,
    SOURCES,
    STANDINGS,
    sentence,
)
from dashboard.text import LOCALES
from tests.conftest import OPENED, at
from tests.picture.test_every_fold import told
from tests.stories import evenings, points

PARIS = ZoneInfo("Europe/Paris")
POST = Placed(object_id="pma1", kind="medical_post", status="active", values={"name": "Nord"})
TEAM = Placed(object_id="smur1", kind="team", status="available", values={"name": "SMUR 1"})
POINT = {"type": "Point", "coordinates": [1.05, 49.43]}
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}


@pytest.fixture
def last(journal, record):
    """Say something in both languages: ``last("18:05", Placed(...))``."""

    def _last(occurred, fact, **said):
        record(occurred, fact, **said)
        reel = Reel()
        reel.extend(journal.entries("demo"))
        return tuple(sentence(reel.lines[-1], locale, PARIS) for locale in LOCALES)

    return _last


def test_an_object_in_place_is_told_with_its_status_in_words(last):
    assert last("18:05", POST) == ("PMA Nord : en place", "Medical post Nord: active")


def test_a_planned_window_is_told_in_the_time_of_the_operation(last):
    post = Placed(
        object_id="pma1",
        kind="medical_post",
        status="planned",
        values={"name": "Nord"},
        planned_from=at("19:00"),
        planned_to=at("21:30"),
    )

    assert last("18:05", post) == (
        "PMA Nord : prévu de 21:00 à 23:30",
        "Medical post Nord: planned from 21:00 to 23:30",
    )


@pytest.mark.parametrize(
    ("start", "end", "french", "english"),
    [
        (1, 3.5, " de 21:00 à 23:30", " from 21:00 to 23:30"),
        (3, 5, " du 21/06 à 23:00 au 22/06 à 01:00", " from 21 Jun 23:00 to 22 Jun 01:00"),
        (12, 14, " le 22/06 de 08:00 à 10:00", " on 22 Jun from 08:00 to 10:00"),
        (1, None, " à partir de 21:00", " from 21:00"),
        (30, None, " à partir du 23/06 à 02:00", " from 23 Jun 02:00"),
        (None, 2, " jusqu'à 22:00", " until 22:00"),
        (None, 30, " jusqu'au 23/06 à 02:00", " until 23 Jun 02:00"),
    ],
)
def test_a_window_has_its_date_when_it_is_not_today(last, start, end, french, english):
    start, end = (h if h is None else OPENED + timedelta(hours=h) for h in (start, end))
    last("18:05", POST)

    said = last("18:06", Planned(object_id="pma1", planned_from=start, planned_to=end))

    assert said == (
        f"PMA Nord : créneau prévu{french}",
        f"Medical post Nord: planned window{english}",
    )


def test_a_window_taken_back_is_told(last):
    last("18:05", POST)

    assert last("18:06", Planned(object_id="pma1"))[0] == "PMA Nord : plus de créneau prévu"


def test_a_move_and_a_new_outline_are_told_apart(last):
    last("18:05", POST)

    assert (
        last("18:06", Moved(object_id="pma1", geometry=POINT))[0] == "PMA Nord : nouvelle position"
    )
    assert last("18:07", Moved(object_id="pma1", geometry=SQUARE)) == (
        "PMA Nord : nouveau tracé",
        "Medical post Nord: new outline",
    )


def test_changes_are_told_with_labels_units_choices_and_sources(last):
    crowd = Placed(object_id="f", kind="gathering", status="active", values={"name": "Marche"})
    last("18:05", crowd)

    said = last(
        "18:06",
        Changed(
            object_id="f",
            values={
                "crowd@police": 9000,
                "crowd@organisers": 15000,
                "crowd@radio locale": 12000,
                "mood": "calm",
                "declared": True,
                "drapeaux": "verts",
                "cover": None,
            },
        ),
    )

    assert said == (
        (
            "Rassemblement « Marche » : effectif estimé 9\u202f000 (police) ; "
            "effectif estimé 15\u202f000 (organisateurs) ; "
            "effectif estimé 12\u202f000 (radio locale) ; climat calme ; "
            "déclaré en préfecture oui ; drapeaux verts ; "
            "dispositif prévisionnel de secours non renseigné"
        ),
        (
            "Gathering “Marche”: estimated crowd 9,000 (police); "
            "estimated crowd 15,000 (organisers); "
            "estimated crowd 12,000 (radio locale); mood calm; "
            "declared to the prefecture yes; drapeaux verts; planned first-aid cover not given"
        ),
    )


def test_a_measure_is_told_with_its_unit_and_a_decimal_comma_in_french(last):
    last("18:05", Placed(object_id="z", kind="zone", status="active", values={"name": "Panache"}))

    said = last("18:06", Changed(object_id="z", values={"length_km": 22.5, "bearing_deg": 40}))

    assert said == (
        "Zone « Panache » : longueur 22,5\u00a0km ; axe 40°",
        "Zone “Panache”: length 22.5\u00a0km; axis 40°",
    )


def test_a_time_is_told_in_the_zone_of_the_operation_with_its_date_if_another_day(last):
    last("18:05", Placed(object_id="c", kind="command_post", status="active"))

    said = last(
        "18:06",
        Changed(
            object_id="c",
            values={
                "activated_at": "2026-06-21T17:45:00Z",
                "activated_at@samu": "2026-06-20T17:45:00Z",
                "activated_at@x": "tôt",
                "activated_at@y": "0001-01-01T00:00:00+10:00",
            },
        ),
    )

    assert said[0] == (
        "C : heure d'activation 19:45 ; heure d'activation 20/06 à 19:45 (SAMU) ; "
        "heure d'activation tôt (x) ; heure d'activation 0001-01-01T00:00:00+10:00 (y)"
    )


def test_changing_nothing_says_so(last):
    last("18:05", POST)

    assert last("18:06", Changed(object_id="pma1", values={}))[1].endswith("no value changed")


def test_a_verb_is_told_with_its_own_sentence(last):
    last("18:05", TEAM)

    said = last("18:06", Transitioned(object_id="smur1", verb="depart", status="en_route"))

    assert said == ("SMUR 1 : partie", "SMUR 1: en route")


@pytest.mark.parametrize(
    ("verb", "status", "french"),
    [
        ("teleport", "on_scene", "SMUR 1 : sur les lieux (« teleport »)"),
        ("depart", "on_scene", "SMUR 1 : sur les lieux (« depart »)"),
        ("depart", "en orbite", "SMUR 1 : « en orbite » (« depart »)"),
    ],
)
def test_a_verb_of_another_house_is_told_with_the_status_it_led_to(last, verb, status, french):
    last("18:05", TEAM)

    assert last("18:06", Transitioned(object_id="smur1", verb=verb, status=status))[0] == french


def test_an_object_that_left_is_named_as_it_was(last):
    last("18:05", POST)

    assert last("18:06", Withdrawn(object_id="pma1")) == (
        "PMA Nord n'est plus sur la carte",
        "Medical post Nord is no longer on the map",
    )


def test_news_of_an_object_that_is_not_there_names_it(last):
    assert last("18:06", Moved(object_id="smur9", geometry=POINT)) == (
        "Objet « smur9 » (absent de la carte) : nouvelle position",
        "Object “smur9” (not on the map): new position",
    )


def test_a_kind_we_do_not_know_is_told_all_the_same(last):
    drone = Placed(object_id="d", kind="drone", status="airborne", values={"name": "Vigie 1"})

    assert last("18:05", drone)[0] == "Objet « Vigie 1 » : « airborne »"


def test_a_note_is_its_own_text_and_other_texts_follow_the_sentence(last):
    last("18:05", POST)

    assert last("18:06", Noted(), text="Vent forcissant.") == ("Vent forcissant.",) * 2
    assert last("18:07", Noted()) == ("Note sans texte", "Note without text")
    assert last("18:08", Withdrawn(object_id="pma1"), text="Repli sur la mairie.")[0] == (
        "PMA Nord n'est plus sur la carte. Repli sur la mairie."
    )


def test_a_correction_names_the_entry_it_replaces(last):
    last("18:05", POST)

    said = last("18:09", POST, corrects=2, text="À Anglet.")

    assert said == (
        "Rectifie l'entrée n° 2 : PMA Nord : en place. À Anglet.",
        "Corrects entry no. 2: Medical post Nord: active. À Anglet.",
    )


def test_a_strike_gives_its_reason(last):
    last("18:05", POST)

    assert last("18:06", Struck(seq=2, reason="doublon ")) == (
        "Entrée n° 2 biffée : doublon",
        "Entry no. 2 struck out: doublon",
    )


def test_a_strike_without_reason_says_that(last):
    last("18:05", POST)

    assert last("18:06", Struck(seq=2, reason=" "))[0] == "Entrée n° 2 biffée, sans motif"


def test_a_fact_we_do_not_know_is_named(last):
    assert last("18:05", Foreign(name="DroneLaunched", body={"battery": 81}))[0] == (
        "Fait « DroneLaunched », inconnu de cette version, conservé tel quel"
    )


def test_the_opening_says_when_it_is_an_exercise(clock):
    journal = MemoryJournal(clock)
    fact = Opened(name="G7", starts_at=OPENED, ends_at=OPENED, exercise=True)
    draft = Draft(author="ada", organisation="SAMU", occurred_at=OPENED, fact=fact)
    reel = Reel()
    reel.extend([journal.append("g7", draft)])

    assert sentence(reel.lines[0], "fr", PARIS) == "Ouverture de l'opération « G7 » (exercice)"


def test_an_entry_keeps_the_name_its_object_had_then(journal, record):
    record("18:05", POST)
    record("18:10", Transitioned(object_id="pma1", verb="close", status="closed"))
    record("18:20", Changed(object_id="pma1", values={"name": "Sud"}))
    reel = Reel()
    reel.extend(journal.entries("demo"))

    said = [sentence(line, "fr", PARIS) for line in reel.lines]

    assert said[2:] == ["PMA Nord levé", "PMA Sud : nom Sud"]


def test_what_people_write_is_never_read_as_a_template(last):
    odd = "{name.__class__} {0} {"
    post = Placed(object_id="x", kind="medical_post", status="{status}", values={"name": odd})

    assert last("18:05", post, text=odd) == (
        f"PMA {odd} : « {{status}} ». {odd}",
        f"Medical post {odd}: “{{status}}”. {odd}",
    )
    assert odd in last("18:06", Struck(seq=2, reason=odd))[0]
    assert odd in last("18:07", Foreign(name=odd, body={}))[0]
    assert odd in last("18:08", Transitioned(object_id="x", verb=odd, status="active"))[0]
    assert odd in last("18:09", Changed(object_id="x", values={odd: odd}))[0]


def test_a_window_at_the_end_of_time_is_told(last):
    last("18:05", POST)
    end = datetime.max.replace(tzinfo=timezone(timedelta(hours=-9)))

    assert "31/12" in last("18:06", Planned(object_id="pma1", planned_to=end))[0]


odd_values = st.dictionaries(
    st.text(max_size=8) | st.sampled_from(["name", "present_absolute", "name@x", "locale", "self"]),
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    max_size=4,
)
odd_facts = st.one_of(
    st.builds(
        Placed,
        object_id=st.text(max_size=3),
        kind=st.sampled_from(["medical_post", "team", "unknown", "drone", "", "{"]),
        status=st.sampled_from(["active", "planned", "", "{0}"]),
        values=odd_values,
        planned_from=st.none() | st.datetimes(timezones=st.just(UTC)),
        planned_to=st.none() | st.datetimes(timezones=st.just(UTC)),
    ),
    st.builds(Changed, object_id=st.text(max_size=3), values=odd_values),
    st.builds(Transitioned, object_id=st.text(max_size=3), verb=st.text(), status=st.text()),
    st.builds(Moved, object_id=st.text(max_size=3), geometry=points | st.just({})),
    st.builds(Struck, seq=st.integers(), reason=st.text()),
    st.builds(Noted),
    st.builds(Foreign, name=st.text(), body=st.just({})),
)


abouts = st.none() | st.builds(
    MapObject,
    object_id=st.text(max_size=3),
    kind=st.sampled_from(["medical_post", "team", "drone", ""]),
    status=st.text(max_size=8),
    geometry=st.none(),
    values=odd_values,
    planned_from=st.none(),
    planned_to=st.none(),
    since=st.just(OPENED),
    seq=st.just(2),
)


@given(odd_facts, abouts, st.text(max_size=20), st.none() | st.integers())
def test_nothing_anybody_sends_goes_untold(fact, about, text, corrects):
    draft = Draft(
        author="a", organisation="o", occurred_at=OPENED, fact=fact, text=text, corrects=corrects
    )
    entry = Entry(
        operation="demo",
        seq=3,
        recorded_at=OPENED,
        content="",
        nonce=b"",
        digest=b"",
        previous=b"",
        seal=b"",
        **{name: getattr(draft, name) for name in Draft.__dataclass_fields__},
    )

    for locale in LOCALES:
        assert sentence(Line(entry=entry, about=about), locale, PARIS).strip()


@given(evenings())
def test_every_evening_is_told_whole_in_both_languages(steps):
    reel = Reel()
    reel.extend(told(steps))

    for line in reel.lines:
        for locale in LOCALES:
            assert sentence(line, locale, PARIS).strip()


def test_lists_have_a_word_for_each_of_their_values():
    for words, values in (
        (CATEGORIES, Category),
        (PRIORITIES, Priority),
        (RELIABILITIES, Reliability),
        (MEANS, Means),
        (STANDINGS, Standing),
    ):
        assert set(words) == set(get_args(values))
    assert all("@" not in source for source in SOURCES)
