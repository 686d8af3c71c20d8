"""How the ground is drawn: our own styles for vector tiles of the Shortbread schema."""

from dashboard.views.ground.palette import Theme
from dashboard.views.ground.style import joined, plain_style, raster_style, vector_style

__all__ = ["Theme", "joined", "plain_style", "raster_style", "vector_style"]
