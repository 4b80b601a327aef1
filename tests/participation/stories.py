"""Stories to begin a test with: the people, the days, and the commands carried out so far."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

import attrs

from pdflow import (
    FULL,
    Actor,
    Command,
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
    AssignTeam,
    BeginNextCycle,
    BeginSupport,
    CloseCoaching,
    CloseGrowthArea,
    CommittedStep,
    CommitToPractice,
    CompareWithModel,
    Complete,
    CompleteActionStep,
    Enrol,
    FeedbackKind,
    Focus,
    GiveFeedback,
    HoldCheckIn,
    HomeStep,
    IdentifyGrowthArea,
    MeasureOutcome,
    NameSteps,
    OpenCoaching,
    PlanSession,
    Practise,
    RecordAttendance,
    RecordObservation,
    ScheduleVisit,
    ShowModel,
    Source,
    SubmitEvaluation,
    TakeBaseline,
    VisitKind,
    Withdraw,
)
from pdflow.values import EvaluationLevel

START = datetime(2026, 9, 1, 8, tzinfo=UTC)
Story = list[Command]
ids = count(1)


def day(n: float, hour: int = 8) -> datetime:
    return START + timedelta(days=n, hours=hour - 8)


def on(n: int) -> date:
    return day(n).date()


@attrs.frozen
class Somebody:
    """A person in a role; called with a day and an hour, it gives the header of their command."""

    person: str
    role: Role

    def __call__(self, days: float, hour: int = 8) -> Header:
        return Header(UUID(int=next(ids)), Actor(self.person, self.role), day(days, hour))


ana = Somebody("ana", Role.PARTICIPANT)
bob = Somebody("bob", Role.PARTICIPANT)
kim = Somebody("kim", Role.COACH)
lee = Somebody("lee", Role.FACILITATOR)
pat = Somebody("pat", Role.PEER)
eve = Somebody("eve", Role.PARTNER)
tom = Somebody("tom", Role.MANAGER)
rosa = Somebody("rosa", Role.MANAGER)
joe = Somebody("joe", Role.COACH)
payer = Somebody("payer", Role.COMMISSIONER)
office = Somebody("office", Role.COORDINATOR)
host = Somebody("host", Role.SYSTEM)

EVERYBODY = (ana, bob, kim, lee, pat, eve, tom, rosa, joe, payer, office, host)
TEAM = tuple(Supporter(who.person, who.role) for who in (kim, lee, pat, eve, tom))
SUPPORTERS = {"kim", "lee", "pat", "eve", "tom"}
ASKS = Outcome("o1", OutcomeOf.PERSON, OutcomeKind.BEHAVIOUR, "asks open questions", Measure("share", "%"))


def plan(header: Header, plan: str, session: str = "d1", **more: Any) -> Command:
    return PlanSession(header, plan=plan, session=session, **{"start": day(3), "minutes": 360, **more})


def attend(header: Header, attendance: str, session: str = "d1", there: int = 360, **more: Any) -> Command:
    return RecordAttendance(header, attendance=attendance, session=session, there=there, **{"held": 360, **more})


def evaluate(header: Header, evaluation: str, session: str = "d1", **more: Any) -> Command:
    return SubmitEvaluation(header, evaluation=evaluation, session=session, **more)


def commit(header: Header, commitment: str, **steps: int) -> Command:
    dated = tuple(CommittedStep(step, "ask open questions", on(by)) for step, by in steps.items())
    return CommitToPractice(header, commitment=commitment, steps=dated)


def schedule(header: Header, visit: str, start: datetime, **more: Any) -> Command:
    values = {"kind": VisitKind.OBSERVATION, "supporter": "kim", "minutes": 30, **more}
    return ScheduleVisit(header, visit=visit, start=start, **values)


def observe(header: Header, observation: str, *on: str, level: Level = Level.MOSTLY, **more: Any) -> Command:
    focus = tuple(Focus(goal, level) for goal in on)
    values = {"setting": "class", "minutes": 30, "strengths": "asks", **more}
    return RecordObservation(header, observation=observation, focus=focus, **values)


def debrief(header: Header, feedback: str, observation: str) -> Command:
    kind, said = FeedbackKind.DEBRIEF, "wait a little"
    return GiveFeedback(header, feedback=feedback, observation=observation, kind=kind, said=said)


def artifact(header: Header, artifact: str, *shows: str, **more: Any) -> Command:
    shown = tuple(Focus(goal, Level.MOSTLY) for goal in shows)
    return AddArtifact(header, artifact=artifact, kind="plan", source=Source.OWN_WORK, shows=shown, **more)


def identify(header: Header, growth_area: str, *evidence: str, **more: Any) -> Command:
    values = {"practice": "wait time", "rationale": "it opens the rest", "considered": "praise", **more}
    return IdentifyGrowthArea(header, growth_area=growth_area, evidence=evidence, **values)


def agree(header: Header, step: str, serves: str, **more: Any) -> Command:
    values = {"statement": "wait three seconds", "look_for": "a pause", **more}
    return AgreeActionStep(header, step=step, serves=serves, **values)


def check_in(header: Header, check_in: str, **more: Any) -> Command:
    return HoldCheckIn(header, check_in=check_in, **{"minutes": 20, **more})


def measure(header: Header, measurement: str, on: date, **more: Any) -> Command:
    values = {"outcome": "o1", "value": 40, "level": EvaluationLevel.USE, **more}
    return MeasureOutcome(header, measurement=measurement, on=on, **values)


def enrolled(**more: Any) -> Story:
    """Enrolled on day 0 under the full rule, with a team, a session planned for day 3 and a baseline."""
    values = {"manager": "rosa", "policy": FULL, "outcomes": (ASKS,), "strategies": (Strategy.COACHING,), **more}
    return [
        Enrol(office(0), person="ana", **values),
        AssignTeam(office(0), team=TEAM, coach="kim"),
        plan(host(0), "p1"),
        TakeBaseline(lee(1), baseline="b1", outcome="o1", value=20, on=on(1)),
    ]


def trained(**more: Any) -> Story:
    """Trained on day 3, with an evaluation and a commitment to a step by day 20."""
    return [*enrolled(**more), attend(lee(3), "a1"), evaluate(ana(3, 16), "e1"), commit(ana(4), "c1", ask=20)]


def supported(**more: Any) -> Story:
    return [*trained(**more), BeginSupport(kim(4, 9))]


def observed(**more: Any) -> Story:
    return [*supported(**more), observe(kim(8), "ob1", "ask", level=Level.PARTLY)]


def with_growth_area(**more: Any) -> Story:
    return [*observed(**more), identify(kim(9), "g1", "ob1")]


def in_coaching(**more: Any) -> Story:
    """A session open since day 10, 8 o'clock."""
    return [*with_growth_area(**more), OpenCoaching(kim(10), session="s1", growth_area="g1")]


