"""Each obligation of a participation: when it is owed, by whom, until which day, and that its command discharges it."""

from datetime import date

import attrs
import pytest
from tests.agenda.participations import after, codes, found, last_day, owed
from tests.participation.stories import (
    TEAM,
    Story,
    agree,
    ana,
    artifact,
    attend,
    check_in,
    coached,
    commit,
    completed,
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
    rosa,
    schedule,
    settled,
    supported,
    trained,
    with_growth_area,
    withdrawn,
)

from pdflow import (
    FULL,
    LIGHT,
    TEXAS_LEADER,
    Command,
    Handover,
    Role,
    Supporter,
)
from pdflow.agenda import PARTICIPATION_KINDS
from pdflow.participation import (
    AnswerRequest,
    AssignTeam,
    BeginSupport,
    CancelVisit,
    CloseGrowthArea,
    CompleteActionStep,
    DropGrowthArea,
    Enrol,
    OpenCoaching,
    Pause,
    Progress,
    RequestSupport,
    Resume,
    StepReview,
    TakeBaseline,
    VisitKind,
    Waive,
)

JOE_ALONE = AssignTeam(office(9), team=(Supporter("joe", Role.COACH),), coach="joe")


OF_THE_COACH = ("kim", Role.COACH)


def waived(requirement: str, n: int) -> Command:
    return Waive(office(n), waiver="w1", requirement=requirement, reason="agreed")


@attrs.frozen
class Case:
    """How something comes to be owed, when it is looked at, until when and by whom it is owed, what discharges it."""

    code: str
    history: Story
    looked: int
    due: date
    by: Command
    owner: tuple[str | None, Role] = OF_THE_COACH
    breach: date | None = None


def with_step() -> Story:
    return [*with_growth_area(), agree(kim(9), "st1", "g1"), artifact(ana(12), "ar1", "st1")]


