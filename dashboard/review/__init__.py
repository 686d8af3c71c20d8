"""After action: what happened, told with the words and the values of its own time."""

from dashboard.review.sentences import sentence
from dashboard.review.words import (
    CATEGORIES,
    MEANS,
    PRIORITIES,
    RELIABILITIES,
    SOURCES,
    STANDINGS,
)

__all__ = [
    "CATEGORIES",
    "MEANS",
    "PRIORITIES",
    "RELIABILITIES",
    "SOURCES",
    "STANDINGS",
    "sentence",
]
