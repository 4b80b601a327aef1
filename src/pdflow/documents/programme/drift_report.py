"""The drift report: where practice is sliding back because what was agreed was not followed through (follow-through article)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import chain
from typing import Any, ClassVar, Final

import attrs

from pdflow import engagement, participation
from pdflow.agenda import (
    Calendar,
    Drift,
    Ended,
    Terms,
    drifts,
    drifts_ended,
)
from pdflow.calendar import WorkingDays
from pdflow.documents.history.folded import (
    Effort,
    Life,
    efforts,
    lives,
)
from pdflow.documents.page.blocks import (
    Cell,
    Fact,
    Named,
    Section,
    Table,
    Words,
)
from pdflow.documents.page.document import Document
from pdflow.documents.programme.owed_rows import Stream, committed, strategy
from pdflow.engagement import RevisitPlanned, SlotLost
from pdflow.kernel.decider import Decider
from pdflow.kernel.fields import RecordId
from pdflow.kernel.messages import Event
from pdflow.people import PersonId

THE_PAIRS: Final = frozenset({"level_fallen"})
"""What is in no report: that a level has fallen is the pair's to know, like the level itself."""


@attrs.frozen
class Slipped:
    """A drift of somebody or of an engagement: what it is about, for how many days; or that it is over, and by what."""

    person: PersonId | None
    engagement: str | None
    site: str | None
    coach: PersonId | None
    drift: Drift
    about: Cell
    days: int
    over: Ended | None = None

    @property
    def of(self) -> str:
        """The person, or the engagement."""
        return self.person or self.engagement or ""


@attrs.frozen
class DriftReport(Document):
    """What has slipped, the longest first: since when, who can end it and how; and what is over."""

    title: ClassVar[str] = "Drift report"
    at: datetime
    people: int
    running: tuple[Slipped, ...]
    ended: tuple[Slipped, ...]
    engagements: int = 0

    def facts(self) -> Iterator[Fact]:
        yield Fact("As of", self.at)
        yield Fact("People", self.people)
        yield Fact("Of them drifting", len({slipped.person for slipped in self.running} - {None}))
        if self.engagements:
            yield Fact("Engagements", self.engagements)
            yield Fact("Engagements drifting", len({slipped.engagement for slipped in self.running} - {None}))

    def sections(self) -> Iterator[Section]:
        counts = Counter(slipped.drift.cause for slipped in self.running)
        rows = [(Words(f"drift.{cause}"), count) for cause, count in counts.most_common()]
        yield Section("Causes", (Table("Causes", ("Cause", "How often"), rows, empty="Nothing has slipped."),))
        columns = ("Name", "Site", "Cause", "Since", "Days", "What ends it", "Who")
        table = Table("Drift", columns, map(_row, self.running), empty="Nothing has slipped.")
        yield Section("What has slipped", (table,))
        if self.ended:
            columns = ("Name", "Site", "Cause", "Since", "Days", "Ended by", "On")
            yield Section("What is over", (Table("Drift ended", columns, map(_over, self.ended)),))


def _which(slipped: Slipped) -> tuple[Cell, ...]:
    drift = slipped.drift
    through = None if drift.through is None else Named(drift.through)
    cause = ((Words(f"drift.{drift.cause}"),), (slipped.about,), (Words("The last missed by"), through))
    site = None if slipped.site is None else Named(slipped.site)
    return Named(slipped.of), site, cause, drift.since.date(), slipped.days


def _row(slipped: Slipped) -> tuple[Cell, ...]:
    drift = slipped.drift
    return (*_which(slipped), Words(f"command.{drift.command}"), Named(drift.owner) if drift.owner else drift.role)


def _over(slipped: Slipped) -> tuple[Cell, ...]:
    assert slipped.over is not None
    return (*_which(slipped), Words(f"event.{slipped.over.by.name}"), slipped.over.by.at.date())


def drift_report(
    participations: Mapping[str, Iterable[Event[Any]]],
    at: datetime,
    calendar: Calendar | None = None,
    *,
    engagements: Mapping[str, Iterable[Event[Any]]] | None = None,
    over_since: datetime | None = None,
) -> DriftReport:
    """What has slipped at a moment, from the events of each person's stream, and of each engagement's where given.

    ``calendar`` says which days are closed (weekends, if not given). What is over since ``over_since`` is told too
    where that is given; it is found by looking at every moment of every history.
    """
    days = WorkingDays.of(calendar or Terms())
    told: Counter[type[Stream]] = Counter()
    running: list[Slipped] = []
    ended: list[Slipped] = []
    for each in chain[Stream](lives(participations), efforts(engagements or {})):
        told[type(each)] += 1
        running += [_slipped(each, drift, at) for drift in drifts(each.state, at, days)]
        if over_since is not None:
            ended += [
                _slipped(each, over.drift, over.by.at, over)
                for over in drifts_ended(each.told.events, days, DECIDERS[type(each)])
                if over_since <= over.by.at <= at
            ]
    return DriftReport(at, told[Life], _told(running), _told(ended), told[Effort])


def _told(slipped: Iterable[Slipped]) -> tuple[Slipped, ...]:
    told = (each for each in slipped if each.drift.cause not in THE_PAIRS)
    return tuple(sorted(told, key=lambda each: (-each.days, each.of, each.drift.cause)))


def _slipped(stream: Stream, drift: Drift, until: datetime, over: Ended | None = None) -> Slipped:
    about, days = "" if drift.missed is None else _about(stream, drift.cause, drift.missed), (until - drift.since).days
    if isinstance(stream, Effort):
        return Slipped(None, stream.name, None, None, drift, about, days, over)
    return Slipped(stream.name, None, stream.site, stream.state.coach, drift, about, days, over)


def _about(stream: Stream, cause: str, missed: RecordId) -> Cell:
    """The words of a commitment, a strategy or messages, or what protected time was last lost to."""
    if isinstance(stream, Life):
        return committed(stream, missed) if cause == "commitment_unreviewed" else ""
    if cause == "strategy_not_given":
        return strategy(stream, missed)
    if cause == "revisit_passed_over":
        return next(each.messages for each in stream.told.each(RevisitPlanned) if each.revisit == missed)
    return next(each.put_first for each in stream.told.each(SlotLost) if each.slot == missed)


DECIDERS: Final[Mapping[type[Stream], Decider[Any]]] = {Life: participation.decider, Effort: engagement.decider}
