"""Moments of a stay, from what a sheet writes to UTC, also of hours that come twice and of those that never do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, tzinfo

from attrs import frozen

from pdflow.exchange.attendance.clock_times import DAY, ClockTime, DateOrder
from pdflow.exchange.attendance.doubts import DoubtCode
from pdflow.exchange.attendance.spans import NOTHING, Span


@frozen
class SheetClock:
    """How the times of one file are meant: the session, the zone of times without an offset, the order of dates."""

    session: Span
    zone: tzinfo
    order: DateOrder | None

    def moments(self, clock: ClockTime, zone: tzinfo | None = None) -> list[datetime]:
        """The moments that a time may mean, in UTC: two of an hour that comes twice, none of a day that is none."""
        day = clock.day_by(self.order)
        if day is not None:
            return self._in_utc(datetime.combine(day, clock.time), clock.offset or zone or self.zone)
        if clock.numbers is not None:
            return []
        first = self.session[0].astimezone(zone or self.zone).date()
        near = [self._in_utc(datetime.combine(first + n * DAY, clock.time), zone or self.zone) for n in (0, 1, -1)]
        return min(near, key=lambda moments: self.distance(moments[0]))

    def distance(self, moment: datetime) -> timedelta:
        """How far a moment lies from the session."""
        return max(self.session[0] - moment, moment - self.session[1], NOTHING)

    def doubts(self, clock: ClockTime, moments: Sequence[datetime], zone: tzinfo | None = None) -> Iterator[DoubtCode]:
        """What is in doubt about a time that was written: its hour comes twice, or never."""
        if len(moments) > 1:
            yield DoubtCode.CLOCK_FOLD
        elif moments and moments[0].astimezone(clock.offset or zone or self.zone).time() != clock.time:
            yield DoubtCode.CLOCK_GAP

    @staticmethod
    def _in_utc(wall: datetime, zone: tzinfo) -> list[datetime]:
        earlier, later = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
        return [earlier, later] if earlier < later else [earlier]


def likeliest_stay(
    joined: Sequence[datetime], left: Sequence[datetime], stated: timedelta | None, clock: SheetClock
) -> tuple[datetime, datetime]:
    """Of the moments that two times may mean, those that make a stay, and best the one that the report states."""
    pairs = [(one, other) for one in joined for other in left]
    return min(
        pairs,
        key=lambda pair: (
            pair[1] < pair[0],
            NOTHING if stated is None else abs(pair[1] - pair[0] - stated),
            clock.distance(pair[0]) + clock.distance(pair[1]),
            pair,
        ),
    )
