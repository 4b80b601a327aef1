"""A participation as a course of commands, from enrolment to its end."""

from collections.abc import Sequence

from tests.participation.stories import (
    Somebody,
    Story,
    day,
    schedule,
)

from pdflow import (
    Command,
    Event,
    Reason,
    Refused,
)
from pdflow.kernel.decider import Decider
from pdflow.participation import (
    CloseCoaching,
    CompareWithModel,
    HomeStep,
    NameSteps,
    OpenCoaching,
    Participation,
    ParticipationCompleted,
    ParticipationSummary,
    Phase,
    Practise,
    ShowModel,
    Withdrawn,
    decider,
)


class Course:
    """The story of one participation, step by step; the events are kept for a replay."""

    def __init__(self, decider: Decider[Participation] = decider) -> None:
        self.decider, self.state = decider, decider.state()
        self.events: list[Event] = []

    def carries_out(self, what: str, *commands: Command) -> None:
        """Carry out these commands, none of which may be refused or a no-op."""
        for command in commands:
            try:
                events = self.decider.decide(self.state, command)
            except Refused as refused:
                raise AssertionError(what) from refused
            assert events, f"{what}: {command!r} was a no-op"
            self.events += events
            self.decider.fold(events, onto=self.state)

    def refuses(self, what: str, command: Command, *codes: str) -> Sequence[Reason]:
        """Expect a command to be refused with these reason codes."""
        reasons = self.decider.why_not(self.state, command)
        assert sorted(reason.code for reason in reasons) == sorted(codes), what
        return reasons

    def ends_in(self, phase: Phase) -> ParticipationSummary:
        """Expect the end in this phase, and the same state from a replay; returns the summary."""
        assert self.state.phase is phase
        assert self.decider.fold(self.events) == self.state
        assert self.decider.evolve(self.decider.state(), *self.events) == self.state
        last = self.events[-1]
        assert isinstance(last, ParticipationCompleted | Withdrawn)
        return last.summary


def a_session(coach: Somebody, n: int, session: str, area: str, evidence: str, *home: HomeStep) -> Story:
    """A one-on-one session on day n with all its moves, closed with a return visit a week later."""
    return [
        OpenCoaching(coach(n, 9), session=session, growth_area=area),
        ShowModel(coach(n, 9), move=f"{session}-model", session=session, model="film 3"),
        CompareWithModel(coach(n, 9), move=f"{session}-compare", session=session, evidence=evidence, gap="one second"),
        NameSteps(coach(n, 10), move=f"{session}-steps", session=session, steps=("ask", "wait"), home=home),
        Practise(coach(n, 10), move=f"{session}-practice", session=session, rounds=3),
        schedule(coach(n, 10), f"{session}-return", day(n + 7), supporter=coach.person),
        CloseCoaching(coach(n, 10), session=session, minutes=45),
    ]


def home(step: str) -> HomeStep:
    return HomeStep(step, "wait three seconds after a question", "a pause one can count")
