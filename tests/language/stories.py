"""Building blocks of the stories of refusals: a participation, the people in it and their usual commands."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import attrs

from pdflow import (
    FULL,
    Actor,
    Command,
    Event,
    Header,
    Level,
    Outcome,
    OutcomeKind,
    OutcomeOf,
    Policy,
    Reason,
    Supporter,
    participation as p,
)
from pdflow.people import (
    COACH,
    COORDINATOR,
    PARTICIPANT,
)
from pdflow.values import Strategy

START = datetime(2026, 9, 1, 8, tzinfo=UTC)
EASY = attrs.evolve(
    FULL,
    name="easy",
    shortest_session=0,
    commitment_before_support=False,
    baseline_before_support=False,
    attendance_share=0,
    contacts_per_cycle=0,
)
OUTCOME = Outcome("questions", OutcomeOf.PERSON, OutcomeKind.BEHAVIOUR, "asks open questions")
IDS = count(1)


def on(day: float, role: str = COORDINATOR, person: str = "cora") -> Header:
    return Header(f"{next(IDS):032x}", Actor(person, role), START + timedelta(days=day))


def kim(day: float) -> Header:
    return on(day, COACH, "kim")


def ana(day: float) -> Header:
    return on(day, PARTICIPANT, "ana")


class Story:
    """A participation with the commands carried out in it, and the reasons against those refused."""

    def __init__(self, policy: Policy = EASY, **more: Any) -> None:
        self.state, self.reasons = p.decider.state(), list[Reason]()
        self.do(p.Enrol(on(0), person="ana", policy=policy, strategies=(Strategy.COACHING,), **more))

    def do(self, *messages: Command | Event) -> None:
        for each in messages:
            events = p.decider.decide(self.state, each) if isinstance(each, Command) else [each]
            p.decider.fold(events, onto=self.state)

    def ask(self, *commands: Command) -> None:
        for command in commands:
            refused = p.decider.why_not(self.state, command)
            assert refused, f"{command!r} was not refused"
            self.reasons += refused


def supported(policy: Policy = EASY, **more: Any) -> Story:
    story = Story(policy, **more)
    story.do(
        p.AssignTeam(on(0), team=(Supporter("kim", COACH),), coach="kim"),
        p.RecordAttendance(kim(1), attendance="a-1", session="day-1", held=360, there=360),
        p.BeginSupport(kim(2)),
        p.SetPriority(kim(2), priority="p-1", statement="wait longer"),
    )
    return story


def seen(name: str, day: float, on: str = "p-1", visit: str | None = None) -> Command:
    focus = (p.Focus(on, Level.PARTLY),)
    return p.RecordObservation(
        kim(day), observation=name, setting="class", minutes=30, focus=focus, strengths="x", visit=visit
    )


def area(name: str, day: float, *evidence: str, why: str = "x") -> Command:
    return p.IdentifyGrowthArea(
        kim(day), growth_area=name, practice="x", evidence=evidence, rationale=why, considered=why
    )


def step(name: str, day: float, serves: str = "p-1", look_for: str = "x", due: date | None = None) -> Command:
    return p.AgreeActionStep(kim(day), step=name, serves=serves, statement="x", look_for=look_for, due=due)


def visit(name: str, day: float, start: float) -> Command:
    begins = START + timedelta(days=start)
    return p.ScheduleVisit(
        kim(day), visit=name, kind=p.VisitKind.OBSERVATION, supporter="kim", start=begins, minutes=60
    )
