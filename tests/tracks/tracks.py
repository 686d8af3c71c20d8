"""Tracks of any shape, for the properties of what keeps and packs them."""

from hypothesis import strategies as st

from dashboard.tracks.track import DOUBT_NUMBERS, LARGEST, NO_ALTITUDE, UNKNOWN, track_of

STARTS_MS = 1_566_637_200_000
HOUR_MS = 3_600_000


def rows(*, longest_ms=HOUR_MS - 1):
    """Return the numbers of a fix at most ``longest_ms`` after the start."""
    told = st.integers(UNKNOWN, LARGEST)
    return st.tuples(
        st.integers(0, longest_ms).map(lambda after: STARTS_MS + after),
        st.integers(STARTS_MS // 1000 - 10**6, STARTS_MS // 1000 + 10**8),
        st.integers(-1_800_000_000, 1_800_000_000),
        st.integers(-900_000_000, 900_000_000),
        told,
        told,
        told,
        st.integers(NO_ALTITUDE, LARGEST),
        st.integers(UNKNOWN, 100),
        st.sampled_from(list(DOUBT_NUMBERS.values())),
    )


def tracks(**how):
    """Return tracks of up to forty fixes within an hour."""
    return st.lists(rows(**how), min_size=1, max_size=40).map(track_of)
