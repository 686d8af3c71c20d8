"""The common operational picture: what the journal says the ground looks like at T."""

from dashboard.picture.capacities import expected_of, holds_of
from dashboard.picture.course import OVER, PLANNED, Course, course_of
from dashboard.picture.difference import Change, Difference, Part, Way, difference, parts
from dashboard.picture.fold import applied, picture_at
from dashboard.picture.foreseen import LATEST, foreseen_at
from dashboard.picture.picture import MapObject, Picture
from dashboard.picture.plan import Departure, Deviation, Foresight, deviations
from dashboard.picture.reel import Line, Reel, Version
from dashboard.picture.roster import Roster, Staffing, roster_at, roster_of
from dashboard.picture.spans import END, Span, spans, turned

__all__ = [
    "END",
    "LATEST",
    "OVER",
    "PLANNED",
    "Change",
    "Course",
    "Departure",
    "Deviation",
    "Difference",
    "Foresight",
    "Line",
    "MapObject",
    "Part",
    "Picture",
    "Reel",
    "Roster",
    "Span",
    "Staffing",
    "Version",
    "Way",
    "applied",
    "course_of",
    "deviations",
    "difference",
    "expected_of",
    "foreseen_at",
    "holds_of",
    "parts",
    "picture_at",
    "roster_at",
    "roster_of",
    "spans",
    "turned",
]
