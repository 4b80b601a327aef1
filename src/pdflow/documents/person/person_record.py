"""A person's record: hours of training, support and coaching, and for the pair the practice worked on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import ClassVar

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
    PeopleDocument,
    Section,
    ShareCell,
    Table,
    day_of,
)
from pdflow.documents.person.action_steps import action_step_table
from pdflow.documents.person.coaching_moves import coaching_move_table
from pdflow.documents.person.contacts import contact_table
from pdflow.documents.person.growth_areas import growth_area_table
from pdflow.documents.person.outcome_readings import OutcomeReadings, outcome_readings, reading_table
from pdflow.documents.person.practice_evidence import evidence_table
from pdflow.documents.person.practice_history import PracticeHistory, practice_history
from pdflow.documents.person.session_cell import session_cell
from pdflow.documents.person.support_requests import request_table
from pdflow.engagement import Engagement
from pdflow.history import EffectiveEvents, contact_days, training_sessions
from pdflow.kernel.messages import Event
from pdflow.participation import (
    Attendance,
    CommittedStep,
    LearningAssessed,
    Participation,
    ParticipationSummary,
    PracticeCommitted,
    PracticeShared,
    PrioritySet,
    credited_attendance,
    decider,
    participation_summary,
)
from pdflow.people import PersonId


@attrs.frozen
class PersonRecord(PeopleDocument):
    """The hours of one person, and the history of their practice."""

    title: ClassVar[str] = "Record of hours and practice"
    copies = FOR_PERSON
    audience = Audience.TEAM
    state: Participation
    figures: ParticipationSummary
    contacts: tuple[datetime, ...]
    """The first moment of contact on each day of contact."""
    attended: tuple[Attendance, ...]
    assessed: tuple[LearningAssessed, ...]
    committed: tuple[CommittedStep, ...]
    priorities: tuple[PrioritySet, ...]
    practice: PracticeHistory
    readings: tuple[OutcomeReadings, ...]
    shared: tuple[PracticeShared, ...]
    at: datetime | None = None
    """The moment of the page, which says who is the coach and where the person works; None where nothing happened."""
    sessions: Mapping[str, str] = attrs.field(factory=dict)
    """The subject of each session that the engagement's calendar has."""

    @property
    def person(self) -> PersonId:
        """Whose record it is."""
        return self.state.person

    @property
    def pair(self) -> frozenset[PersonId]:
        practice = self.practice
        present = {who for record in practice.evidence for who in record.present} | {
            move.who for move in practice.moves
        }
        present |= {request.answered_by for request in practice.requests if request.answered_by is not None}
        present |= {area.who for area in practice.growth_areas} | {step.who for step in practice.steps}
        return self._both | present

    @property
    def _both(self) -> frozenset[PersonId]:
        """The participant and the coach at the moment of the page."""
        return frozenset({self.person, self._coach or self.person})

    @property
    def _coach(self) -> PersonId | None:
        return None if self.at is None else self.state.coach_at(self.at)

    def facts(self) -> Iterator[Fact]:
        state, place = self.state, None if self.at is None else self.state.place_at(self.at)
        about = (
            Fact("Name", NameCell(state.person)),
            Fact("Role", "" if place is None else place.role_title),
            Fact("Site", NameCell("" if place is None else place.site)),
            Fact("Coach", None if self._coach is None else NameCell(self._coach)),
            Fact("Enrolled", day_of(state.enrolled_at)),
            Fact("Phase", state.phase),
            Fact("Cycle", state.cycle),
        )
        return (attrs.evolve(fact, reader=Audience.TEAM) for fact in about)

    def sections(self) -> Iterator[Section]:
        practice = self.practice
        yield Section("Hours", (self._hours(), self._counts()))
        yield Section("Training", (self._training(),))
        yield Section("Contacts at work", (contact_table(practice.contacts),))
        if practice.requests:
            yield Section("Support asked for", (request_table(self.person, practice.requests),))
        yield Section("Growth areas", (growth_area_table(self.person, self._both, practice.growth_areas),))
        yield Section("Action steps", (action_step_table(self._both, practice.steps),))
        yield Section("Seen and said", (evidence_table(self.person, self._both, practice.evidence),), Audience.PAIR)
        yield Section("Coaching moves", (coaching_move_table(self.person, self._both, practice.moves),), Audience.PAIR)
        yield Section("Priorities and commitments", self._priorities())
        yield Section("Outcomes", (reading_table(self.readings),))
        yield Section("Learning and sharing", self._learning())

    def _hours(self) -> Table:
        f = self.figures
        minutes = (f.training_minutes, f.support_minutes, f.coaching_minutes)
        columns = ("Hours of training", "Of support", "Of coaching", "In all")
        return Table("Hours", columns, [(*(each / 60 for each in minutes), f.contact_hours)])

    def _counts(self) -> Facts:
        f = self.figures
        counts = (
            Fact("Dates of contact", len(self.contacts)),
            Fact("First contact", day_of(next(iter(self.contacts), None))),
            Fact("Last contact", day_of(next(reversed(self.contacts), None))),
            Fact("Observations", f.observations),
            Fact("Check-ins", f.check_ins),
            Fact("Coaching sessions", f.coaching_sessions),
            Fact("Steps completed", f.steps_completed),
        )
        return Facts(counts)

    def _training(self) -> Table:
        rows = [
            (DayCell(e.at), self._session(e), e.cycle, *_minutes(e), self._made_up(e.makes_up)) for e in self.attended
        ]
        columns = ("Day", "Session", "Cycle", "Minutes held", "Minutes there", "Share", "Makes up")
        return Table("Training", columns, rows)

    def _session(self, attended: Attendance) -> Cell:
        """A session; one that makes up another has its title, where the calendar has none of its own."""
        titles = {attended.session: self.sessions.get(attended.makes_up or ""), **self.sessions}
        return session_cell(attended.session, attended.at, titles)

    def _made_up(self, session: str | None) -> Cell:
        """The session that was made up, on the day on which it was missed where that is known."""
        days = [each.at for each in self.attended if each.session == session]
        if session is None:
            return None
        return DayCell(days[-1]) if days else NameCell(session)

    def _priorities(self) -> tuple[Table, ...]:
        priorities = [(DayCell(each.at), each.statement) for each in self.priorities]
        committed = [(each.text, each.by, each.help_wanted) for each in self.committed]
        return (
            Table("Priorities", ("Since", "Priority"), priorities),
            Table("Commitments", ("Committed to", "Until", "Help wanted"), committed),
        )

    def _learning(self) -> tuple[Table, ...]:
        scores = [(DayCell(each.at), each.instrument, each.time, each.score, each.out_of) for each in self.assessed]
        shared = [(DayCell(each.at), each.occasion) for each in self.shared]
        return (
            Table("Assessments", ("Day", "Instrument", "Time", "Score", "Out of"), scores),
            Table("Shared with others", ("Day", "Occasion"), shared),
        )


