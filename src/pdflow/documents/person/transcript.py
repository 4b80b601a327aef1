"""The transcript: all that one person attended, in whichever engagement, with its minutes, and credit by each rule."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import ClassVar, Final

import attrs

from pdflow.agenda import Calendar
from pdflow.audience import Audience
from pdflow.credit import CLOCK_HOURS, Award, CreditRule, LearningActivity, Provider, activities, award
from pdflow.documents.page import (
    FOR_PERSON,
    AmountCell,
    Cell,
    DayCell,
    Fact,
    NameCell,
    Paragraph,
    PeopleDocument,
    PhraseCell,
    Section,
    Table,
    name_cells,
)
from pdflow.documents.person.certificate import KINDS
from pdflow.engagement import Engagement
from pdflow.errors import OutOfRange
from pdflow.history import (
    Learning,
    SessionCalendar,
    credited_once,
    engagement_histories,
    learning,
    participation_histories,
    programme_names,
    session_calendar,
)
from pdflow.kernel.messages import Event
from pdflow.participation import Participation
from pdflow.people import PersonId

A_TRAINING: Final = PhraseCell("Training session")


@attrs.frozen
class Transcript(PeopleDocument):
    """What one person attended, to be handed to whoever asks for it."""

    title: ClassVar[str] = "Transcript of professional development"
    copies = FOR_PERSON
    audience = Audience.TEAM
    person: PersonId
    provider: Provider
    participant_id: str
    """The person's number with the body that grants the credit, empty where there is none."""
    activities: tuple[LearningActivity, ...]
    """By their beginning."""
    awards: tuple[Award, ...]
    """The credit of all of them, by each rule."""

    @property
    def minutes(self) -> int:
        """All minutes attended, whether a rule counts them or not."""
        return sum(activity.minutes for activity in self.activities)

    def facts(self) -> Iterator[Fact]:
        yield Fact("Name", NameCell(self.person))
        yield Fact("Number with who grants the credit", self.participant_id)
        yield Fact("Provider", self.provider.name)
        yield Fact("Provider number", self.provider.number)
        yield Fact("Address", self.provider.address)
        yield Fact("Minutes", self.minutes)

    def sections(self) -> Iterator[Section]:
        statements = [Paragraph(made.rule.statement) for made in self.awards]
        yield Section("Credit", (self._credit(), *statements))
        yield Section("What was attended", (self._attended(),))

    def _credit(self) -> Table:
        columns = ("Unit", "Credit", "Minutes that count", "Of them language acquisition", "Asked for", "Within")
        rows = [
            (PhraseCell(made.rule.unit), made.credit, made.minutes, made.language_credit, *_required(made.rule))
            for made in self.awards
        ]
        return Table("Credit", columns, rows)

    def _attended(self) -> Table:
        columns = ("From", "Until", "What", "Program", "Place", "Minutes")
        by_rule = [made.rule.unit for made in self.awards]
        rows = [self._row(number, activity) for number, activity in enumerate(self.activities)]
        return Table("Attended", (*columns, *by_rule, "Remark"), rows)

    def _row(self, number: int, activity: LearningActivity) -> tuple[Cell, ...]:
        days = (DayCell(activity.start), DayCell(activity.end))
        where = (NameCell(activity.engagement), name_cells(activity.places))
        credited = [made.activities[number] for made in self.awards]
        reasons = tuple(dict.fromkeys(each.none_because for each in credited))
        remarks = () if None in reasons else reasons
        return (*days, _what(activity), *where, activity.minutes, *(each.credit for each in credited), remarks)


def transcript(
    participations: Mapping[str, Iterable[Event[Participation]]],
    provider: Provider,
    *,
    rules: Sequence[CreditRule] = (CLOCK_HOURS,),
    engagements: Mapping[str, Iterable[Event[Engagement]]] | None = None,
    language_acquisition: Collection[str] = (),
    participant_id: str = "",
    calendar: Calendar | None = None,
) -> Transcript:
    """Make the transcript of one person.

    Args:
        participations: The events of each of the person's streams.
        provider: Who provided it all.
        rules: By which minutes are written as hours or credits, each of a unit of its own.
        engagements: The events of the engagements, for the titles and places of sessions.
        language_acquisition: The sessions that count as language acquisition.
        participant_id: The person's number with the body that grants the credit.
        calendar: Its zone is that of the days.

    Raises:
        OutOfRange: The streams are those of several people, or two rules have one unit.
    """
    if len({rule.unit for rule in rules}) < len(rules):
        raise OutOfRange("transcript.rules", len(rules), "rules of different units")
    learnt = _learnt(participations, engagements or {})
    if len({each.person for each in learnt}) > 1:
        raise OutOfRange("transcript.participations", len(learnt), "streams of one person")
    attended = [one for each in learnt for one in activities(each, language_acquisition=language_acquisition)]
    by_start = sorted(attended, key=lambda activity: activity.start)
    return Transcript(
        person=learnt[0].person if learnt else "",
        provider=provider,
        participant_id=participant_id,
        activities=tuple(by_start),
        awards=tuple(award(by_start, rule) for rule in rules),
        programmes=tuple(dict.fromkeys(each.engagement for each in learnt if each.engagement)),
        zone=None if calendar is None else calendar.zone,
    )


def _learnt(
    participations: Mapping[str, Iterable[Event[Participation]]],
    engagements: Mapping[str, Iterable[Event[Engagement]]],
) -> list[Learning]:
    calendars: dict[str, SessionCalendar] = {
        name: session_calendar(history.events.all)
        for history in engagement_histories(engagements)
        for name in programme_names([history])
    }
    histories = participation_histories(participations)
    learnt = (learning(history, calendars.get(history.state.engagement or "")) for history in histories)
    return [*credited_once(learnt)]


def _what(activity: LearningActivity) -> Cell:
    return activity.title or activity.strategy or KINDS.get(activity.kind, A_TRAINING)


def _required(rule: CreditRule) -> tuple[Cell, Cell]:
    """Of how many units in how many years a rule asks."""
    return (None, None) if rule.required is None else (rule.required[0], AmountCell(rule.required[1], "years"))
