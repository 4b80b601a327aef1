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
from pdflow.credit import (
    CLOCK_HOURS,
    ActivityKind,
    Award,
    CreditRule,
    Lack,
    LearningActivity,
    NoCredit,
    Provider,
    activities,
    award,
    lacks,
)
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
from pdflow.documents.person.session_cell import session_cell
from pdflow.engagement import Engagement
from pdflow.history import EffectiveEvents, ParticipationHistory, learning, session_calendar
from pdflow.kernel.messages import Event
from pdflow.participation import Participation, decider
from pdflow.people import PersonId

MOST_ROWS: Final = 16
"""The most rows of a certificate, so that it fits on one page; from there on a row is all that has one title."""
WITHOUT_CREDIT: Final = {
    NoCredit.EVALUATION_MISSING: "Not counted until the evaluation of the training is in: {minutes} minutes.",
    NoCredit.KIND_NOT_COUNTED: "Not counted by this rule: {minutes} minutes of other kinds.",
    NoCredit.TOO_SHORT: "Too short to be counted by this rule: {minutes} minutes.",
}


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
    participant_id: str
    """The person's number with the body that grants the credit, empty where there is none."""
    award: Award
    """The credit by a rule, and the activities that it is for."""
    lacking: tuple[Lack, ...]
    """What the rule asks such a record to say, and nobody gave."""
    activities: tuple[CertifiedActivity, ...]

    @property
    def minutes(self) -> int:
        """All minutes that count, those of sessions at the same hours once."""
        return self.award.minutes

    @property
    def held_back(self) -> int:
        """Minutes that count only once the evaluation of their cycle is in."""
        return self.award.minutes_without_credit(NoCredit.EVALUATION_MISSING)

    def facts(self) -> Iterator[Fact]:
        yield Fact("Name", NameCell(self.person))
        yield Fact("Number with who grants the credit", self.participant_id)
        yield Fact("Role", self.role_title)
        yield Fact("Provider", self.provider.name)
        yield Fact("Provider number", self.provider.number)
        yield Fact("Address", self.provider.address)
        yield Fact("Statement of the approver", self.provider.statement)
        yield Fact("Certificate number", self.number)

    def sections(self) -> Iterator[Section]:
        yield Section("Hours", (self._hours(), Paragraph(self.award.rule.statement)))
        yield Section("What was attended", (self._attended(), *self._remarks()))
        yield Section("", (blanks("For the provider", "Date"),))

    def _hours(self) -> Facts:
        days = [activity.at for activity in self.activities]
        facts = (
            Fact(self.award.rule.unit, self.award.credit),
            Fact("Minutes", self.minutes),
            Fact("Of them language acquisition", self.award.language_credit),
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
        for because, text in WITHOUT_CREDIT.items():
            if minutes := self.award.minutes_without_credit(because):
                yield Paragraph(text, {"minutes": minutes})
        if self.lacking:
            fields = tuple(dict.fromkeys(lack.field for lack in self.lacking))
            yield Paragraph("The rule also asks for what this record does not say: {fields}.", {"fields": fields})


def certificate(
    participation: Iterable[Event[Participation]],
    provider: Provider,
    *,
    rule: CreditRule = CLOCK_HOURS,
    engagement: Iterable[Event[Engagement]] = (),
    language_acquisition: Collection[str] = (),
    number: str = "",
    participant_id: str = "",
    calendar: Calendar | None = None,
) -> Certificate:
    """Make the certificate of one person's hours of training, support and coaching.

    Args:
        participation: The events of the person's stream.
        provider: Who provided the hours.
        rule: By which minutes are written as hours or credits.
        engagement: The events of the engagement, for the titles and places of its sessions.
        language_acquisition: The sessions that count as language acquisition, which some rules ask for by themselves.
        number: The certificate's own number.
        participant_id: The person's number with the body that grants the credit.
        calendar: Its zone is that of the days.
    """
    events = EffectiveEvents(participation)
    learnt = learning(ParticipationHistory("", events, decider.fold(events.all)), session_calendar(engagement))
    awarded = award(activities(learnt, language_acquisition=language_acquisition), rule)
    rows = sorted((row for each in awarded.credited for row in certified(each)), key=lambda row: row.at)
    return Certificate(
        person=learnt.person,
        role_title=learnt.role_title,
        provider=provider,
        number=number,
        participant_id=participant_id,
        award=awarded,
        lacking=tuple(lacks(awarded, provider, participant_id=participant_id)),
        activities=tuple(rows),
        programmes=(learnt.engagement,) if learnt.engagement else (),
        zone=None if calendar is None else calendar.zone,
    )


def certified(activity: LearningActivity) -> Iterator[CertifiedActivity]:
    """The sessions of a training, by the titles and places of the engagement's calendar, or the contact."""
    for each in activity.sessions:
        title, place = session_cell(each.session, each.start), ""
        if each.booked is not None:
            title, place = each.booked.subject, each.booked.site
        yield CertifiedActivity(each.start, title, place, each.credited)
    if not activity.sessions:
        title = activity.strategy or KINDS[activity.kind]
        yield CertifiedActivity(activity.start, title, "".join(activity.places), activity.minutes)


KINDS: Final[Mapping[ActivityKind, Cell]] = {
    ActivityKind.OBSERVATION: PhraseCell("Observation with feedback"),
    ActivityKind.CHECK_IN: PhraseCell("Check-in at work"),
    ActivityKind.COACHING: PhraseCell("Coaching session"),
}
