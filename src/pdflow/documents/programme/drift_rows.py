"""The rows of the drift report: what drifts, what about it a report may say, and if it is over, what ended it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

import attrs

from pdflow import engagement, participation
from pdflow.agenda import Drift, EndedDrift, drifts, drifts_ended
from pdflow.calendar import WorkingDays
from pdflow.documents.page import Cell
from pdflow.documents.programme.obligation_subjects import StreamHistory, commitment_text, strategy_of_plan
from pdflow.engagement import RevisitPlanned, SlotLost
from pdflow.history import EngagementHistory, ParticipationHistory
from pdflow.kernel.decider import Decider
from pdflow.kernel.fields import RecordId
from pdflow.people import PersonId

PRIVATE_CAUSES: Final = frozenset({"level_fallen"})
"""Causes in no report: a level is known to the pair only, and so is its fall."""


@attrs.frozen
class DriftRow:
    """A drift of a person or an engagement, what it is about, and if it ended, the event that ended it."""

    person: PersonId | None
    engagement: str | None
    site: str | None
    coach: PersonId | None
    drift: Drift
    about: Cell
    days: int
    ended: EndedDrift | None = None

    @property
    def subject(self) -> str:
        """The person, or the engagement."""
        return self.person or self.engagement or ""


def running_drift(histories: Iterable[StreamHistory], at: datetime, days: WorkingDays) -> tuple[DriftRow, ...]:
    """The drift of these histories that is running at a moment, the longest first."""
    return _reported(_row(history, drift, at) for history in histories for drift in drifts(history.state, at, days))


def ended_drift(
    histories: Iterable[StreamHistory], since: datetime, until: datetime, days: WorkingDays
) -> tuple[DriftRow, ...]:
    """The drift of these histories that ended between two moments, the longest first."""
    return _reported(
        _row(history, ended.drift, ended.by.at, ended)
        for history in histories
        for ended in drifts_ended(history.events.all, days, DECIDERS[type(history)])
        if since <= ended.by.at <= until
    )


def _reported(rows: Iterable[DriftRow]) -> tuple[DriftRow, ...]:
    """The rows for the report, the longest drift first."""
    reported = (row for row in rows if row.drift.cause not in PRIVATE_CAUSES)
    return tuple(sorted(reported, key=lambda row: (-row.days, row.subject, row.drift.cause)))


def _row(history: StreamHistory, drift: Drift, until: datetime, ended: EndedDrift | None = None) -> DriftRow:
    about = "" if drift.missed is None else _about(history, drift.cause, drift.missed)
    days = (until - drift.since).days
    if isinstance(history, EngagementHistory):
        return DriftRow(None, history.name, None, None, drift, about, days, ended)
    site, coach = history.site_at(until), history.state.coach_at(until)
    return DriftRow(history.name, None, site, coach, drift, about, days, ended)


def _about(history: StreamHistory, cause: str, missed: RecordId) -> Cell:
    """The text of a commitment, a strategy or messages, or what protected time was last lost to."""
    if isinstance(history, ParticipationHistory):
        return commitment_text(history, missed) if cause == "commitment_unreviewed" else ""
    if cause == "strategy_not_given":
        return strategy_of_plan(history, missed)
    if cause == "revisit_passed_over":
        return next(each.messages for each in history.events.of_type(RevisitPlanned) if each.revisit == missed)
    return next(each.put_first for each in history.events.of_type(SlotLost) if each.slot == missed)


DECIDERS: Final[Mapping[type[StreamHistory], Decider[Any]]] = {
    ParticipationHistory: participation.decider,
    EngagementHistory: engagement.decider,
}