def four_moves() -> Story:
    """The moves of session s1, an hour each from 8 o'clock on day 10, with the step st1 taken home."""
    home = HomeStep("st1", "wait three seconds", "a pause")
    return [
        ShowModel(kim(10, 8), move="m1", session="s1", model="film 3"),
        CompareWithModel(kim(10, 9), move="m2", session="s1", evidence="ob1", gap="one second"),
        NameSteps(kim(10, 10), move="m3", session="s1", steps=("ask", "wait"), home=(home,)),
        Practise(kim(10, 11), move="m4", session="s1", rounds=2),
    ]


def coached(**more: Any) -> Story:
    """A session closed on day 10, 12 o'clock, with a return visit on day 17."""
    return [
        *in_coaching(**more),
        *four_moves(),
        schedule(kim(10, 11), "v1", day(17)),
        CloseCoaching(kim(10, 12), session="s1", minutes=45),
    ]


def settled(**more: Any) -> Story:
    """Practice seen again on day 17, the step done and the growth area closed."""
    return [
        *coached(**more),
        observe(kim(17), "ob2", "g1", "st1", visit="v1"),
        CompleteActionStep(ana(17, 9), step="st1", evidence="ob2"),
        CloseGrowthArea(kim(17, 9), growth_area="g1"),
    ]


def in_cycle_two(**more: Any) -> Story:
    return [*settled(**more), BeginNextCycle(kim(20), cycle=2)]


def ready(**more: Any) -> Story:
    """Ready to complete, with the outcome measured on day 100."""
    return [*settled(**more), measure(kim(100), "r1", on(100))]


def completed(**more: Any) -> Story:
    return [*ready(**more), Complete(kim(101))]


def withdrawn(**more: Any) -> Story:
    return [*supported(**more), Withdraw(rosa(30), reason="left")]
