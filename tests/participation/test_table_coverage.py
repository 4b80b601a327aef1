"""Every row, guard, reason code and event of the table is used by some history."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import attrs
from tests.participation.corpus import COORDINATOR, corpus, enrolment, examples, sample

from pdflow import FULL, LIGHT, Actor, Command, Event, Header, Role, Supporter
from pdflow.kernel.fields import fields
from pdflow.kernel.guards import Guard, GuardKind, Objection
from pdflow.kernel.messages import EVENTS
from pdflow.participation import (
    ENROLLED,
    AddArtifact,
    AgreeActionStep,
    AnswerRequest,
    AssessLearning,
    AssessmentTime,
    AssignTeam,
    BeginSupport,
    CarryGrowthArea,
    CommittedStep,
    CommitToPractice,
    CompareWithModel,
    Complete,
    CutCoachingShort,
    Enrol,
    GiveFeedback,
    HomeStep,
    MissVisit,
    NameSteps,
    Participation,
    Pause,
    PlanSession,
    Practise,
    RecordAttendance,
    RecordObservation,
    Reopen,
    RequestSupport,
    RetirePriority,
    ScheduleVisit,
    SetPriority,
    SharePractice,
    ShowModel,
    Source,
    TakeBaseline,
    VisitKind,
    VoidRecord,
    Waive,
    Withdraw,
    decider,
)
from pdflow.participation.state import ANY
from pdflow.testing.changes import with_field
from pdflow.testing.walks import MORNING

NEVER = {("Enrol", phase, phase) for phase in ANY} | {("SubmitEvaluation", ENROLLED, ENROLLED)}
"""Enrolling again is refused with its own reason in every phase; and nobody evaluates who attended nothing yet."""

LATER = date(2040, 1, 1)
MISTAKES: dict[type[Command], list[dict[str, object]]] = {
    Enrol: [{"person": "bob"}],
    AssignTeam: [{"coach": "ana"}, {"coach": "max"}],
    Withdraw: [{"reason": ""}],
    Reopen: [{"reason": ""}],
    Pause: [{"until": None}, {"until": date(2000, 1, 1)}],
    Waive: [{"requirement": "no.such"}, {"requirement": "step.open"}, {"reason": ""}],
    VoidRecord: [{"reason": ""}],
    RecordAttendance: [{"there": 999}, {"makes_up": "no-such-day"}],
    CommitToPractice: [{"steps": ()}, {"steps": (CommittedStep("some-day", "ask open questions"),)}],
    TakeBaseline: [{"on": LATER, "retrospective": False}],
    RecordObservation: [{"strengths": None, "struggles": None}],
    NameSteps: [{"home": (HomeStep("far", "go far", "", day),) * 3} for day in (LATER, date(2020, 1, 1))]
    + [{"steps": (" ",)}],
    ShowModel: [{"model": " "}],
    CompareWithModel: [{"gap": ""}],
    Practise: [{"rounds": 0}],
    GiveFeedback: [{"said": None, "reflection": " "}],
    RequestSupport: [{"topic": None}],
    CarryGrowthArea: [{"reason": ""}],
    AgreeActionStep: [{"due": date(2020, 1, 1)}, {"due": LATER}],
    ScheduleVisit: [{"supporter": "stranger"}],
    MissVisit: [{"missed_by": "stranger"}],
    CutCoachingShort: [{"reason": ""}],
}
"""Mistakes that are particular to one command."""


def hour(number: int) -> Header:
    return Header(f"00000000-0000-4000-8000-{number:012}", COORDINATOR, MORNING + timedelta(hours=number))


STORIES = [
    [
        enrolment(FULL),
        AssignTeam(hour(1), team=(Supporter("max", Role.MANAGER),)),
        BeginSupport(hour(2)),
    ],
    [
        enrolment(FULL),
        Pause(hour(1), until=LATER),
        RecordAttendance(hour(2), attendance="present", session="day-1", held=60, there=60),
        RecordAttendance(hour(3), attendance="absent", session="day-1", held=60, there=0),
        VoidRecord(hour(4), record="absent", reason="mistake"),
        RecordAttendance(hour(5), attendance="absent", session="day-1", held=60, there=0),
    ],
    [
        enrolment(FULL),
        AssessLearning(hour(3), assessment="a1", instrument="quiz", time=AssessmentTime.PRE, score=1, out_of=2),
        AssessLearning(hour(2), assessment="a2", instrument="quiz", time=AssessmentTime.POST, score=1, out_of=2),
        PlanSession(hour(1), plan="first", session="day-1", start=MORNING, minutes=60),
        PlanSession(hour(2), plan="again", session="day-1", start=MORNING, minutes=60, cycle=2),
        RecordAttendance(hour(4), attendance="morning", session="day-1", held=60, there=0),
        RecordAttendance(hour(3), attendance="noon", session="day-1", held=60, there=0, continues="morning"),
    ],
    [
        enrolment(FULL),
        SetPriority(hour(1), priority="calm", statement="fewer referrals"),
        RetirePriority(hour(2), priority="calm", accomplished=True),
    ],
    [
        enrolment(FULL),
        AssignTeam(hour(1), team=(Supporter("kim", Role.COACH),), coach="kim"),
        ScheduleVisit(hour(2), visit="chat", kind=VisitKind.CHECK_IN, supporter="kim", start=hour(3).at, minutes=20),
        MissVisit(hour(3), visit="chat", missed_by="ana"),
        RequestSupport(hour(4), request="help", topic="questions"),
        AnswerRequest(hour(5), request="help"),
    ],
    [
        enrolment(LIGHT),
        RecordAttendance(hour(1), attendance="present", session="day-1", held=60, there=60),
        AddArtifact(hour(2), artifact="plan", kind="lesson plan", source=Source.OWN_WORK),
        Complete(hour(3)),
        SharePractice(hour(4), sharing="shared", occasion="team meeting"),
        VoidRecord(hour(5), record="shared", reason="mistake"),
        Reopen(hour(6), reason="returned"),
    ],
]
"""What the random histories reach too seldom."""


@attrs.define
class Coverage:
    """The rows taken, the guards that objected, the reason codes given and the events that happened."""

    rows: set[tuple[str, str, str]] = attrs.field(factory=set)
    guards: set[Guard[Participation, Command]] = attrs.field(factory=set)
    codes: set[str] = attrs.field(factory=set)
    events: set[type[Event]] = attrs.field(factory=set)

    def attempt(self, state: Participation, command: Command) -> tuple[Event, ...]:
        if row := decider.table.rows[type(command)].get(state.phase):
            new = (guard for guard in row.guards if guard not in self.guards)
            self.guards.update(guard for guard in new if objection(guard, state, command))
        reasons = decider.why_not(state, command)
        self.codes.update(reason.code for reason in reasons)
        events = () if reasons else tuple(decider.decide(state, command))
        self.events.update(map(type, events))
        if events:
            self.rows.add((type(command).__name__, state.phase, decider.evolve(state, *events).phase))
        return events


def objection(guard: Guard[Participation, Command], state: Participation, command: Command) -> Objection:
    arguments = {GuardKind.FACT: (), GuardKind.MOMENT: (command.at,), GuardKind.DETAIL: (command,)}
    return guard(state, *arguments[guard.kind])


def mistakes(state: Participation, command: Command) -> Iterator[Command]:
    """The command with a mistake: one of its own, a name that is void, taken or unknown, a time too early."""
    yield from (with_field(command, **mistake) for mistake in MISTAKES.get(type(command), ()))
    for role in (Role.PARTICIPANT, Role.COORDINATOR):
        yield with_field(command, header=attrs.evolve(command.header, by=Actor(state.person or "ana", role)))
    if isinstance(command, CompareWithModel):
        yield from (with_field(command, evidence=name) for name in state.check_ins)
    if isinstance(command, ScheduleVisit):
        yield from (with_field(command, start=visit.start) for visit in state.visits.values())
    names, voided = [name for name, _ in state.records()], sorted(state.voided)[-1:]
    for field in fields(type(command))[1:]:
        if "key" in field.metadata or type(command) is VoidRecord:
            yield from (with_field(command, **{field.name: name}) for name in (*voided, *state.sessions, *names[::9]))
        if "names" in field.metadata:
            yield from misnamed(state, command, field)
    for name in voided:
        if isinstance(command, NameSteps):
            yield with_field(command, home=(HomeStep(name, "go on", "a pause"),))
    for id in sorted(filter(is_command_id, state.voided))[-1:]:
        yield with_field(command, header=attrs.evolve(command.header, id=id))


def is_command_id(name: str) -> bool:
    """Whether a voided record had no name of its own, and was voided by the id of its command."""
    return len(name) == 36


def misnamed(state: Participation, command: Command, field: "attrs.Attribute[object]") -> Iterator[Command]:
    """The command naming an unknown record, and a record that is dated later."""
    ledgers, _, each, *_ = field.metadata["names"]
    value = getattr(command, field.name)
    if value is None:
        value = next((name for ledger in ledgers for name in getattr(state, ledger)), None)
    early = attrs.evolve(command.header, at=state.enrolled_at or command.at)
    yield with_field(command, **{field.name: value}, header=early)
    if not isinstance(value, tuple):
        yield with_field(command, **{field.name: "unknown"})
    else:
        unknown = tuple(with_field(item, **{each: "unknown"}) if each else "unknown" for item in value)
        yield with_field(command, **{field.name: unknown})


@cache
def coverage() -> Coverage:
    coverage = Coverage()
    for commands in (*(history.commands for history in corpus()), *STORIES):
        state = decider.state()
        for command in commands:
            decider.fold(coverage.attempt(state, command), onto=state)
    for place, state in enumerate(sample()):
        for command in examples(state):
            coverage.attempt(state, command)
            for mistake in mistakes(state, command) if place % 4 == 0 else ():
                coverage.attempt(state, mistake)
    return coverage


def test_every_row_is_taken_and_leads_to_the_phases_it_declares() -> None:
    moves = decider.table.moves
    declared = {(move.command.__name__, at, to) for move in moves for at in move.phases for to in move.to or [at]}
    assert coverage().rows == declared - NEVER


def test_every_guard_refuses_somebody() -> None:
    assert not [(guard.code, guard.ask) for guard in decider.table.guards if guard not in coverage().guards]


def test_every_reason_is_given_to_somebody() -> None:
    rights = {"right.role", "right.not_on_team", "right.not_the_manager", "right.about_self", "coaching.not_the_coach"}
    assert coverage().codes == {*decider.reason_codes, *rights, "participation.not_in_phase"}


def test_every_event_happens() -> None:
    registered = {event.type for name, event in EVENTS.items() if name.startswith("participation.")}
    assert coverage().events == registered == {event for row in decider.table.moves for event in row.events}
