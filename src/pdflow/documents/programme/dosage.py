"""Dosage: hours of contact for each person, over how many dates and days, and whether that counts as sustained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from statistics import median
from typing import Any, ClassVar

import attrs

from pdflow.documents.history.effective_events import Told
from pdflow.documents.history.folded import Life, lives
from pdflow.documents.page.blocks import (
    Fact,
    Named,
    Section,
    Share,
    Table,
)
from pdflow.documents.page.document import Document
from pdflow.kernel.messages import Event
from pdflow.participation import (
    AttendanceRecorded,
    CheckInHeld,
    CoachingClosed,
    ObservationRecorded,
)
from pdflow.participation.state.summary import Summary, summary
from pdflow.people import PersonId


@attrs.frozen
class Dose:
    """One person's hours of contact, and on which days there was any."""

    person: PersonId
    site: str
    summary: Summary
    days: tuple[date, ...]
    sustained: bool
    """Whether it was on more dates, or over more days, than the policy asks."""
    below: float | None
    """The hours below which the policy makes a note, where these are below."""

    @property
    def hours(self) -> float:
        """Hours of training, support and coaching together."""
        return self.summary.contact_hours

    @property
    def span(self) -> int:
        """Days from the first contact to the last."""
        return (self.days[-1] - self.days[0]).days if self.days else 0


@attrs.frozen
class Dosage(Document):
    """Everybody's hours of contact; a note, never a judgement."""

    title: ClassVar[str] = "Dosage and sustained contact"
    doses: tuple[Dose, ...]

    def facts(self) -> Iterator[Fact]:
        yield Fact("People", len(self.doses))
        if self.doses:
            yield Fact("Median hours", float(median(dose.hours for dose in self.doses)))
            yield Fact("Sustained", Share(sum(dose.sustained for dose in self.doses) / len(self.doses)))
            yield Fact("With few hours", sum(dose.below is not None for dose in self.doses))

    def sections(self) -> Iterator[Section]:
        hours = ("Hours of training", "Of support", "Of coaching", "In all")
        columns = ("Name", "Site", *hours, "Dates", "Days", "Sustained", "Few hours")
        rows = [
            (
                Named(d.person),
                Named(d.site),
                *_hours(d.summary),
                d.hours,
                *(len(d.days), d.span, d.sustained),
                bool(d.below),
            )
            for d in self.doses
        ]
        yield Section("", (Table("Dosage", columns, rows, order=(0,), empty="Nobody is enrolled."),))


def _hours(figures: Summary) -> tuple[float, float, float]:
    return figures.training_minutes / 60, figures.support_minutes / 60, figures.coaching_minutes / 60


def dosage(participations: Mapping[str, Iterable[Event[Any]]]) -> Dosage:
    """Everybody's hours and dates of contact, from the events of each person's stream."""
    return Dosage(tuple(_dose(life) for life in lives(participations)))


def _dose(life: Life) -> Dose:
    policy, figures, days = life.state.policy, summary(life.state), contact_days(life.told)
    span = (days[-1] - days[0]).days if days else 0
    least = policy.dosage_note_hours
    return Dose(
        person=life.state.person,
        site=life.state.site,
        summary=figures,
        days=days,
        sustained=len(days) > policy.sustained_dates or span > policy.sustained_days,
        below=least if least is not None and figures.contact_hours < least else None,
    )


def contact_days(told: Told) -> tuple[date, ...]:
    """The days on which somebody was there for training, support or coaching."""
    attended = told.latest(AttendanceRecorded, lambda attended: attended.session).values()
    there = {event.at.date() for event in attended if event.there}
    seen = (e for e in told.events if isinstance(e, ObservationRecorded | CheckInHeld | CoachingClosed))
    return tuple(sorted(there | {event.at.date() for event in seen}))
