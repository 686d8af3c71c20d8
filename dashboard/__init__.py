"""Vigie: the journal is the only truth; the map is the journal folded at an instant."""

__version__ = "0.1.0"
