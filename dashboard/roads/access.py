"""Who may take a way, and which way round, by its tags; who gets past what stands on it.

The rules:
- The narrowest word counts: ``motorcar`` before ``motor_vehicle`` before ``vehicle``, and all
  of them before ``access``.
- Emergency services may take whatever others may, and what is shut by a rule or a key rather than
  by the ground: gates, private and delivery roads, streets for walkers, lanes for buses. They keep
  to one-way streets, but for the lane a bus has against them. They need not turn as signs say.
- What is shut to all (``access=no``, a bollard nobody lowers) stays shut, unless the drawing says
  that emergency services pass (``emergency=yes``).
- Hours of opening and other conditions are not read: a way is judged by its tag without condition.
"""

from dataclasses import dataclass
from enum import IntFlag

from dashboard.roads.speeds import Tags, speed_of

WALK_KMH = 4.8
ON_STEPS = 0.6
"""Of that speed."""

ROADS = frozenset(
    {
        "motorway", "trunk", "primary", "secondary", "tertiary", "motorway_link", "trunk_link",
        "primary_link", "secondary_link", "tertiary_link", "unclassified", "residential",
        "living_street", "service", "road", "track",
    }
)  # fmt: skip
"""What a car may take where nothing is said."""

PATHS = frozenset({"footway", "path", "cycleway", "bridleway", "steps"})
WALKED = (
    (ROADS - {"motorway", "motorway_link", "trunk", "trunk_link"})
    | PATHS
    | frozenset({"pedestrian", "platform", "corridor", "crossing", "busway"})
)
FAST = frozenset({"motorway", "motorway_link"})
THROUGH = frozenset({"motorway", "trunk", "primary", "secondary"})
"""Roads that lead on: where one of these ends, the extract does."""

OPEN = frozenset({"yes", "permissive", "designated", "official", "destination", "customers"})
SHUT = frozenset(
    {
        "no", "private", "agricultural", "forestry", "agricultural;forestry", "military",
        "delivery", "residents", "permit", "employees", "emergency",
    }
)  # fmt: skip
SHUT_BY_A_KEY = SHUT - {"no", "military"}
YES = frozenset({"yes", "designated", "official"})
BOTH_MOTOR = ("motorcar", "motor_vehicle", "vehicle", "access")

