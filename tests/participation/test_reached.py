"""Nothing in the table is there in vain: every row, rule, reason code and event is reached by somebody."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import attrs
from tests.participation.corpus import COORDINATOR, corpus, enrolment, examples, sample

from pdflow import (
    FULL,
    LIGHT,
    Actor,
    Command,
    Event,
    Header,
    Role,
    Supporter,
)
from pdflow.kernel.fields import fields
from pdflow.kernel.guards import Guard, GuardKind, Objection
from pdflow.kernel.messages import EVENTS
from pdflow.participation import (
    ENROLLED,
    AddArtifact,
    AssignTeam,
    BeginSupport,
    CommittedStep,
    CommitToPractice,
    Complete,
    CutCoachingShort,
    Enrol,
    HomeStep,
    NameSteps,
    Participation,
    Pause,
    RecordAttendance,
    RecordObservation,
    Reopen,
    RetirePriority,
    ScheduleVisit,
    SetPriority,
    SharePractice,
    Source,
    TakeBaseline,
    VoidRecord,
    Waive,
    Withdraw,
    decider,
)
from pdflow.participation.state import ANY
from pdflow.testing.changes import with_field
from pdflow.testing.walks import MORNING

NEVER = {("Enrol", phase, phase) for phase in ANY} | {("SubmitEvaluation", ENROLLED, ENROLLED)}
"""Whoever is enrolled is told so, not that it is the wrong phase; and who is still enrolled was never there."""

LATER = date(2040, 1, 1)
SLIPS: dict[type[Command], list[dict[str, object]]] = {
    Enrol: [{"person": "bob"}],
    AssignTeam: [{"coach": "ana"}],
    Withdraw: [{"reason": ""}],
    Reopen: [{"reason": ""}],
    Pause: [{"until": None}],
    Waive: [{"requirement": "no.such"}, {"requirement": "step.open"}, {"reason": ""}],
    VoidRecord: [{"reason": ""}],
    RecordAttendance: [{"there": 999}, {"makes_up": "no-such-day"}],
    CommitToPractice: [{"steps": ()}, {"steps": (CommittedStep("some-day", "ask open questions"),)}],
    TakeBaseline: [{"on": LATER, "retrospective": False}],
    RecordObservation: [{"strengths": None, "struggles": None}],
    NameSteps: [{"home": (HomeStep("far", "go far", "", LATER),) * 3}],
    CutCoachingShort: [{"reason": ""}],
}
"""What might be put into a form by mistake, beyond the mistakes that every form invites."""


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
        RecordAttendance(hour(2), attendance="there", session="day-1", held=60, there=60),
        RecordAttendance(hour(3), attendance="absent", session="day-1", held=60, there=0),
        VoidRecord(hour(4), record="absent", reason="mistake"),
        RecordAttendance(hour(5), attendance="absent", session="day-1", held=60, there=0),
    ],
    [
        enrolment(FULL),
        SetPriority(hour(1), priority="calm", statement="fewer referrals"),
        RetirePriority(hour(2), priority="calm", accomplished=True),
    ],
    [
        enrolment(LIGHT),
        RecordAttendance(hour(1), attendance="there", session="day-1", held=60, there=60),
        AddArtifact(hour(2), artifact="plan", kind="lesson plan", source=Source.OWN_WORK),
        Complete(hour(3)),
        SharePractice(hour(4), sharing="told", occasion="team meeting"),
        VoidRecord(hour(5), record="told", reason="mistake"),
        Reopen(hour(6), reason="returned"),
    ],
]
"""What too few come upon by chance."""


@attrs.define
class Reached:
    rows: set[tuple[str, str, str]] = attrs.field(factory=set)
    rules: set[Guard[Participation, Command]] = attrs.field(factory=set)
    codes: set[str] = attrs.field(factory=set)
    events: set[type[Event]] = attrs.field(factory=set)

    def ask(self, state: Participation, command: Command) -> tuple[Event, ...]:
        if row := decider.table.rows[type(command)].get(state.phase):
            unasked = (rule for rule in row.rules if rule not in self.rules)
            self.rules.update(rule for rule in unasked if answer(rule, state, command))
        reasons = decider.why_not(state, command)
        self.codes.update(reason.code for reason in reasons)
        events = () if reasons else tuple(decider.decide(state, command))
        self.events.update(map(type, events))
        if events:
            self.rows.add((type(command).__name__, state.phase, decider.evolve(state, *events).phase))
        return events


def answer(rule: Guard[Participation, Command], state: Participation, command: Command) -> Objection:
    return rule(state, *{GuardKind.FACT: (), GuardKind.MOMENT: (command.at,), GuardKind.DETAIL: (command,)}[rule.kind])


def slips(state: Participation, command: Command) -> Iterator[Command]:
    """The command with a mistake: a slip of its own, a name that is void, taken or unknown, a day too early."""
    yield from (with_field(command, **slip) for slip in SLIPS.get(type(command), ()))
    yield with_field(command, header=attrs.evolve(command.header, by=Actor(state.person, Role.PARTICIPANT)))
    if isinstance(command, ScheduleVisit):
        yield from (with_field(command, start=visit.start) for visit in state.visits.values())
    names, voided = [name for name, _ in state.records()], sorted(state.voided)[-1:]
    for field in fields(type(command))[1:]:
        if "key" in field.metadata or type(command) is VoidRecord:
            yield from (with_field(command, **{field.name: name}) for name in (*voided, *state.sessions, *names[::9]))
        if "names" in field.metadata:
            yield from misnamed(state, command, field)
    for name in voided:
        yield with_field(command, header=attrs.evolve(command.header, id=name))
        if isinstance(command, NameSteps):
            yield with_field(command, home=(HomeStep(name, "go on", "a silence"),))


def misnamed(state: Participation, command: Command, field: "attrs.Attribute[object]") -> Iterator[Command]:
    """The command naming what is not there, and what is there but later."""
    ledgers, _, each = field.metadata["names"]
    said = getattr(command, field.name)
    if said is None:
        said = next((name for ledger in ledgers for name in getattr(state, ledger)), None)
    early = attrs.evolve(command.header, at=state.enrolled_at or command.at)
    yield with_field(command, **{field.name: said}, header=early)
    if not isinstance(said, tuple):
        yield with_field(command, **{field.name: "unknown"})
    else:
        unknown = tuple(with_field(item, **{each: "unknown"}) if each else "unknown" for item in said)
        yield with_field(command, **{field.name: unknown})


@cache
def reached() -> Reached:
    reached = Reached()
    for commands in (*(history.commands for history in corpus()), *STORIES):
        state = decider.state()
        for command in commands:
            decider.fold(reached.ask(state, command), onto=state)
    for place, state in enumerate(sample()):
        for command in examples(state):
            reached.ask(state, command)
            for slip in slips(state, command) if place % 4 == 0 else ():
                reached.ask(state, slip)
    return reached


def test_every_row_is_reached_and_leads_where_it_says() -> None:
    told = {(row.command.__name__, at, to) for row in decider.table.moves for at in row.phases for to in row.to or [at]}
    assert reached().rows == told - NEVER


def test_every_rule_refuses_somebody() -> None:
    assert not [(rule.code, rule.ask) for rule in decider.table.rules if rule not in reached().rules]


def test_every_reason_is_given_to_somebody() -> None:
    rights = {"right.role", "right.not_on_team", "coaching.not_the_coach"}
    assert reached().codes == {*decider.reason_codes, *rights, "participation.not_in_phase"}


def test_every_event_happens() -> None:
    registered = {event.type for name, event in EVENTS.items() if name.startswith("participation.")}
    assert reached().events == registered == {event for row in decider.table.moves for event in row.events}
