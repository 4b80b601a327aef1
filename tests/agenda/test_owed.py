"""Each obligation of a participation: when it is owed, by whom, by which day, and that its command makes it go."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

import attrs
import pytest
from tests.participation.stories import (
    ASKS,
    START,
    TEAM,
    Story,
    agree,
    ana,
    artifact,
    attend,
    check_in,
    coached,
    commit,
    day,
    debrief,
    enrolled,
    evaluate,
    identify,
    in_cycle_two,
    joe,
    kim,
    lee,
    measure,
    observe,
    observed,
    office,
    on,
    plan,
    rosa,
    schedule,
    settled,
    supported,
    trained,
    with_growth_area,
)

from pdflow import FULL, LIGHT, TEXAS_LEADER, Command, Handover, Role, Supporter, Tier
from pdflow.agenda import EveryDay, Obligation, Status, Terms, agenda
from pdflow.participation import (
    AssignTeam,
    BeginSupport,
    CancelVisit,
    CloseCoaching,
    CloseGrowthArea,
    CompleteActionStep,
    DropGrowthArea,
    Enrol,
    ExtendActionStep,
    OpenCoaching,
    Participation,
    Pause,
    Progress,
    Resume,
    StepReview,
    TakeBaseline,
    VisitKind,
    Waive,
    Withdraw,
    decider,
)
from pdflow.policy import Contact
from pdflow.testing.spec import given

ALWAYS = EveryDay()


def after(*history: Command) -> Participation:
    return given(decider, *history).state


def owed(state: Participation, n: float, calendar: Any = ALWAYS) -> dict[str, Obligation]:
    """What is owed on day n, by its code."""
    return {found.code: found for found in agenda(state, day(n), calendar)}


def last_day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date() - timedelta(days=1)


class Case(NamedTuple):
    """A code, how it comes to be owed, on which day it is looked at, its last days in time, and what discharges it."""

    code: str
    history: Story
    looked: float
    due: date
    breach: date | None
    owner: str | None
    role: Role
    command: Command
    before: Story = []


def missed_day_one() -> Story:
    return [*enrolled(), attend(lee(3), "a1", there=100)]


def without_kim() -> AssignTeam:
    return AssignTeam(office(9), team=(Supporter("joe", Role.COACH),), coach="joe")


CASES = {
    "coach": Case(
        "coach.name",
        [Enrol(office(0), person="ana", policy=FULL)],
        1,
        on(28),
        None,
        None,
        Role.COORDINATOR,
        AssignTeam(office(1), team=TEAM, coach="kim"),
    ),
    "return": Case(
        "leave.return",
        [*supported(), Pause(rosa(10), until=on(31))],
        12,
        on(31),
        None,
        "rosa",
        Role.MANAGER,
        Resume(rosa(12)),
    ),
    "baseline": Case(
        "baseline.take",
        enrolled()[:3],
        1,
        on(3),
        None,
        "kim",
        Role.COACH,
        TakeBaseline(lee(1), baseline="b1", outcome="o1", value=20, on=on(1)),
    ),
    "make up": Case(
        "session.make_up",
        missed_day_one(),
        5,
        on(31),
        None,
        "lee",
        Role.FACILITATOR,
        attend(lee(6), "a2", "d2", there=260, held=260, makes_up="d1"),
    ),
    "evaluation": Case(
        "evaluation.submit",
        [*enrolled(), attend(lee(3), "a1")],
        3,
        on(3),
        None,
        "ana",
        Role.PARTICIPANT,
        evaluate(ana(3, 16), "e1"),
    ),
    "support": Case("support.begin", trained(), 5, on(31), on(59), "kim", Role.COACH, BeginSupport(kim(5))),
    "support in cycle two": Case(
        "support.begin", [*in_cycle_two(), commit(ana(20, 9), "c2", model=40)], 21, on(48), on(76), "kim", Role.COACH,
        BeginSupport(kim(21)),
    ),
    "follow-up": Case(
        "follow_up.first", supported(), 5, on(31), on(59), "kim", Role.COACH, observe(kim(5), "ob1", "ask")
    ),
    "commitment": Case(
        "commitment.review",
        supported(),
        20,
        on(20),
        None,
        "kim",
        Role.COACH,
        check_in(kim(20), "ci1", reviews=(StepReview("ask", Progress.UNDER_WAY),)),
    ),
    "debrief": Case(
        "observation.debrief", observed(), 8, on(10), on(18), "kim", Role.COACH, debrief(kim(9), "f1", "ob1")
    ),
    "hand over": Case(
        "observation.hand_over",
        [*observed(), without_kim()],
        9,
        on(10),
        on(18),
        None,
        Role.COORDINATOR,
        AssignTeam(office(9), team=without_kim().team, coach="joe", handovers=(Handover("joe", "kim"),)),
    ),
    "growth area": Case(
        "growth_area.identify",
        [*observed(), debrief(kim(9), "f1", "ob1")],
        10,
        on(23),
        None,
        "kim",
        Role.COACH,
        identify(kim(10), "g1", "ob1"),
    ),
    "growth area without observation": Case(
        "growth_area.identify",
        [*supported(policy=TEXAS_LEADER), check_in(kim(7), "ci1")],
        8,
        on(21),
        None,
        "kim",
        Role.COACH,
        identify(kim(10), "g1", "ci1"),
    ),
    "growth area after another": Case(
        "growth_area.identify",
        [*with_growth_area(), debrief(kim(9), "f1", "ob1"), DropGrowthArea(kim(12), growth_area="g1", reason="other")],
        13,
        on(26),
        None,
        "kim",
        Role.COACH,
        identify(kim(13), "g2", "ob1"),
    ),
    "coaching": Case(
        "coaching.open",
        with_growth_area(),
        10,
        on(23),
        None,
        "kim",
        Role.COACH,
        OpenCoaching(kim(10), session="s1", growth_area="g1"),
    ),
    "return visit": Case(
        "coaching.return_visit", coached(), 11, on(17), None, "kim", Role.COACH, observe(kim(17), "ob2", "g1", visit="v1")
    ),
    "return without a visit": Case(
        "coaching.return_visit",
        [*coached(), CancelVisit(kim(11), visit="v1")],
        12,
        on(24),
        None,
        "kim",
        Role.COACH,
        observe(kim(13), "ob2", "g1"),
    ),
    "visit": Case(
        "visit.record",
        [*supported(), schedule(pat_(5), "v1", day(12), supporter="pat", kind=VisitKind.CHECK_IN)]
        if (pat_ := kim)
        else [],
        6,
        on(12),
        None,
        "pat",
        Role.PEER,
        check_in(kim(12), "ci1", visit="v1"),
    ),
    "step": Case(
        "step.review",
        [*supported(), observe(kim(8), "ob1", "ask"), identify(kim(9), "g1", "ob1"), agree(kim(9), "st1", "g1"),
         artifact(ana(12), "ar1", "st1")],
        13,
        on(16),
        on(30),
        "ana",
        Role.PARTICIPANT,
        CompleteActionStep(ana(13), step="st1", evidence="ar1"),
    ),
    "check-in": Case("check_in.hold", supported(), 5, on(18), None, "kim", Role.COACH, check_in(kim(6), "ci1")),
    "observation": Case(
        "observation.record", supported(), 5, on(34), None, "kim", Role.COACH, observe(kim(8), "ob1", "ask")
    ),
    "settle": Case(
        "growth_area.settle",
        [*coached(), observe(kim(17), "ob2", "g1", visit="v1")],
        18,
        on(24),
        None,
        "kim",
        Role.COACH,
        CloseGrowthArea(kim(18), growth_area="g1"),
    ),
    "measuring": Case(
        "outcome.measure", settled(), 93, on(183), None, "kim", Role.COACH, measure(kim(93), "r1", on(93))
    ),
    "measuring too late": Case(
        "outcome.measure",
        [*settled(), BeginNextCycleAt(20)],
        400,
        on(183),
        None,
        None,
        Role.COORDINATOR,
        Waive(office(400), waiver="w1", requirement="outcome.not_remeasured", reason="left too late"),
    )
    if (BeginNextCycleAt := None)
    else None,  # type: ignore[dict-item]
}
