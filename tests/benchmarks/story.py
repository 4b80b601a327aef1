"""One person's way, written once: whom, what and when, for pdflow and for whatever it is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid5

import attrs

from pdflow import (
    TEXAS_CYCLE,
    Actor,
    Command,
    EvaluationLevel,
    Event,
    Header,
    Level,
    Measure,
    Outcome,
    OutcomeKind,
    OutcomeOf,
    Role,
    Strategy,
    Supporter,
)
from pdflow.participation import (
    AddArtifact,
    AgreeActionStep,
    AssessLearning,
    AssessmentTime,
    AssignTeam,
    BeginNextCycle,
    BeginSupport,
    BriefParticipant,
    CloseCoaching,
    CloseGrowthArea,
    CommittedStep,
    CommitToPractice,
    CompareWithModel,
    Complete,
    CompleteActionStep,
    Enrol,
    ExtendActionStep,
    FeedbackKind,
    Focus,
    GiveFeedback,
    HoldCheckIn,
    HomeStep,
    IdentifyGrowthArea,
    MeasureOutcome,
    MissVisit,
    NameSteps,
    OpenCoaching,
    Participation,
    PlanSession,
    Practise,
    Progress,
    RecordAttendance,
    RecordObservation,
    RetirePriority,
    ScheduleVisit,
    SetPriority,
    SharePractice,
    ShowModel,
    Source,
    StepReview,
    SubmitEvaluation,
    TakeBaseline,
    VisitKind,
    decider,
)

BEGAN = datetime(2026, 9, 1, 8, tzinfo=UTC)
CYCLE = timedelta(days=130)
SPACE = UUID("8f2a6d3e-6f0c-4a52-9d2f-0b3c5a7e9d11")
POLICY = attrs.evolve(TEXAS_CYCLE, name="TEXAS_YEAR", fewest_cycles=1, most_cycles=None)
WAIT_TIME = Outcome("wait", OutcomeOf.PERSON, OutcomeKind.BEHAVIOUR, "waits for answers", Measure("share", "%"))
COORDINATOR, PERSON, COACH = ("ada", Role.COORDINATOR), ("ben", Role.PARTICIPANT), ("kim", Role.COACH)


class Ask(NamedTuple):
    """One line of the story: the type of command, who asks, when, and what it says."""

    kind: type[Command]
    by: tuple[str, Role]
    at: datetime
    fields: dict[str, Any]

    def command(self, id: str) -> Command:
        """The command as a host would make it."""
        return self.kind(Header(id, Actor(*self.by), self.at), **self.fields)


def enrolment() -> Iterator[Ask]:
    """How it begins."""
    say = _Voice(1)
    yield say(COORDINATOR, 0, Enrol, person="ben", policy=POLICY, site="north", outcomes=(WAIT_TIME,))
    yield say(COORDINATOR, 0, AssignTeam, team=(Supporter("kim", Role.COACH),), coach="kim")
    yield say(COORDINATOR, 0, BriefParticipant, outcomes=(WAIT_TIME,), strategies=(Strategy.COACHING,))
    yield say(COACH, 1, TakeBaseline, baseline=say.name("b"), outcome="wait", value=20, on=say.day(1))


def cycle(number: int = 1) -> Iterator[Ask]:
    """A round of training, support and coaching, twice coached."""
    say = _Voice(number)
    yield from _training(say)
    yield from _support(say)
    yield from _coaching(say, "1", 10, evidence="ob1")
    yield from _between(say)
    yield from _coaching(say, "2", 29, evidence="ob3")
    yield from _settling(say)


def next_cycle(number: int) -> Ask:
    """How a further round is begun."""
    return _Voice(number - 1)(COACH, 129, BeginNextCycle, cycle=number)


def whole() -> list[Ask]:
    """A whole participation of one round."""
    return [*enrolment(), *cycle(), _Voice(1)(COACH, 121, Complete)]


def commands(asked: list[Ask]) -> list[Command]:
    """The commands of a story, each under an id of its own."""
    return [ask.command(command_id(f"command {number}")) for number, ask in enumerate(asked)]


def history(commands: list[Command]) -> list[Event]:
    """What happened when these commands were carried out, one after the other."""
    state, events_so_far = decider.state(), list[Event]()
    for command in commands:
        events = decider.decide(state, command)
        events_so_far += events
        decider.fold(events, onto=state)
    return events_so_far


def before(kind: type[Command], nth: int = 0) -> tuple[Participation, Command]:
    """The state in which the story asks this, the nth time, and the command."""
    asked = commands(whole())
    place = [place for place, command in enumerate(asked) if type(command) is kind][nth]
    return decider.fold(history(asked[:place])), asked[place]


def midway() -> Participation:
    """The state after half the story."""
    asked = commands(whole())
    return decider.fold(history(asked[: len(asked) // 2]))


@attrs.frozen
class _Voice:
    cycle: int

    def __call__(self, by: tuple[str, Role], day: float, kind: type[Command], /, **fields: Any) -> Ask:
        return Ask(kind, by, self.at(day), fields)

    def at(self, day: float) -> datetime:
        return BEGAN + (self.cycle - 1) * CYCLE + timedelta(days=day)

    def day(self, day: float) -> date:
        return self.at(day).date()

    def name(self, record: str) -> str:
        return command_id(f"{record} {self.cycle}")


def command_id(text: str) -> str:
    return str(uuid5(SPACE, text))


def _training(say: _Voice) -> Iterator[Ask]:
    name, at = say.name, say.at
    for number, day in ("1", 3), ("2", 4):
        session = {"session": name(f"session{number}")}
        plan = {"plan": name(f"plan{number}"), "start": at(day), "minutes": 360}
        yield say(COORDINATOR, 2, PlanSession, **session, **plan)
    learning = {"instrument": name("quiz"), "out_of": 10}
    yield say(PERSON, 2, AssessLearning, assessment=name("pre"), time=AssessmentTime.PRE, score=4, **learning)
    for number, day in ("1", 3.3), ("2", 4.3):
        session = {"session": name(f"session{number}")}
        yield say(COACH, day, RecordAttendance, attendance=name(f"there{number}"), held=360, there=350, **session)
        yield say(PERSON, day, SubmitEvaluation, evaluation=name(f"sheet{number}"), reaction=4, **session)
    yield say(PERSON, 4.3, AssessLearning, assessment=name("post"), time=AssessmentTime.POST, score=8, **learning)
    steps = (CommittedStep(name("cs1"), "ask and wait", say.day(20)), CommittedStep(name("cs2"), "plan", say.day(60)))
    yield say(PERSON, 4.4, CommitToPractice, commitment=name("will"), steps=steps)
    yield say(COACH, 5, BeginSupport)


def _support(say: _Voice) -> Iterator[Ask]:
    name = say.name
    yield say(PERSON, 5, SetPriority, priority=name("p1"), statement="every child speaks")
    yield _visit(say, 5, "v1", VisitKind.OBSERVATION, 8)
    yield _observation(say, 8, "ob1", "v1", Focus(name("cs1"), Level.NOT_YET), Focus(name("p1"), Level.PARTLY))
    yield _feedback(say, 8.1, "fb1", "ob1")
    why = {"practice": "wait time", "rationale": "opens talk", "considered": "grouping"}
    yield say(COACH, 8.2, IdentifyGrowthArea, growth_area=name("g1"), evidence=(name("ob1"),), **why)
    yield _visit(say, 8.2, "v2", VisitKind.COACHING, 10)


def _coaching(say: _Voice, nth: str, day: float, evidence: str) -> Iterator[Ask]:
    name, session = say.name, {"session": say.name(f"coaching{nth}")}
    step = HomeStep(name(f"home{nth}"), "wait three seconds", "counts silently", say.day(day + 9))
    visit = name("v2") if nth == "1" else None
    yield say(COACH, day, OpenCoaching, growth_area=name("g1"), visit=visit, **session)
    yield say(COACH, day, ShowModel, move=name(f"model{nth}"), model="film", **session)
    yield say(
        COACH, day, CompareWithModel, move=name(f"compare{nth}"), evidence=name(evidence), gap="one second", **session
    )
    yield say(COACH, day, NameSteps, move=name(f"steps{nth}"), steps=("ask", "wait", "nod"), home=(step,), **session)
    yield say(COACH, day, Practise, move=name(f"practice{nth}"), rounds=3, level=Level.PARTLY, **session)
    yield _visit(say, day, f"return{nth}", VisitKind.OBSERVATION, day + 7)
    yield say(COACH, day + 0.04, CloseCoaching, minutes=45, **session)


def _between(say: _Voice) -> Iterator[Ask]:
    name = say.name
    shows = (Focus(name("p1"), Level.PARTLY),)
    yield say(PERSON, 12, AddArtifact, artifact=name("film"), kind="film", source=Source.OWN_WORK, shows=shows)
    yield _observation(say, 17, "ob2", "return1", Focus(name("g1"), Level.PARTLY), Focus(name("home1"), Level.MOSTLY))
    yield _feedback(say, 17.1, "fb2", "ob2")
    yield _visit(say, 17.1, "v4", VisitKind.CHECK_IN, 20)
    reviews = (StepReview(name("home1"), Progress.DONE), StepReview(name("cs1"), Progress.DONE))
    yield say(COACH, 20, HoldCheckIn, check_in=name("ci1"), minutes=15, reviews=reviews, visit=name("v4"))
    yield say(PERSON, 20.1, CompleteActionStep, step=name("home1"), evidence=name("ob2"))
    step = {"statement": "log silence", "look_for": "a tally sheet"}
    yield say(COACH, 20.2, AgreeActionStep, step=name("st1"), serves=name("p1"), **step)
    yield _visit(say, 20.3, "v5", VisitKind.OBSERVATION, 24)
    yield say(COACH, 24.1, MissVisit, visit=name("v5"), missed_by="ben")
    yield say(COACH, 25, ExtendActionStep, step=name("st1"), due=say.day(34), reason="ill")
    yield _observation(say, 27, "ob3", None, Focus(name("g1"), Level.PARTLY))
    yield _feedback(say, 27.1, "fb3", "ob3")


def _settling(say: _Voice) -> Iterator[Ask]:
    name = say.name
    yield _observation(say, 36, "ob4", "return2", Focus(name("g1"), Level.MOSTLY), Focus(name("st1"), Level.FULLY))
    yield _feedback(say, 36.1, "fb4", "ob4")
    yield say(PERSON, 36.2, CompleteActionStep, step=name("st1"), evidence=name("ob4"))
    yield say(PERSON, 36.2, CompleteActionStep, step=name("home2"), evidence=name("ob4"))
    yield say(COACH, 36.3, CloseGrowthArea, growth_area=name("g1"))
    reviews = (StepReview(name("cs2"), Progress.DONE),)
    yield say(COACH, 60, HoldCheckIn, check_in=name("ci2"), minutes=15, reviews=reviews)
    yield say(PERSON, 61, SharePractice, sharing=name("talk"), occasion="team meeting")
    yield say(COACH, 62, RetirePriority, priority=name("p1"), accomplished=True)
    reading = {"outcome": "wait", "value": 60, "level": EvaluationLevel.USE}
    yield say(COACH, 120, MeasureOutcome, measurement=name("again"), on=say.day(120), **reading)


def _visit(say: _Voice, day: float, name: str, kind: VisitKind, on: float) -> Ask:
    return say(
        COACH, day, ScheduleVisit, visit=say.name(name), kind=kind, supporter="kim", start=say.at(on), minutes=40
    )


def _observation(say: _Voice, day: float, name: str, visit: str | None, *focus: Focus) -> Ask:
    seen = {"setting": "class", "minutes": 30, "focus": focus, "strengths": "waits", "struggles": "nods"}
    return say(
        COACH,
        day,
        RecordObservation,
        observation=say.name(name),
        visit=None if visit is None else say.name(visit),
        **seen,
    )


def _feedback(say: _Voice, day: float, name: str, observation: str) -> Ask:
    fields = {"kind": FeedbackKind.DEBRIEF, "said": "I saw you wait"}
    return say(COACH, day, GiveFeedback, feedback=say.name(name), observation=say.name(observation), **fields)
