"""The drift report: whose practice is sliding back because what was agreed was not followed through (003)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import ClassVar, Final

import attrs

from pdflow.agenda import Calendar, Drift, Ended, Terms, drifts, drifts_ended
from pdflow.documents.body import Cell, Fact, Named, Section, Table, Words
from pdflow.documents.document import Document
from pdflow.documents.people import Life, lives
from pdflow.kernel.declare import Event
from pdflow.participation import PracticeCommitted
from pdflow.people import PersonId

CAUSES: Final[Mapping[str, str]] = {
    "no_contact": "No observation, check-in or coaching for two rounds",
    "commitment_unreviewed": "A commitment's day has gone by unreviewed",
    "step_breached": "An action step is long overdue",
    "visits_missed": "Visits missed in a row",
    "follow_up_breached": "No first follow-up after the training",
    "return_overdue": "The return from leave is overdue",
}
"""What drift there may be in a report; that a level has fallen is the pair's and never in one."""


@attrs.frozen
class Slipped:
    """A drift of somebody: what it is about in words, for how many days; or since when it is over, and by what."""

    person: PersonId
    site: str
    coach: PersonId | None
    drift: Drift
    about: str
    days: int
    over: Ended | None = None


@attrs.frozen
class DriftReport(Document):
    """What has slipped, the longest first: since when, who can end it and how; and what is over."""

    title: ClassVar[str] = "Drift report"
    at: datetime
    people: int
    running: tuple[Slipped, ...]
    ended: tuple[Slipped, ...]

    def facts(self) -> Iterator[Fact]:
        yield Fact("As of", self.at)
        yield Fact("People", self.people)
        yield Fact("Of them drifting", len({slipped.person for slipped in self.running}))

    def sections(self) -> Iterator[Section]:
        counts = Counter(slipped.drift.cause for slipped in self.running)
        rows = [(Words(CAUSES[cause]), count) for cause, count in counts.most_common()]
        yield Section("Causes", (Table("Causes", ("Cause", "How often"), rows, empty="Nothing has slipped."),))
        columns = ("Name", "Site", "Cause", "Since", "Days", "What ends it", "Who")
        table = Table("Drift", columns, map(_row, self.running), empty="Nothing has slipped.")
        yield Section("What has slipped", (table,))
        if self.ended:
            columns = ("Name", "Site", "Cause", "Since", "Days", "Ended by", "On")
            yield Section("What is over", (Table("Drift ended", columns, map(_over, self.ended)),))


def _who(slipped: Slipped) -> tuple[Cell, ...]:
    cause = ((Words(CAUSES[slipped.drift.cause]),), (slipped.about,))
    return Named(slipped.person), Named(slipped.site), cause, slipped.drift.since.date(), slipped.days


def _row(slipped: Slipped) -> tuple[Cell, ...]:
    drift = slipped.drift
    return (*_who(slipped), Words(f"command.{drift.command}"), Named(drift.owner) if drift.owner else drift.role)


def _over(slipped: Slipped) -> tuple[Cell, ...]:
    assert slipped.over is not None
    return (*_who(slipped), Words(f"event.{slipped.over.by.name}"), slipped.over.by.at.date())


def drift_report(
    participations: Mapping[str, Iterable[Event]],
    at: datetime,
    calendar: Calendar | None = None,
    *,
    over_since: datetime | None = None,
) -> DriftReport:
    """What has slipped at a moment, from the events of each person's stream.

    ``calendar`` says which days are closed (weekends, if not given). What is over since ``over_since`` is told too
    where that is given; it is found by looking at every moment of every history.
    """
    days, running, ended, people = calendar or Terms(), [], [], 0
    for life in lives(participations):
        people += 1
        running += [_slipped(life, drift, (at - drift.since).days) for drift in drifts(life.state, at, days)]
        if over_since is not None:
            ended += [
                _slipped(life, over.drift, (over.by.at - over.drift.since).days, over)
                for over in drifts_ended(life.told.events, days)
                if over_since <= over.by.at <= at
            ]
    return DriftReport(at, people, _told(running), _told(ended))


def _told(slipped: Iterable[Slipped]) -> tuple[Slipped, ...]:
    told = (each for each in slipped if each.drift.cause in CAUSES)
    return tuple(sorted(told, key=lambda each: (-each.days, each.person, each.drift.cause)))


def _slipped(life: Life, drift: Drift, days: int, over: Ended | None = None) -> Slipped:
    state = life.state
    return Slipped(state.person, state.site, state.coach, drift, _about(life, drift), days, over)


def _about(life: Life, drift: Drift) -> str:
    """The words of a commitment; an action step's are the pair's."""
    if drift.cause != "commitment_unreviewed":
        return ""
    made = (step for event in life.told.each(PracticeCommitted) for step in event.steps)
    return next((step.text for step in made if step.step == drift.missed), "")