READ = frozenset(
    {
        "highway", "access", "vehicle", "motor_vehicle", "motorcar", "foot", "emergency", "oneway",
        "oneway:motor_vehicle", "oneway:motorcar", "oneway:bus", "oneway:psv", "oneway:emergency",
        "busway", "bus", "psv", "junction", "maxspeed", "maxspeed:forward", "maxspeed:backward",
        "maxspeed:type", "zone:maxspeed", "source:maxspeed", "surface", "service", "tracktype",
        "sidewalk", "lit", "area", "tunnel", "motorroad", "sac_scale", "vehicle:forward",
        "vehicle:backward", "motor_vehicle:forward", "motor_vehicle:backward",
    }
)  # fmt: skip
"""The tags of a way anything here depends on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """How a way is taken: km/h along it and against it, 0 where it is not.

    Attributes:
        drive: By the rules of the road.
        emergency: By emergency services.
        walk: On foot.
        is_apart: Whether one leaves it only at its ends: a motorway, a tunnel.
        is_through: Whether it is a road that leads on somewhere.
    """

    drive: tuple[float, float] = (0.0, 0.0)
    emergency: tuple[float, float] = (0.0, 0.0)
    walk: tuple[float, float] = (0.0, 0.0)
    is_apart: bool = False
    is_through: bool = False

    @property
    def is_taken(self) -> bool:
        """Whether anybody takes it at all."""
        return any(self.drive + self.emergency + self.walk)


class Standing(IntFlag):
    """What stands on a way at one point of it."""

    NOTHING = 0
    SIGNAL = 1
    SLOW = 2
    SHUT = 4
    LOCKED = 8
    NO_FOOT = 16


def passage_of(tags: Tags) -> Passage:
    """Return how a way is taken."""
    kind = tags.get("highway", "")
    foot = WALK_KMH * (ON_STEPS if kind == "steps" else 1.0) if _may_walk(tags, kind) else 0.0
    driven = emergency = (0.0, 0.0)
    if kind in ROADS or kind in PATHS or kind in {"pedestrian", "busway"}:
        along, against = speed_of(tags, "forward"), speed_of(tags, "backward")
        may = _may_drive(tags, kind)
        ways = _ways(tags, kind)
        if may and tags.get("area") != "yes":
            driven = (along * ways[0], against * ways[1])
        if may or _may_with_siren(tags, kind):
            ways = ways if may else _ways(tags, kind, narrow=False)
            back = ways[1] or (ways[0] and _bus_against(tags))
            emergency = (
                max(driven[0], along * ways[0]),
                max(driven[1], against * bool(back)),
            )
    return Passage(
        drive=driven,
        emergency=emergency,
        walk=(foot, foot),
        is_apart=kind in FAST or tags.get("motorroad") == "yes" or tags.get("tunnel") == "yes",
        is_through=kind in THROUGH,
    )


def _narrowest(tags: Tags, keys: tuple[str, ...]) -> str | None:
    return next((tags[key] for key in keys if key in tags), None)


def _may_drive(tags: Tags, kind: str) -> bool:
    said = _narrowest(tags, BOTH_MOTOR)
    if tags.get("service") == "emergency_access" and said not in OPEN:
        return False
    if kind in ROADS:
        return said not in SHUT
    # Of a street for walkers or a path, "access" says who walks there, not who drives.
    return _narrowest(tags, BOTH_MOTOR[:3]) in OPEN


def _may_with_siren(tags: Tags, kind: str) -> bool:
    if tags.get("emergency") in YES:
        return True
    if tags.get("emergency") == "no" or kind in PATHS:
        return False
    access = tags.get("access")
    if access in {"no", "military"}:
        return tags.get("bus") in YES or tags.get("psv") in YES
    # "No" to vehicles is a rule of traffic: the ground is there all the same.
    return access is None or access in OPEN or access in SHUT_BY_A_KEY


def _ways(tags: Tags, kind: str, *, narrow: bool = True) -> tuple[bool, bool]:
    """Tell whether a way is taken along and against its drawing."""
    said = _narrowest(tags, ("oneway:motorcar", "oneway:motor_vehicle", "oneway"))
    if said is None and (tags.get("junction") in {"roundabout", "circular"} or kind in FAST):
        said = "yes"
    along, against = {
        "yes": (True, False),
        "true": (True, False),
        "1": (True, False),
        "-1": (False, True),
        "reverse": (False, True),
        "reversible": (False, False),
    }.get(said or "no", (True, True))
    if narrow:
        along = along and not _shut(tags, "forward")
        against = against and not _shut(tags, "backward")
    return along, against


def _shut(tags: Tags, way: str) -> bool:
    return _narrowest(tags, (f"motor_vehicle:{way}", f"vehicle:{way}")) in SHUT


def _bus_against(tags: Tags) -> bool:
    against = {tags.get("oneway:bus"), tags.get("oneway:psv"), tags.get("oneway:emergency")}
    return "no" in against or tags.get("busway", "").startswith("opposite")


def _may_walk(tags: Tags, kind: str) -> bool:
    foot = tags.get("foot")
    if foot in OPEN:
        return kind in (WALKED | ROADS) - FAST
    if foot in SHUT or foot == "use_sidepath":
        return False
    if kind not in WALKED or tags.get("motorroad") == "yes":
        return False
    if kind == "busway" or tags.get("sac_scale", "").endswith("alpine_hiking"):
        return False
    return tags.get("access") not in SHUT


GATES = frozenset(
    {"gate", "lift_gate", "swing_gate", "sliding_gate", "hampshire_gate", "sliding_beam", "chain"}
)
POSTS = frozenset(
    {
        "bollard", "block", "jersey_barrier", "log", "debris", "planter", "cycle_barrier",
        "motorcycle_barrier", "kissing_gate", "wicket_gate", "stile", "turnstile",
        "full-height_turnstile", "tank_trap",
    }
)  # fmt: skip
WALLS = frozenset({"fence", "wall", "hedge", "ditch", "retaining_wall", "guard_rail"})
LOWERED = frozenset({"removable", "rising", "foldable", "flexible"})
SLOWED = frozenset({"stop", "give_way", "crossing", "mini_roundabout"})


def standing_of(tags: Tags) -> Standing:
    """Return what stands at a point.

    >>> standing_of({"barrier": "bollard"})
    <Standing.SHUT|LOCKED: 12>
    >>> standing_of({"highway": "crossing", "crossing": "traffic_signals"})
    <Standing.SIGNAL: 1>
    """
    found = Standing.NOTHING
    place = tags.get("highway")
    if place == "traffic_signals" or (
        place == "crossing" and tags.get("crossing") == "traffic_signals"
    ):
        found |= Standing.SIGNAL
    elif place in SLOWED or tags.get("traffic_calming", "no") != "no":
        found |= Standing.SLOW
    return found | _barrier(tags)


def _barrier(tags: Tags) -> Standing:
    kind = tags.get("barrier", "")
    said = _narrowest(tags, BOTH_MOTOR)
    foot = tags.get("foot")
    stopped = Standing.NOTHING
    if kind in WALLS or (kind in GATES and (foot or tags.get("access")) in {"no", "private"}):
        stopped |= Standing.NO_FOOT if foot not in OPEN else Standing.NOTHING
    if kind in GATES:
        if said in SHUT or (said not in OPEN and tags.get("locked") == "yes"):
            stopped |= Standing.SHUT
    elif kind in POSTS | WALLS and _narrowest(tags, BOTH_MOTOR[:3]) not in OPEN:
        stopped |= Standing.SHUT
        lowered = tags.get("bollard") in LOWERED or tags.get("emergency") in YES
        stopped |= Standing.NOTHING if lowered else Standing.LOCKED
    return stopped
