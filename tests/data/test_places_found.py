"""Places of the demonstrations' plans are those the optimiser finds, asked again as it was then."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from dashboard.access.actor import Actor
from dashboard.coverage import crow
from dashboard.coverage.crow import GOINGS
from dashboard.coverage.regions import CROW
from dashboard.covering.curve import read
from dashboard.covering.day import instants_of
from dashboard.covering.matrices import Going
from dashboard.covering.people import Asking
from dashboard.covering.placing import Wanted, sited
from dashboard.exchange.demonstration import stories_to_tell, tell_stories
from dashboard.journal import Entry, MemoryJournal, Noted, Placed
from dashboard.layers import STAFFING
from dashboard.operations import Library, Reading, Shelf, ShelfPictures
from dashboard.picture import MapObject, roster_at
from dashboard.sizing import need_of
from dashboard.views.plan_places import WORDS
from dashboard.web.covering_api import SAMPLES
from dashboard.web.covering_out import count_said, minutes_said, sited_out
from tests.conftest import at
from tests.data.test_demonstrations import DEMO

MARK = "optimiseur"
"""With it begins the source of what the optimiser found."""


@dataclass(frozen=True)
class Search:
    """A search one of the plans tells of: what was asked beside what its entries say."""

    operation: str
    organisation: str
    about: str
    within_min: float


SEARCHES = (
    Search("g7-biarritz-2019", "SAMU 64A", "marche-24", 5),
    Search("eurovolley-nantes-2019", "SAMU 44", "match-21", 1.5),
)
every_search = pytest.mark.parametrize("search", SEARCHES, ids=lambda one: one.operation)


@pytest.fixture(scope="module")
def library():
    journal = MemoryJournal()
    list(tell_stories(journal, stories_to_tell(journal, DEMO), now=at("18:00")))
    shelf = Shelf(journal)
    return Library(journal, shelf, ShelfPictures(shelf))


@pytest.fixture
def reading(library, search) -> Reading:
    actor = Actor(name="ada", organisation=search.organisation, role="coordinator")
    return library.reading(actor, search.operation)


def told(reading: Reading) -> tuple[Entry, list[Entry]]:
    """Return the entry that tells of the search, and those that adopt what it found."""
    entries = reading.entries()
    (noted,) = (
        entry
        for entry in entries
        if isinstance(entry.fact, Noted)
        and (claim := entry.provenance.get("text")) is not None
        and claim.source.startswith(MARK)
    )
    adopted = [
        entry
        for entry in entries
        if isinstance(entry.fact, Placed)
        and (claim := entry.provenance.get("geometry")) is not None
        and claim.source.startswith(MARK)
    ]
    return noted, adopted


def answer(reading: Reading, search: Search) -> dict:
    """Return what the optimiser answers, knowing what was known when its answer was noted."""
    noted, adopted = told(reading)
    window = adopted[0].fact
    instants = instants_of(window.planned_from, window.planned_to, SAMPLES + 1)[:-1]
    wanted = Wanted(
        aim="most",
        n=len(adopted),
        within_s=60 * search.within_min,
        mode="walk",
        going=Going(),
        objects=candidates(reading, noted),
    )
    inputs = read(reading, instants, Asking(), known_at=noted.recorded_at)
    found = sited(inputs, CROW, wanted, lambda _: None)
    return sited_out(found, inputs.people, None, 0, "fr")


def candidates(reading: Reading, noted: Entry) -> list[MapObject]:
    """Return the objects the search chose among, as they then were."""
    then = reading.picture(noted.occurred_at, known_at=noted.recorded_at).objects
    return [then[name] for name in noted.fact.object_ids]


def search_told(reading: Reading, search: Search, said: dict) -> str:
    """Return what the entry has to tell of the search: question, answer, model."""
    noted, adopted = told(reading)
    among = [one.name for one in candidates(reading, noted)]
    window, zone = adopted[0].fact, reading.operation.zone
    start, end = (one.astimezone(zone) for one in (window.planned_from, window.planned_to))
    asked = (
        f"Demandé à l'optimiseur : {len(adopted)} postes parmi {len(among)} emplacements "
        f"({', '.join(among)}), à pied en {minutes_said(60 * search.within_min, 'fr')}, pour "
        f"atteindre le plus de personnes de {start:%H:%M} à {end:%H:%M} le {start:%d/%m}."
    )
    models = [
        f"Temps ({mode_told(one)}) estimés à vol d'oiseau corrigé : aucune route n'est connue ici."
        for one in said["models"]
    ]
    return " ".join([asked, *said["sentences"], *models])


def mode_told(model: dict) -> str:
    return WORDS[f"places_{model['mode']}"].fr


def place_told(site: dict) -> str:
    """Return what the entry that adopts a place has to tell of it, as the page does."""
    why = ", ".join(
        WORDS["places_why_only"].say("fr", name=one["name"], people=count_said(one["people"], "fr"))
        for one in site["only"]
    )
    return WORDS["places_why_text"].say("fr", number=site["number"], why=why)


def model_told(said: dict) -> str:
    """Return how it was computed, as the provenance has to tell it."""
    goings = [
        f"{mode_told(one)} détour {going.detour:g}, {speeds_told(going)} km/h"
        for one in said["models"]
        if (going := GOINGS[one["mode"]])
    ]
    how = "couverture maximale résolue exactement, temps à vol d'oiseau"
    return f"{MARK} de Vigie : {how} ({' ; '.join(goings).replace('.', ',')})"


def speeds_told(going: crow.Going) -> str:
    return " à ".join(f"{speed:g}" for speed in sorted({going.slow_kmh, going.fast_kmh}))


@every_search
def test_the_places_adopted_are_those_the_optimiser_finds_again(reading, search):
    said = answer(reading, search)
    _, adopted = told(reading)

    new = sorted(
        (one for one in said["sites"] if not one["settled"]), key=lambda one: one["number"]
    )
    assert said["proved"]
    assert [entry.fact.geometry["coordinates"] for entry in adopted] == [
        [site["lon"], site["lat"]] for site in new
    ]
    assert [entry.text for entry in adopted] == [place_told(site) for site in new]


@every_search
def test_the_entry_tells_question_share_proof_and_model_as_they_are(reading, search):
    noted, adopted = told(reading)
    said = answer(reading, search)

    assert {(one["kind"], said["method"]) for one in said["models"]} == {("crow", "exact")}
    assert noted.text == search_told(reading, search, said)
    for entry, key in ((noted, "text"), *((one, "geometry") for one in adopted)):
        assert entry.provenance[key].standing == "computed"
        assert entry.provenance[key].source == model_told(said)


@every_search
def test_the_search_is_one_of_the_plan_before_the_event(reading, search):
    noted, adopted = told(reading)
    event = noted_event(reading, search, noted)

    for entry in (noted, *adopted):
        assert timedelta(0) <= entry.recorded_at - entry.occurred_at <= timedelta(minutes=3)
        assert entry.recorded_at < event.planned_from
    for entry in adopted:
        assert entry.seq > noted.seq
        assert entry.fact.status == "planned"
        window = (entry.fact.planned_from, entry.fact.planned_to)
        assert window == (event.planned_from, event.planned_to)


def noted_event(reading: Reading, search: Search, noted: Entry) -> MapObject:
    """Return the gathering the search is about, as it was planned when it was asked."""
    return reading.picture(noted.occurred_at, known_at=noted.recorded_at).objects[search.about]


@every_search
def test_with_the_posts_staffed_the_plan_has_what_the_rule_asks(reading, search):
    noted, adopted = told(reading)
    begins = noted_event(reading, search, noted).planned_from

    roster = roster_at(reading.reel, begins, STAFFING, None, known_at=begins)
    need = need_of(reading, search.about, begins, begins, begins)

    assert {entry.fact.object_id for entry in adopted} <= {one.place for one in roster.shifts}
    assert need.asked
    assert need.short == ()
