"""Dosage: hours of contact for each person, over how many dates and days, and whether that counts as sustained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from statistics import median, quantiles
from typing import ClassVar, Final

import attrs

from pdflow.agenda import Calendar
from pdflow.documents.page import Cell, Fact, NameCell, Paragraph, PeopleDocument, RangeCell, Section, ShareCell, Table
from pdflow.documents.programme.aggregate_copy import AggregateCopy, group_figures
from pdflow.history import ParticipationHistory, contact_days, participation_histories, programme_names
from pdflow.kernel.messages import Event
from pdflow.participation import Participation, ParticipationSummary, participation_summary
from pdflow.people import PersonId
from pdflow.policy import Policy

SUSTAINED: Final = (
    "Sustained: contact on more than {dates} dates, or over more than {days} days from the first to the last. "
    "It is a note and judges nobody."
)


@attrs.frozen
class Dose:
    """One person's hours of contact, and the days of contact."""

    person: PersonId
    site: str
    summary: ParticipationSummary
    days: tuple[datetime, ...]
    sustained: bool
    """Whether there was contact on more dates, or over more days, than the policy names."""
    policy: Policy
    """The policy that says what is sustained, and below how many hours a note is made."""

    @property
    def few(self) -> bool:
        """Whether the hours are below those of the policy."""
        least = self.policy.dosage_note_hours
        return least is not None and self.hours < least

    @property
    def hours(self) -> float:
        """Hours of training, support and coaching together."""
        return self.summary.contact_hours

    @property
    def span(self) -> int:
        """Days from the first contact to the last."""
        return _span(self.days)


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
            yield Fact("With few hours", sum(dose.few for dose in self.doses))

    def aggregate(self, districts: Mapping[str, str] | None = None) -> DosageAggregate:
        """The copy for a governing board.

        Args:
            districts: The district of each site, as the host's directory has it.
        """
        return DosageAggregate(
            as_of=None,
            headings=("Median hours", "Middle half of the hours", "Sustained", "Few hours"),
            groups=group_figures(self.doses, districts, _dose_figures),
            by_district=bool(districts),
            more=(Section("", definitions(dose.policy for dose in self.doses)),),
            programmes=self.programmes,
            zone=self.zone,
        )

    def sections(self) -> Iterator[Section]:
        hours = ("Hours of training", "Of support", "Of coaching", "In all")
        columns = ("Name", "Site", *hours, "Dates", "Days", "Sustained", "Few hours")
        rows: list[tuple[Cell, ...]] = [
            (NameCell(d.person), NameCell(d.site), *_hours(d), len(d.days), d.span, d.sustained, d.few)
            for d in self.doses
        ]
        table = Table("Dosage", columns, rows, order=(0,), empty="Nobody is enrolled.")
        yield Section("", (*definitions(dose.policy for dose in self.doses), table))


@attrs.frozen
class DosageAggregate(AggregateCopy):
    """Hours of contact, by district and site."""

    title: ClassVar[str] = "Dosage: aggregate copy"


def _dose_figures(doses: Sequence[Dose]) -> tuple[Cell, ...]:
    """Median hours, the middle half of them, and the shares of sustained contact and of few hours."""
    low, middle, high = quantiles([dose.hours for dose in doses], n=4, method="inclusive")
    shares = (sum(dose.sustained for dose in doses), sum(dose.few for dose in doses))
    return (middle, RangeCell(low, high), *(ShareCell(count / len(doses)) for count in shares))


def definitions(policies: Iterable[Policy]) -> Iterator[Paragraph]:
    """What is sustained and what is few, in the words of each policy that there is."""
    seen = dict.fromkeys((p.sustained_dates, p.sustained_days, p.dosage_note_hours) for p in policies)
    for dates, days, hours in seen:
        values: dict[str, Cell] = {"dates": dates, "days": days, "hours": hours}
        yield Paragraph(SUSTAINED, values)
        if hours is not None:
            yield Paragraph("Few hours: less than {hours} hours of contact, training and support together.", values)


def _hours(dose: Dose) -> tuple[float, ...]:
    figures = dose.summary
    minutes = (figures.training_minutes, figures.support_minutes, figures.coaching_minutes)
    return (*(each / 60 for each in minutes), dose.hours)


def dosage(participations: Mapping[str, Iterable[Event[Participation]]], calendar: Calendar | None = None) -> Dosage:
    """Make the overview of hours and dates of contact.

    Args:
        participations: The events of each person's stream.
        calendar: Its zone is that of the dates.
    """
    zone = None if calendar is None else calendar.zone
    histories = [*participation_histories(participations)]
    doses = tuple(_dose(history, zone) for history in histories)
    return Dosage(doses, programmes=programme_names(histories), zone=zone)


def _span(days: Sequence[datetime]) -> int:
    """Days from the first contact to the last."""
    return (days[-1].date() - days[0].date()).days if days else 0


def _dose(history: ParticipationHistory, zone: tzinfo | None) -> Dose:
    policy, figures, days = (
        history.state.policy_at(history.until),
        participation_summary(history.state),
        contact_days(history.state, zone),
    )
    return Dose(
        person=history.state.person,
        site=history.site_at(history.until),
        summary=figures,
        days=days,
        sustained=len(days) > policy.sustained_dates or _span(days) > policy.sustained_days,
        policy=policy,
    )
