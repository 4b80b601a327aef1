"""The certificate of hours: what one person attended, when, where and for how long, and the hours that it comes to.

It says what the rules of continuing education ask of a record: participant, provider with its number, titles, dates,
places, nature, minutes, hours by a named rule, language-acquisition hours by themselves, how it is verified.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import ClassVar, Final

import attrs

from pdflow.agenda import Calendar
from pdflow.audience import Audience
from pdflow.documents.page import (
    FOR_PERSON,
    Cell,
    DayCell,
    Fact,
    Facts,
    NameCell,
    Paragraph,
    PeopleDocument,
    PhraseCell,
    RecordCell,
    Section,
    Table,
    blanks,
)
from pdflow.documents.person.hours_rule import HoursRule
from pdflow.documents.person.session_cell import session_cell
from pdflow.engagement import Engagement
from pdflow.history import (
    EffectiveEvents,
    FollowUpContact,
    ParticipationHistory,
    SessionAttended,
    learning,
    session_calendar,
)
from pdflow.kernel.messages import Event
from pdflow.participation import Participation, VisitKind, decider
from pdflow.people import PersonId
from pdflow.values import Strategy

UNITS: Final = {
    HoursRule.CLOCK_HOURS: "Clock hours",
    HoursRule.QUARTER_HOURS: "Hours, to a quarter",
    HoursRule.IACET_CEU: "Continuing education units",
    HoursRule.NASBA_CREDITS: "Credits of 50 minutes",
}
RULES: Final = {
    HoursRule.CLOCK_HOURS: "An hour is sixty minutes; the sum is rounded down to a hundredth.",
    HoursRule.QUARTER_HOURS: "An hour is sixty minutes; the sum is rounded down to a quarter of an hour.",
    HoursRule.IACET_CEU: "A continuing education unit (CEU) is ten hours; the sum is rounded to the nearest tenth.",
    HoursRule.NASBA_CREDITS: "A credit is fifty minutes; after the first the sum is rounded down to a fifth.",
}
MOST_ROWS: Final = 16
"""The most rows of a certificate, so that it fits on one page; from there on a row is all that has one title."""


@attrs.frozen
class Provider:
    """Who provided the hours, as the rules ask: a name, the number under which it is approved, an address."""

    name: str
    number: str = ""
    address: str = ""


@attrs.frozen
class CertifiedActivity:
    """A session or a contact that counts towards the hours."""

    at: datetime
    title: Cell
    place: str
    minutes: int


@attrs.frozen
class Certificate(PeopleDocument):
    """The hours of one person, to be handed to whoever asks for them."""

    title: ClassVar[str] = "Certificate of hours"
    copies = FOR_PERSON
    audience = Audience.TEAM
    person: PersonId
    role_title: str
    provider: Provider
    number: str
    """The certificate's own number, empty where the host numbers none."""
    rule: HoursRule
    activities: tuple[CertifiedActivity, ...]
    minutes: int
    """All minutes that count, those of sessions at the same hours once."""
    language_minutes: int
    """Those of them that count as language acquisition."""
    held_back: int
    """Minutes that count only once the evaluation of their cycle is in."""

    def facts(self) -> Iterator[Fact]:
        yield Fact("Name", NameCell(self.person))
        yield Fact("Role", self.role_title)
        yield Fact("Provider", self.provider.name)
        yield Fact("Provider number", self.provider.number)
        yield Fact("Address", self.provider.address)
        yield Fact("Certificate number", self.number)

    def sections(self) -> Iterator[Section]:
        yield Section("Hours", (self._hours(), Paragraph(RULES[self.rule])))
        yield Section("What was attended", (self._attended(), *self._remarks()))
        yield Section("", (blanks("For the provider", "Date"),))

    def _hours(self) -> Facts:
        days = [activity.at for activity in self.activities]
        facts = (
            Fact(UNITS[self.rule], self.rule.credit(self.minutes)),
            Fact("Minutes", self.minutes),
            Fact("Of them language acquisition", self.rule.credit(self.language_minutes)),
            Fact("From", DayCell(min(days)) if days else None),
            Fact("Until", DayCell(max(days)) if days else None),
        )
        return Facts(facts)

    def _attended(self) -> Table:
        if len(self.activities) <= MOST_ROWS:
            one_by_one = [(DayCell(a.at), a.title, NameCell(a.place), a.minutes) for a in self.activities]
            return Table("Attended", ("Day", "What", "Place", "Minutes"), one_by_one)
        by_title: dict[Cell, list[CertifiedActivity]] = {}
        for each in self.activities:
            title = PhraseCell("Training session") if isinstance(each.title, RecordCell) else each.title
            by_title.setdefault(title, []).append(each)
        rows = [
            (title, DayCell(same[0].at), DayCell(same[-1].at), len(same), sum(each.minutes for each in same))
            for title, same in by_title.items()
        ]
        return Table("Attended", ("What", "From", "Until", "Times", "Minutes"), rows)

    def _remarks(self) -> Iterator[Paragraph]:
        yield Paragraph("Attendance was recorded session by session, visits by whoever made them.")
        if self.held_back:
            values: dict[str, Cell] = {"minutes": self.held_back}
            yield Paragraph("Not counted until the evaluation of the training is in: {minutes} minutes.", values)