def _minutes(attended: Attendance) -> tuple[int, int, ShareCell]:
    return attended.held, attended.there, ShareCell(attended.there / attended.held if attended.held else 0)


def person_record(
    participation: Iterable[Event[Participation]],
    *,
    engagement: Iterable[Event[Engagement]] = (),
    calendar: Calendar | None = None,
    at: datetime | None = None,
) -> PersonRecord:
    """Make one person's record.

    Args:
        participation: The events of the person's stream.
        engagement: The events of the engagement, for the subjects of its sessions.
        calendar: Its zone is that of the days.
        at: The moment of the page, for the coach and the site; by default that of the latest event.
    """
    events = EffectiveEvents(participation)
    sessions = training_sessions(EffectiveEvents(engagement))
    state = decider.fold(events.all)
    committed = {step.step: step for made in events.of_type(PracticeCommitted) for step in made.steps}
    return PersonRecord(
        state=state,
        figures=participation_summary(state),
        contacts=contact_days(state, None if calendar is None else calendar.zone),
        attended=tuple(credited_attendance(state, earlier=True)),
        assessed=tuple(events.latest_by(LearningAssessed, lambda event: (event.instrument, event.time)).values()),
        committed=tuple(committed.values()),
        priorities=tuple(events.of_type(PrioritySet)),
        practice=practice_history(events, state),
        readings=tuple(outcome_readings(events, state)),
        shared=tuple(events.of_type(PracticeShared)),
        at=at or max((event.at for event in events.all), default=None),
        sessions={session.session: session.name for session in sessions},
        programmes=() if state.engagement is None else (state.engagement,),
        zone=None if calendar is None else calendar.zone,
    )
