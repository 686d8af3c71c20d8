"""Where devices have been: fixes in bulk, beside the journal and sealed into it by the hour."""

from dashboard.tracks.fix import DOUBTS, Doubt, Fix, Kept
from dashboard.tracks.judging import judge

__all__ = ["DOUBTS", "Doubt", "Fix", "Kept", "judge"]
