"""Three passes over an extract: what stands at points, the ways anybody takes, the turns forbidden.

Each way is judged as it is read and only its places are kept, in columns; ways drawn alike are
judged once. A way whose points are not all in the extract is kept in the pieces that are.
"""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import osmium
from numpy.typing import NDArray

from dashboard.geo import Box
from dashboard.roads.access import READ, Passage, Standing, passage_of, standing_of
from dashboard.roads.speeds import Tags
from dashboard.territory.extract import CUT, BadExtractError, Extract

TOLD_EVERY = 5_000
WAYS, NODES, RELATIONS = osmium.osm.WAY, osmium.osm.NODE, osmium.osm.RELATION
ROADLESS = frozenset({"motorcar", "motor_vehicle"})
"""Whom a forbidden turn may leave out: then it is none of a car's."""

Counted = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A turn that signs forbid, or the only one they leave.

    Attributes:
        via: The point it is made at.
        coming: The ways one comes from.
        going: The ways it leads to.
        is_only: Whether all others are forbidden.
        is_back: Whether it is a turn back.
    """

    via: int
    coming: frozenset[int]
    going: frozenset[int]
    is_only: bool
    is_back: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Drawn:
    """What an extract draws of its roads, in columns.

    Attributes:
        way: The id of the way of each piece.
        passage: Which of ``passages`` each piece has.
        first: Where its points begin; one more than there are pieces.
        node: The id of each point.
        lon: In ten-millionths of a degree.
        lat: In ten-millionths of a degree.
        passages: How ways are taken: each combination once.
        standing: What stands at points, by their ids.
        cut: The points beyond which the extract goes no further.
        turns: What signs say at points.
        counts: What was passed by, for people to know.
    """

    way: NDArray[np.int64]
    passage: NDArray[np.int32]
    first: NDArray[np.int64]
    node: NDArray[np.int64]
    lon: NDArray[np.int32]
    lat: NDArray[np.int32]
    passages: Sequence[Passage]
    standing: dict[int, Standing]
    cut: frozenset[int]
    turns: Sequence[Turn]
    counts: dict[str, int]


def read(extract: Extract, counted: Counted = lambda _: None) -> Drawn:
    """Return the roads ``extract`` draws.

    Raises:
        BadExtractError: The file breaks off.
    """
    try:
        standing = _standing(extract, counted)
        ways = _Ways(extract.box if extract.is_part else None)
        source = (
            osmium.FileProcessor(str(extract.path))
            .with_locations()
            .with_filter(osmium.filter.EntityFilter(WAYS))
            .with_filter(osmium.filter.KeyFilter("highway", "route"))
        )
        for number, way in enumerate(source):
            ways.take(way)
            if number % TOLD_EVERY == 0:
                counted(number)
        turns, left_out = _turns(extract)
    except RuntimeError as error:
        raise BadExtractError(CUT, path=extract.path, found=extract.size) from error
    return ways.drawn(standing, turns, left_out)


def _standing(extract: Extract, counted: Counted) -> dict[int, Standing]:
    source = osmium.FileProcessor(str(extract.path), NODES).with_filter(
        osmium.filter.KeyFilter("highway", "barrier", "traffic_calming")
    )
    found = {}
    for number, node in enumerate(source):
        standing = standing_of({tag.k: tag.v for tag in node.tags})
        if standing:
            found[node.id] = standing
        if number % TOLD_EVERY == 0:
            counted(0)
    return found


def _turns(extract: Extract) -> tuple[list[Turn], dict[str, int]]:
    """Return what signs say at points; what they say of several ways in a row is counted only."""
    turns, by_way, at_hours = [], 0, 0
    source = osmium.FileProcessor(str(extract.path), RELATIONS).with_filter(
        osmium.filter.TagFilter(("type", "restriction"))
    )
    for relation in source:
        tags = {tag.k: tag.v for tag in relation.tags}
        said = tags.get("restriction:motorcar") or tags.get("restriction")
        if said is None:
            at_hours += "restriction:conditional" in tags
            continue
        if ROADLESS & {word.strip() for word in tags.get("except", "").split(";")}:
            continue
        members: dict[str, list[int]] = {"from": [], "to": [], "via": []}
        for member in relation.members:
            if member.role in members and member.type == ("n" if member.role == "via" else "w"):
                members[member.role].append(member.ref)
            elif member.role == "via":
                by_way += 1
                break
        else:
            if len(members["via"]) == 1 and said.startswith(("no_", "only_")):
                turns.append(
                    Turn(
                        via=members["via"][0],
                        coming=frozenset(members["from"]),
                        going=frozenset(members["to"]),
                        is_only=said.startswith("only_"),
                        is_back="u_turn" in said,
                    )
                )
    return turns, {"turns_by_way": by_way, "turns_at_hours": at_hours}


@dataclass(slots=True)
class _Ways:
    """Takes ways down in columns."""

    box: Box | None
    way: "array[int]" = field(default_factory=lambda: array("q"))
    passage: "array[int]" = field(default_factory=lambda: array("i"))
    first: "array[int]" = field(default_factory=lambda: array("q", [0]))
    node: "array[int]" = field(default_factory=lambda: array("q"))
    lon: "array[int]" = field(default_factory=lambda: array("i"))
    lat: "array[int]" = field(default_factory=lambda: array("i"))
    passages: list[Passage] = field(default_factory=list)
    known: dict[frozenset[tuple[str, str]], int] = field(default_factory=dict)
    cut: set[int] = field(default_factory=set)
    ferries: int = 0

    def take(self, way: "osmium.osm.Way") -> None:
        tags = {tag.k: tag.v for tag in way.tags if tag.k in READ or tag.k == "route"}
        if "highway" not in tags:
            self.ferries += tags["route"] == "ferry"
            return
        number = self._judged(tags)
        if number < 0:
            return
        places = [
            (node.ref, node.location.x, node.location.y) if node.location.valid() else None
            for node in way.nodes
        ]
        if self.box is not None and not self._meets(places):
            return
        self._pieces(way.id, number, places)

    def _pieces(self, way: int, number: int, places: Sequence[tuple[int, int, int] | None]) -> None:
        """Keep the rows of points that are there; where one stops, the extract does."""
        piece: list[tuple[int, int, int]] = []
        for place in [*places, None]:
            if place is not None:
                piece.append(place)
                continue
            if len(piece) > 1:
                for column, values in zip(
                    (self.node, self.lon, self.lat), zip(*piece, strict=True), strict=True
                ):
                    column.extend(values)
                self.way.append(way)
                self.passage.append(number)
                self.first.append(len(self.node))
                if piece[0] != places[0]:
                    self.cut.add(piece[0][0])
                if piece[-1] != places[-1]:
                    self.cut.add(piece[-1][0])
            piece = []

    def _judged(self, tags: Tags) -> int:
        """Return the number of the passage of a way; -1 where nobody takes it."""
        key = frozenset(tags.items())
        number = self.known.get(key)
        if number is None:
            passage = passage_of(tags)
            number = len(self.passages) if passage.is_taken else -1
            if passage.is_taken:
                self.passages.append(passage)
            self.known[key] = number
        return number

    def _meets(self, places: Sequence[tuple[int, int, int] | None]) -> bool:
        west, south, east, north = (side * 1e7 for side in self.box or ())
        return any(
            west <= place[1] <= east and south <= place[2] <= north
            for place in places
            if place is not None
        )

    def drawn(
        self, standing: dict[int, Standing], turns: Sequence[Turn], left_out: dict[str, int]
    ) -> Drawn:
        return Drawn(
            way=np.frombuffer(self.way, np.int64),
            passage=np.frombuffer(self.passage, np.int32),
            first=np.frombuffer(self.first, np.int64),
            node=np.frombuffer(self.node, np.int64),
            lon=np.frombuffer(self.lon, np.int32),
            lat=np.frombuffer(self.lat, np.int32),
            passages=self.passages,
            standing=standing,
            cut=frozenset(self.cut),
            turns=turns,
            counts={"ferries": self.ferries, **left_out},
        )
