"""Alarms: what is watched for, and when it is met; pure, so that an evening can be watched again.

Rules are entries (``rules``). Where teams are is put beside areas (``areas``) with care for what a
receiver cannot know (``sides``), and how they move beside time (``motion``); the watcher says what
holds (``watcher``), the ledger what the journal was told of already (``ledger``).
"""

from dashboard.alarms.areas import Areas
from dashboard.alarms.ledger import AlarmKey, Ledger
from dashboard.alarms.rules import MOST_MINUTES, ZONED, Rule, rules_in_force
from dashboard.alarms.watcher import Alarm, Seen, Team, Watcher

__all__ = [
    "MOST_MINUTES",
    "ZONED",
    "Alarm",
    "AlarmKey",
    "Areas",
    "Ledger",
    "Rule",
    "Seen",
    "Team",
    "Watcher",
    "rules_in_force",
]
