"""Dosage: hours of contact for each person, over how many dates and days, and whether that counts as sustained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from statistics import median
from typing import ClassVar

import attrs

from pdflow.documents.history import ParticipationHistory, contact_days, participation_histories, programme_names
from pdflow.documents.page import Cell, Fact, NameCell, PeopleDocument, Section, ShareCell, Table
from pdflow.kernel.messages import Event
from pdflow.participation import Participation, ParticipationSummary, participation_summary
from pdflow.people import PersonId


@attrs.frozen
class Dose:
    """One person's hours of contact, and the days of contact."""

    person: PersonId
    site: str
    summary: ParticipationSummary
    days: tuple[datetime, ...]
    sustained: bool
    """Whether there was contact on more dates, or over more days, than the policy names."""
    below: float | None
    """The hours of the policy below which a note is made, if these are below them."""

    @property
    def hours(self) -> float:
        """Hours of training, support and coaching together."""
        return self.summary.contact_hours

    @property
    def span(self) -> int:
        """Days from the first contact to the last."""
        return (self.days[-1] - self.days[0]).days if self.days else 0


@attrs.frozen
class Dosage(PeopleDocument):
    """Everybody's hours of contact, with a note where they are few, which judges nobody."""

    title: ClassVar[str] = "Dosage and sustained contact"
    doses: tuple[Dose, ...]

    def facts(self) -> Iterator[Fact]:
        yield Fact("People", len(self.doses))
        if self.doses:
            yield Fact("Median hours", float(median(dose.hours for dose in self.doses)))
            yield Fact("Sustained", ShareCell(sum(dose.sustained for dose in self.doses) / len(self.doses)))
            yield Fact("With few hours", sum(dose.below is not None for dose in self.doses))

    def sections(self) -> Iterator[Section]:
        hours = ("Hours of training", "Of support", "Of coaching", "In all")
        columns = ("Name", "Site", *hours, "Dates", "Days", "Sustained", "Few hours")
        rows: list[tuple[Cell, ...]] = [
            (NameCell(d.person), NameCell(d.site), *_hours(d), len(d.days), d.span, d.sustained, bool(d.below))
            for d in self.doses
        ]
        yield Section("", (Table("Dosage", columns, rows, order=(0,), empty="Nobody is enrolled."),))


def _hours(dose: Dose) -> tuple[float, ...]:
    figures = dose.summary
    minutes = (figures.training_minutes, figures.support_minutes, figures.coaching_minutes)
    return (*(each / 60 for each in minutes), dose.hours)


def dosage(participations: Mapping[str, Iterable[Event[Participation]]]) -> Dosage:
    """Make the overview of hours and dates of contact, from the events of each person's stream."""
    histories = [*participation_histories(participations)]
    return Dosage(tuple(map(_dose, histories)), programmes=programme_names(histories))


def _dose(history: ParticipationHistory) -> Dose:
    policy, figures, days = history.state.policy, participation_summary(history.state), contact_days(history.events)
    span = (days[-1] - days[0]).days if days else 0
    least = policy.dosage_note_hours
    return Dose(
        person=history.state.person,
        site=history.state.site,
        summary=figures,
        days=days,
        sustained=len(days) > policy.sustained_dates or span > policy.sustained_days,
        below=least if least is not None and figures.contact_hours < least else None,
    )
