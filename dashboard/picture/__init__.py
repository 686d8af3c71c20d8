"""The common operational picture: what the journal says the ground looks like at T."""

from dashboard.picture.fold import applied, picture_at
from dashboard.picture.picture import MapObject, Picture
from dashboard.picture.reel import Line, Reel, Version
from dashboard.picture.spans import END, Span, spans, turned

__all__ = [
    "END",
    "Line",
    "MapObject",
    "Picture",
    "Reel",
    "Span",
    "Version",
    "applied",
    "picture_at",
    "spans",
    "turned",
]