CASES = (
    Case(
        "coach.name",
        [Enrol(office(0), person="ana", policy=FULL)],
        1,
        on(28),
        AssignTeam(office(1), team=TEAM, coach="kim"),
        (None, Role.COORDINATOR),
    ),
    Case(
        "leave.return",
        [*supported(), Pause(rosa(10), until=on(31))],
        12,
        on(31),
        Resume(rosa(12)),
        ("rosa", Role.MANAGER),
    ),
    Case(
        "baseline.take",
        enrolled()[:3],
        1,
        on(3),
        TakeBaseline(lee(1), baseline="b1", outcome="o1", value=20, on=on(1)),
    ),
    Case(
        "session.make_up",
        [*enrolled(), attend(lee(3), "a1", there=100)],
        5,
        on(31),
        attend(lee(6), "a2", "d2", there=260, held=260, makes_up="d1"),
        ("lee", Role.FACILITATOR),
    ),
    Case(
        "evaluation.submit",
        [*enrolled(), attend(lee(3), "a1")],
        3,
        on(3),
        evaluate(ana(3, 16), "e1"),
        ("ana", Role.PARTICIPANT),
    ),
    Case("support.begin", trained(), 5, on(31), BeginSupport(kim(5)), breach=on(59)),
    Case(
        "support.begin",
        [*in_cycle_two(), commit(ana(20, 9), "c2", model=40)],
        21,
        on(48),
        BeginSupport(kim(21)),
        breach=on(76),
    ),
    Case("follow_up.first", supported(), 5, on(31), observe(kim(5), "ob1", "ask"), breach=on(59)),
    Case("follow_up.first", trained(), 5, on(31), check_in(kim(5), "ci1"), breach=on(59)),
    Case(
        "commitment.review",
        supported(),
        20,
        on(20),
        check_in(kim(20), "ci1", reviews=(StepReview("ask", Progress.UNDER_WAY),)),
    ),
    Case(
        "commitment.review",
        supported(),
        9,
        on(20),
        check_in(kim(9), "ci1", reviews=(StepReview("ask", Progress.DONE),)),
    ),
    Case("observation.debrief", observed(), 8, on(10), debrief(kim(9), "f1", "ob1"), breach=on(18)),
    Case(
        "observation.hand_over",
        [*observed(), JOE_ALONE],
        9,
        on(10),
        AssignTeam(office(9), team=JOE_ALONE.team, coach="joe", handovers=(Handover("joe", "kim"),)),
        (None, Role.COORDINATOR),
        breach=on(18),
    ),
    Case(
        "observation.debrief",
        [
            *observed(),
            AssignTeam(office(9), team=JOE_ALONE.team, coach="joe", handovers=(Handover("joe", "kim"),)),
        ],
        9,
        on(10),
        debrief(joe(10), "f1", "ob1"),
        ("joe", Role.COACH),
        breach=on(18),
    ),
    Case(
        "growth_area.identify",
        [*observed(), debrief(kim(9), "f1", "ob1")],
        10,
        on(23),
        identify(kim(10), "g1", "ob1"),
    ),
    Case(
        "growth_area.identify",
        [*supported(policy=TEXAS_LEADER), check_in(kim(7), "ci1")],
        8,
        on(21),
        identify(kim(10), "g1", "ci1"),
    ),
    Case(
        "growth_area.identify",
        [*with_growth_area(), debrief(kim(9), "f1", "ob1"), DropGrowthArea(kim(12), growth_area="g1", reason="better")],
        13,
        on(26),
        identify(kim(13), "g2", "ob1"),
    ),
    Case("coaching.open", with_growth_area(), 10, on(23), OpenCoaching(kim(10), session="s1", growth_area="g1")),
    Case("coaching.return_visit", coached(), 11, on(17), observe(kim(17), "ob2", "g1", visit="v1")),
    Case(
        "coaching.return_visit",
        [*coached(), CancelVisit(kim(11), visit="v1")],
        12,
        on(24),
        observe(kim(13), "ob2", "g1"),
    ),
    Case(
        "visit.record",
        [*supported(), schedule(kim(5), "v1", day(12), supporter="pat", kind=VisitKind.CHECK_IN)],
        6,
        on(12),
        check_in(kim(12), "ci1", visit="v1"),
        ("pat", Role.PEER),
    ),
    Case(
        "step.review",
        with_step(),
        13,
        on(16),
        CompleteActionStep(ana(13), step="st1", evidence="ar1"),
        ("ana", Role.PARTICIPANT),
        breach=on(30),
    ),
    Case(
        "request.answer",
        [*supported(), RequestSupport(ana(6), request="rq1", topic="wait time")],
        7,
        on(20),
        AnswerRequest(kim(8), request="rq1"),
    ),
    Case("check_in.hold", supported(), 5, on(18), check_in(kim(6), "ci1")),
    Case("observation.record", supported(), 5, on(34), observe(kim(8), "ob1", "ask")),
    Case(
        "growth_area.settle",
        [*coached(), observe(kim(17), "ob2", "g1", visit="v1")],
        18,
        on(24),
        CloseGrowthArea(kim(18), growth_area="g1"),
    ),
    Case("outcome.measure", settled(), 93, on(183), measure(kim(93), "r1", on(93))),
    Case(
        "outcome.waive",
        [*settled(policy=attrs.evolve(FULL, name="ours", remeasure_from=1, remeasure_until=5))],
        20,
        on(10 + 28),
        waived("outcome.not_remeasured", 20),
        (None, Role.COORDINATOR),
    ),
)


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{n} {case.code} by {type(case.by).__name__}" for n, case in enumerate(CASES)]
)
def test_what_is_owed_by_whom_until_when_goes_by_its_command(case: Case) -> None:
    before = after(*case.history)
    obligation = found(case.code, before, case.looked)
    assert (last_day(obligation.due), last_day(obligation.breach)) == (case.due, case.breach)
    assert (obligation.owner, obligation.role) == case.owner
    assert obligation.command == type(case.by).__name__
    for field, about in obligation.values.items():
        assert getattr(case.by, field) == about
    left = owed(after(*case.history, case.by), case.looked)
    assert (case.code, obligation.about, case.due) not in [(each.code, each.about, last_day(each.due)) for each in left]


def test_every_kind_of_obligation_has_its_case() -> None:
    assert {kind.code for kind in PARTICIPATION_KINDS} == {case.code for case in CASES}


def test_nothing_is_owed_before_an_enrolment_or_after_the_end() -> None:
    for history in ([], completed(), withdrawn()):
        assert owed(after(*history), 110) == []


def test_a_light_policy_asks_only_for_a_first_follow_up() -> None:
    light = [Enrol(office(0), person="ana", policy=LIGHT), attend(office(3), "a1")]
    assert codes(after(*light), 5) == {"follow_up.first"}


@pytest.mark.parametrize(
    ("code", "requirement", "history"),
    [
        ("session.make_up", "training.attendance_short", [*enrolled(), attend(lee(3), "a1", there=100)]),
        ("evaluation.submit", "training.evaluation_missing", [*enrolled(), attend(lee(3), "a1")]),
        ("baseline.take", "outcome.no_baseline", enrolled()[:3]),
        ("observation.debrief", "feedback.owed", observed()),
        ("coaching.open", "cycle.no_coaching", with_growth_area()),
        ("coaching.return_visit", "coaching.no_return_visit", [*coached(), CancelVisit(kim(11), visit="v1")]),
        ("outcome.measure", "outcome.not_remeasured", settled()),
    ],
)
def test_what_was_waived_is_no_longer_owed(code: str, requirement: str, history: Story) -> None:
    assert code in codes(after(*history), 30)
    assert code not in codes(after(*history, waived(requirement, 20)), 30)


def test_a_coached_person_owes_nothing_twice() -> None:
    listed = [(each.code, each.about) for each in owed(after(*coached()), 12)]
    assert len(listed) == len({*listed})
