"""What a file becomes: shown before it is recorded, then recorded whole, with the file.

The file itself is attached to the operation by the same lot that places what was made of it, so
that the original is kept, and by its digest every object says what it came from.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import shapely
from shapely.geometry import mapping, shape

from dashboard.desk import Desk
from dashboard.documents import document_of
from dashboard.journal import Attached, Draft, Entry, Fact, Placed, Told, Value
from dashboard.operations import Reading, doubts_of, record_lot
from dashboard.surveys import UnreadableSurveyError
from dashboard.surveys.making import Harvest, harvest
from dashboard.surveys.plans import Control, placed_by
from dashboard.surveys.recipe import Recipe
from dashboard.text import Locale, Text
from dashboard.web.bringing import DRAWN, SHOWN_LEFT_OUT, Brought
from dashboard.web.jobs import Progress
from dashboard.web.reader import Reader

MAKING = Text(fr="Préparation des objets…", en="Preparing the objects…")
RECORDING = Text(
    fr="Enregistrement de {count} entrées, toutes ensemble…",
    en="Recording {count} entries, all together…",
)
NOTHING_MADE = Text(
    fr="Rien à enregistrer : tout est laissé de côté.",
    en="Nothing to record: everything is left out.",
)
SHOWN_ROWS = 8
SHOWN_VALUES = 6
METRE = 1e-5
"""In degrees, about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What is said of all that is recorded: by whom, when it was so, for whom."""

    author: Reader
    occurred_at: datetime
    audience: tuple[str, ...] | None = None
    embargo_until: datetime | None = None

    def draft(self, fact: Fact, origin: str = "") -> Draft:
        """Return a draft of ``fact``."""
        return Draft(
            author=self.author.name,
            organisation=self.author.organisation,
            occurred_at=self.occurred_at,
            fact=fact,
            category="logistics",
            means="automatic" if origin else "",
            origin=origin,
            audience=self.audience,
            embargo_until=self.embargo_until,
        )


def prepared(brought: Brought, recipe: Recipe, key: str, told: Told) -> Harvest:
    """Return what a file becomes; the ids of its objects are those of ``key`` and no other."""
    mark = f"import-{hashlib.sha256(key.encode()).hexdigest()[:10]}"
    return harvest(brought.read(), recipe, DRAWN, mark, told)


def previewed(
    desk: Desk,
    reading: Reading,
    harvested: Harvest,
    saying: Saying,
    locale: Locale,
) -> dict[str, Any]:
    """Return what is told of a harvest before it is recorded."""
    drafts = [saying.draft(making.placed) for making in harvested.makings]
    found = doubts_of(desk, reading, drafts)
    return {
        "made": len(harvested.makings),
        "kinds": [
            {"kind": kind, "label": DRAWN[kind].label.say(locale), "count": count}
            for kind, count in harvested.counts().items()
        ],
        "rows": [
            {
                "number": making.number,
                "kind": DRAWN[making.placed.kind].label.say(locale),
                "values": _labelled(making.placed, locale),
            }
            for making in harvested.makings[:SHOWN_ROWS]
        ],
        "left_out": left_out(harvested, locale)[:SHOWN_LEFT_OUT],
        "left_out_count": len(harvested.left_out),
        "misfits": [
            {"property": name, "count": count, "example": example}
            for name, (count, example) in harvested.misfits.items()
        ],
        "mended": sum(making.mended for making in harvested.makings),
        "centred": sum(making.centred for making in harvested.makings),
        "doubts": [
            {"code": code, "sentence": doubted.doubt.say(locale), "count": doubted.count}
            for code, doubted in found.items()
        ],
    }


def _labelled(placed: Placed, locale: Locale) -> dict[str, Value]:
    """Return the first values of an object, each under the name people read."""
    fields = DRAWN[placed.kind].fields
    return {
        fields[key].label.say(locale) if key in fields else key: value
        for key, value in list(placed.values.items())[:SHOWN_VALUES]
    }


def left_out(harvested: Harvest, locale: Locale) -> list[dict[str, object]]:
    """Return what a harvest left out, and why."""
    return [
        {"number": one.number, "name": one.name, "why": one.why.say(locale)}
        for one in harvested.left_out
    ]


def record_brought(  # noqa: PLR0913  all but four by name
    desk: Desk,
    brought: Brought,
    placed: list[Placed],
    saying: Saying,
    *,
    key: str,
    confirmed: list[str],
    progress: Progress,
) -> list[Entry]:
    """Keep the file, then record that it was attached and what it became: all of it, or nothing.

    Kept before, so that no entry ever names a content that is not there.

    Raises:
        RefusedError: It may not be recorded; nothing was.
    """
    if not placed:
        raise UnreadableSurveyError(NOTHING_MADE)
    document = document_of(brought.content, brought.media_type)
    attached = Attached(
        sha256=document.sha256,
        name=brought.name,
        media_type=document.media_type,
        size=document.size,
    )
    origin = f"{brought.name[:150]} ({document.sha256[:12]})"
    drafts = [saying.draft(attached), *(saying.draft(one, origin) for one in placed)]
    progress.tell(0.4, RECORDING, count=len(drafts))
    desk.documents.keep(brought.content, document.media_type)
    return record_lot(
        desk,
        saying.author.actor,
        brought.operation,
        drafts,
        key=f"import:{key}",
        confirmed=confirmed,
        told=progress.part(0.4, 1.0),
    )


def as_reference(brought: Brought, key: str, *, name: str, credit: str, colour: str) -> Placed:
    """Return the reference layer a file becomes: one object, whose place is the box around it."""
    survey = brought.read()
    if not survey.features:
        raise UnreadableSurveyError(NOTHING_MADE)
    around = shapely.total_bounds([shape(feature.geometry) for feature in survey.features])
    west, south, east, north = map(float, around)
    # A metre more: a box around a single point is no area.
    box = shapely.box(west - METRE, south - METRE, east + METRE, north + METRE)
    answers: dict[str, Value] = {k: v for k, v in brought.answers.items() if k in KEPT_ANSWERS}
    values: dict[str, Value] = {
        "name": name or survey.title or brought.name,
        "credit": credit,
        "colour": colour,
        "format": survey.format.en,
        "sha256": brought.digest,
    }
    return Placed(
        object_id=_object_id("reference", key),
        kind="reference",
        status="active",
        geometry=mapping(box),
        values={k: v for k, v in (values | answers).items() if v != ""},
    )


def as_plan(
    brought: Brought, key: str, controls: list[Control], *, name: str, credit: str
) -> Placed:
    """Return the site plan a file becomes: one object, whose place is its four corners.

    Raises:
        ControlPointsError: The points do not place it.
        UnreadableSurveyError: It is no plan.
    """
    placing = placed_by(controls, brought.plan())
    ring = [list(corner) for corner in (*placing.corners, placing.corners[0])]
    values: dict[str, Value] = {
        "name": name or brought.name,
        "credit": credit,
        "page": brought.page,
        "residual_m": round(placing.residual_m, 2),
        "sha256": brought.digest,
    }
    return Placed(
        object_id=_object_id("plan", key),
        kind="site_plan",
        status="active",
        geometry={"type": "Polygon", "coordinates": [ring]},
        values={k: v for k, v in values.items() if v != ""},
    )


KEPT_ANSWERS = ("crs", "swap", "layer")
"""What has to be answered again when the file is read again."""


def _object_id(what: str, key: str) -> str:
    return f"{what}-{hashlib.sha256(key.encode()).hexdigest()[:10]}"
