"""What became of what feeds received, in tables beside the tracks."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection, Engine, bindparam, delete, insert, select, text
from sqlalchemy.orm import aliased

from dashboard.storage.columns import Instant, Name
from dashboard.storage.engine import overwrite_log, reading, snapshot, writing
from dashboard.storage.track_tables import FeedDayRow, FeedReasonRow, RefusedRow
from dashboard.text import Text
from dashboard.tracks import FeedDay, Heard, Reason, Reasons, Refused
from dashboard.tracks.reception import MOST_REFUSED, bounded, day_of

FIRST_DAY = date(1970, 1, 1).toordinal()

ADDED = text(
    """
    INSERT INTO feed_day (
        organisation, feed, day, messages, fixes, repeated, doubted, refused, last_at
    ) VALUES (
        :organisation, :feed, :day, :messages, :fixes, :repeated, :doubted, :refused, :last_at
    ) ON CONFLICT (organisation, feed, day) DO UPDATE SET
        messages = feed_day.messages + excluded.messages,
        fixes = feed_day.fixes + excluded.fixes,
        repeated = feed_day.repeated + excluded.repeated,
        doubted = feed_day.doubted + excluded.doubted,
        refused = feed_day.refused + excluded.refused,
        last_at = CASE WHEN excluded.last_at > feed_day.last_at
            THEN excluded.last_at ELSE feed_day.last_at END
    """
).bindparams(
    bindparam("organisation", type_=Name()),
    bindparam("feed", type_=Name()),
    bindparam("last_at", type_=Instant()),
)
"""Both stores understand these words; SQLAlchemy spells them apart for each."""

REASONED = text(
    """
    INSERT INTO feed_reason (organisation, feed, day, kind, reason, fr, en, times)
    VALUES (:organisation, :feed, :day, :kind, :reason, :fr, :en, :times)
    ON CONFLICT (organisation, feed, day, kind, reason) DO UPDATE SET
        times = feed_reason.times + excluded.times
    """
).bindparams(
    *(
        bindparam(name, type_=Name())
        for name in ("organisation", "feed", "kind", "reason", "fr", "en")
    )
)

OF_FEED = (
    RefusedRow.organisation == bindparam("organisation"),
    RefusedRow.feed == bindparam("feed"),
)
_Other = aliased(RefusedRow)
TRIMMED = delete(RefusedRow).where(
    *OF_FEED,
    RefusedRow.id
    <= select(_Other.id)
    .where(_Other.organisation == bindparam("organisation"), _Other.feed == bindparam("feed"))
    .order_by(_Other.id.desc())
    .offset(MOST_REFUSED)
    .limit(1)
    .scalar_subquery(),
)
LAST = (
    select(RefusedRow.received_at, RefusedRow.fr, RefusedRow.en, RefusedRow.original)
    .where(*OF_FEED)
    .order_by(RefusedRow.id.desc())
    .limit(bindparam("most"))
)


class SqlReception:
    """What feeds received, kept by SQLite or PostgreSQL. Safe to share.

    Args:
        engine: That of the tracks (``tracks_engine``).
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def note(
        self,
        organisation: str,
        feed: str,
        at: datetime,
        heard: Heard,
        refused: Sequence[Refused] = (),
        reasons: Reasons | None = None,
    ) -> None:
        """Add what came by a feed at ``at``, and keep the refused as they came.

        Raises:
            StoreUnreachableError: The store did not answer; nothing was added.
        """
        counted = {
            "messages": heard.messages,
            "fixes": heard.fixes,
            "repeated": heard.repeated,
            "doubted": heard.doubted,
            "refused": heard.refused,
        }
        of_feed = {"organisation": organisation, "feed": feed}
        day = day_of(at).toordinal() - FIRST_DAY
        with writing(self._engine) as connection:
            connection.execute(ADDED, {**of_feed, **counted, "day": day, "last_at": at})
            if reasons:
                of_day = {**of_feed, "day": day}
                connection.execute(REASONED, [of_day | told for told in _told(reasons)])
            if refused:
                _keep(connection, of_feed, refused[-MOST_REFUSED:])

    def days(self, organisation: str) -> list[FeedDay]:
        """Return what the feeds of an organisation received, the last day first."""
        row = FeedDayRow
        asked = (
            select(row).where(row.organisation == organisation).order_by(row.day.desc(), row.feed)
        )
        with snapshot(self._engine) as connection:
            reasons = _reasons(connection, organisation)
            return [
                FeedDay(
                    feed=day.feed,
                    reasons=reasons.get((day.feed, day.day), {}),
                    day=date.fromordinal(FIRST_DAY + day.day),
                    heard=Heard(
                        messages=day.messages,
                        fixes=day.fixes,
                        repeated=day.repeated,
                        doubted=day.doubted,
                        refused=day.refused,
                    ),
                    last_at=day.last_at,
                )
                for day in connection.execute(asked)
            ]

    def refused(self, organisation: str, feed: str, limit: int = MOST_REFUSED) -> list[Refused]:
        """Return what was refused of a feed, the last first."""
        asked = {"organisation": organisation, "feed": feed, "most": limit}
        with reading(self._engine) as connection:
            return [
                Refused(
                    received_at=row.received_at,
                    why=Text(fr=row.fr, en=row.en),
                    original=row.original,
                )
                for row in connection.execute(LAST, asked)
            ]

    def forget_refused(self, organisation: str) -> int:
        """Erase the refused messages of an organisation; return how many.

        Raises:
            StoreUnreachableError: The store did not answer; take nothing as erased, and repeat.
        """
        going = delete(RefusedRow).where(RefusedRow.organisation == organisation)
        with writing(self._engine) as connection:
            gone = connection.execute(going.returning(RefusedRow.id)).all()
        overwrite_log(self._engine)
        return len(gone)


def _told(reasons: Reasons) -> list[dict[str, object]]:
    # In one order everywhere: two that count at once never wait for each other.
    told = [
        {
            "kind": reason.kind,
            "reason": hashlib.sha256(reason.why.en.encode()).hexdigest(),
            "fr": reason.why.fr,
            "en": reason.why.en,
            "times": times,
        }
        for reason, times in reasons.items()
    ]
    return sorted(told, key=lambda each: (str(each["kind"]), str(each["reason"])))


def _reasons(connection: Connection, organisation: str) -> dict[tuple[str, int], Reasons]:
    """Return why what feeds received was refused or doubted, by feed and day."""
    row = FeedReasonRow
    found: defaultdict[tuple[str, int], dict[Reason, int]] = defaultdict(dict)
    for told in connection.execute(select(row).where(row.organisation == organisation)):
        reason = Reason(kind=told.kind, why=Text(fr=told.fr, en=told.en))
        found[told.feed, told.day][reason] = told.times
    return dict(found)


def _keep(connection: Connection, of_feed: dict[str, str], refused: Sequence[Refused]) -> None:
    rows = [
        {
            **of_feed,
            "received_at": each.received_at,
            "fr": each.why.fr,
            "en": each.why.en,
            "original": each.original,
        }
        for each in map(bounded, refused)
    ]
    connection.execute(insert(RefusedRow), rows)
    connection.execute(TRIMMED, of_feed)
