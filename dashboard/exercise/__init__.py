"""Exercises: a journal played again as if it happened now, and teams that walk about in it."""

from dashboard.exercise.replay import Due, Replay, replay
from dashboard.exercise.walking import Step, Walk

__all__ = ["Due", "Replay", "Step", "Walk", "replay"]
