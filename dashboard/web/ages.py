"""How long ago something was, in words: what a nurse reads at a glance."""

from datetime import datetime, timedelta

from dashboard.text import Locale, Text

NOW = Text(fr="à l'instant", en="just now")
MINUTES = Text(fr="il y a {n} min", en="{n} min ago")
HOURS = Text(fr="il y a {n} h", en="{n} h ago")
DAYS = Text(fr="il y a {n} jours", en="{n} days ago")

MINUTE, HOUR, DAY = (timedelta(**{unit: 1}) for unit in ("minutes", "hours", "days"))


def age(at: datetime, now: datetime, locale: Locale) -> str:
    """Return how long before ``now`` it was ``at``.

    >>> from dashboard.clock import EPOCH
    >>> age(EPOCH, EPOCH + 90 * MINUTE, "en"), age(EPOCH, EPOCH + 3 * DAY, "fr")
    ('1 h ago', 'il y a 3 jours')
    """
    since = now - at
    if since < MINUTE:
        return NOW.say(locale)
    if since < HOUR:
        return MINUTES.say(locale, n=since // MINUTE)
    if since < 2 * DAY:
        return HOURS.say(locale, n=since // HOUR)
    return DAYS.say(locale, n=since // DAY)