def certificate(
    participation: Iterable[Event[Participation]],
    provider: Provider,
    *,
    rule: HoursRule = HoursRule.CLOCK_HOURS,
    engagement: Iterable[Event[Engagement]] = (),
    language_acquisition: Collection[str] = (),
    number: str = "",
    calendar: Calendar | None = None,
) -> Certificate:
    """Make the certificate of one person's hours of training, support and coaching.

    Args:
        participation: The events of the person's stream.
        provider: Who provided the hours.
        rule: How minutes are written as hours.
        engagement: The events of the engagement, for the titles and places of its sessions.
        language_acquisition: The sessions that count as language acquisition, which some rules ask for by themselves.
        number: The certificate's own number.
        calendar: Its zone is that of the days.
    """
    events = EffectiveEvents(participation)
    learnt = learning(ParticipationHistory("", events, decider.fold(events.all)), session_calendar(engagement))
    attended = [each for each in learnt.sessions if each.credited]
    counted = [each for each in attended if each.counts]
    activities = sorted((*_sessions(counted), *_visits(learnt.contacts)), key=lambda each: each.at)
    return Certificate(
        person=learnt.person,
        role_title=learnt.role_title,
        provider=provider,
        number=number,
        rule=rule,
        activities=tuple(activities),
        minutes=sum(each.minutes for each in activities),
        language_minutes=sum(each.credited for each in counted if each.session in language_acquisition),
        held_back=sum(each.credited for each in attended if not each.counts),
        programmes=(learnt.engagement,) if learnt.engagement else (),
        zone=None if calendar is None else calendar.zone,
    )


def _sessions(attended: Iterable[SessionAttended]) -> Iterator[CertifiedActivity]:
    """The sessions attended, by the titles and places of the engagement's calendar."""
    for each in attended:
        title = session_cell(each.session, each.start) if each.booked is None else each.booked.subject
        yield CertifiedActivity(each.start, title, "" if each.booked is None else each.booked.site, each.credited)


def _visits(contacts: Iterable[FollowUpContact]) -> Iterator[CertifiedActivity]:
    for contact in contacts:
        if contact.minutes:
            yield CertifiedActivity(contact.at, VISITS.get(contact.kind, contact.kind), contact.site, contact.minutes)


VISITS: Final[Mapping[VisitKind | Strategy, Cell]] = {
    VisitKind.OBSERVATION: PhraseCell("Observation with feedback"),
    VisitKind.CHECK_IN: PhraseCell("Check-in at work"),
    VisitKind.COACHING: PhraseCell("Coaching session"),
}
