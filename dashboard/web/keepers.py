"""What is done to tracks by itself: sealed, erased once kept long enough, watched for alarms."""

from dashboard.desk import Desk
from dashboard.operations.erasing import Erasing
from dashboard.operations.following import Following
from dashboard.operations.sealing import Sealing
from dashboard.operations.watching import Watching
from dashboard.web.housekeeping import Housekeeping, every, woken

SEALED_EVERY_S = 60.0
WATCHED_EVERY_S = 1.0, 5.0
"""At least, however much comes, and at most, where nothing does."""


def keep_tracks(desk: Desk, following: Following, housekeeping: Housekeeping) -> Erasing:
    """Let tracks be sealed, erased and watched where this process leads."""
    kept = (desk.journal, desk.library, desk.tracks, following)
    erasing = Erasing(*kept, desk.clock)
    watching = Watching(*kept, desk.bell, desk.clock)
    housekeeping.add("sealing", every(SEALED_EVERY_S, Sealing(*kept, desk.clock).turn))
    housekeeping.add("erasing", every(SEALED_EVERY_S, erasing.turn))
    bells = [desk.bell, desk.beacon]
    housekeeping.add("watching", woken(*WATCHED_EVERY_S, bells, watching.turn))
    return erasing
