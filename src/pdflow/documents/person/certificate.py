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
from pdflow.documents.person.contacts import contacts
from pdflow.documents.person.hours_rule import HoursRule
from pdflow.documents.person.session_cell import session_cell
from pdflow.engagement import Engagement
from pdflow.history import EffectiveEvents, training_sessions
from pdflow.kernel.messages import Event
from pdflow.participation import (
    Attendance,
    Participation,
    VisitKind,
    credited_attendance,
    decider,
    lacks_evaluation,
    participation_summary,
)
from pdflow.people import PersonId
from pdflow.policy import EvaluationBefore
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
WAIVER: Final = "training.evaluation_missing"


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
    state = decider.fold(events.all)
    held_back = _cycles_held_back(state, max((event.at for event in events.all), default=None))
    attended = [each for each in credited_attendance(state, earlier=True) if each.there]
    counted = [each for each in attended if each.cycle not in held_back]
    waiting = sum(each.there for each in attended) - sum(each.there for each in counted)
    activities = sorted((*_sessions(counted, state, engagement), *_visits(events, state)), key=lambda each: each.at)
    figures = participation_summary(state)
    return Certificate(
        person=state.person,
        role_title=state.role_title,
        provider=provider,
        number=number,
        rule=rule,
        activities=tuple(activities),
        minutes=figures.training_minutes - waiting + figures.support_minutes + figures.coaching_minutes,
        language_minutes=sum(each.there for each in counted if each.session in language_acquisition),
        held_back=waiting,
        programmes=() if state.engagement is None else (state.engagement,),
        zone=None if calendar is None else calendar.zone,
    )


def _cycles_held_back(state: Participation, at: datetime | None) -> set[int]:
    """The cycles whose training counts only once an evaluation is in, as the policy asks."""
    if at is None or state.policy_at(at).evaluation_before is EvaluationBefore.NEVER:
        return set()
    cycles = (cycle for cycle in range(1, state.cycle + 1) if lacks_evaluation(state, cycle))
    return {cycle for cycle in cycles if not state.waives(WAIVER, {"cycle": cycle})}


def _sessions(
    attended: Iterable[Attendance], state: Participation, engagement: Iterable[Event[Engagement]]
) -> Iterator[CertifiedActivity]:
    """The sessions attended, by the titles and places of the engagement's calendar."""
    booked = {session.session: session for session in training_sessions(EffectiveEvents(engagement))}
    for each in attended:
        session = booked.get(each.session) or booked.get(each.makes_up or "")
        title = session_cell(each.session, each.at) if session is None else session.subject
        yield CertifiedActivity(each.at, title, "" if session is None else session.site, each.there)


def _visits(events: EffectiveEvents[Participation], state: Participation) -> Iterator[CertifiedActivity]:
    for contact in contacts(events):
        if contact.counts and contact.minutes:
            title = VISITS.get(contact.kind, contact.kind)
            yield CertifiedActivity(contact.at, title, state.site_at(contact.at), contact.minutes)


VISITS: Final[Mapping[VisitKind | Strategy, Cell]] = {
    VisitKind.OBSERVATION: PhraseCell("Observation with feedback"),
    VisitKind.CHECK_IN: PhraseCell("Check-in at work"),
    VisitKind.COACHING: PhraseCell("Coaching session"),
}
