"""Each obligation of a participation: when it is owed, by whom, until which day, and that its command makes it go."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import attrs
import pytest
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
    host,
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
    withdrawn,
)

from pdflow import FULL, LIGHT, TEXAS_LEADER, Command, Handover, Role, Supporter, Tier
from pdflow.agenda import Calendar, EveryDay, Obligation, Status, Terms, agenda, duties
from pdflow.participation import (
    AdoptPolicy,
    AssignTeam,
    BeginNextCycle,
    BeginSupport,
    CancelVisit,
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
    decider,
)
from pdflow.policy import Contact
from pdflow.testing.spec import given

ALWAYS = EveryDay()
JOE_ALONE = AssignTeam(office(9), team=(Supporter("joe", Role.COACH),), coach="joe")
OF_THE_COACH = ("kim", Role.COACH)


def after(*history: Command) -> Participation:
    return given(decider, *history).state


def owed(state: Participation, n: float, calendar: Calendar = ALWAYS) -> list[Obligation]:
    """What is owed on day n."""
    return agenda(state, day(n), calendar)


def found(code: str, state: Participation, n: float, calendar: Calendar = ALWAYS) -> Obligation:
    [obligation] = [obligation for obligation in owed(state, n, calendar) if obligation.code == code]
    return obligation


def codes(state: Participation, n: float) -> set[str]:
    return {obligation.code for obligation in owed(state, n)}


def last_day(moment: datetime | None) -> date | None:
    """The day that ends with this midnight."""
    return None if moment is None else (moment - timedelta(days=1)).date()


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
        "outcome.measure",
        [*settled(policy=attrs.evolve(FULL, remeasure_from=1, remeasure_until=5))],
        20,
        on(8),
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
    for field, about in obligation.form.items():
        assert getattr(case.by, field) == about
    left = owed(after(*case.history, case.by), case.looked)
    assert (case.code, obligation.about, case.due) not in [(each.code, each.about, last_day(each.due)) for each in left]


def test_every_kind_of_obligation_has_its_case() -> None:
    assert {duty.code for duty in duties.PARTICIPATION} == {case.code for case in CASES}


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


def test_an_obligation_is_upcoming_then_due_on_its_day_then_overdue_then_breached() -> None:
    obligation = found("observation.debrief", after(*observed()), 9)
    assert [obligation.status(day(n)) for n in (8, 9.9, 10, 10.6, 11, 18.6, 19)] == [
        Status.UPCOMING,
        Status.DUE,
        Status.DUE,
        Status.DUE,
        Status.OVERDUE,
        Status.OVERDUE,
        Status.BREACHED,
    ]


def test_what_opens_is_due_from_then_on() -> None:
    measuring = found("outcome.measure", after(*settled()), 30)
    assert [measuring.status(day(n)) for n in (92, 93, 183, 184)] == [
        Status.UPCOMING,
        Status.DUE,
        Status.DUE,
        Status.OVERDUE,
    ]


def test_a_visit_is_due_on_its_day_and_overdue_when_the_day_is_over() -> None:
    visit = found("visit.record", after(*supported(), schedule(kim(5), "v1", day(12, 10))), 6)
    assert visit.opens == day(12, 10)
    assert [visit.status(day(n)) for n in (11.6, 12, 12.6, 13)] == [
        Status.UPCOMING,
        Status.DUE,
        Status.DUE,
        Status.OVERDUE,
    ]


def test_the_return_visit_is_listed_once() -> None:
    state = after(*coached(), schedule(kim(11), "v2", day(20)))
    assert [(each.code, each.about) for each in owed(state, 12) if each.opens and each.code != "outcome.measure"] == [
        ("commitment.review", "ask"),
        ("coaching.return_visit", "v1"),
        ("visit.record", "v2"),
    ]


def test_a_leave_puts_every_deadline_off() -> None:
    away = after(*supported(), Pause(rosa(10), until=on(31)))
    back = after(*supported(), Pause(rosa(10), until=on(31)), Resume(rosa(24)))
    assert last_day(found("check_in.hold", away, 12).due) == on(18 + 21)
    assert last_day(found("check_in.hold", away, 40).due) == on(18 + 30)
    assert last_day(found("check_in.hold", back, 40).due) == on(18 + 14)
    assert last_day(found("outcome.measure", back, 40).due) == on(183 + 14)


def test_an_extension_after_a_leave_is_not_put_off_by_it() -> None:
    leave = [Pause(rosa(10), until=on(20)), Resume(rosa(20))]
    held = after(*with_step()[:-1], *leave)
    extended = after(*with_step()[:-1], *leave, ExtendActionStep(ana(21), step="st1", due=on(30), reason="ill"))
    assert last_day(found("step.review", held, 22).due) == on(26)
    assert last_day(found("step.review", extended, 22).due) == on(30)


def test_a_session_missed_is_not_owed_while_those_ahead_make_up_the_share() -> None:
    five_days = [plan(host(0), f"p{n}", f"d{n}", start=day(n)) for n in range(2, 6)]
    four_of_five = after(*enrolled(), *five_days, *[attend(lee(n), f"a{n}", f"d{n}", there=0) for n in (2,)])
    assert "session.make_up" not in codes(four_of_five, 2.5)
    three_of_five = after(*enrolled(), *five_days, *[attend(lee(n), f"a{n}", f"d{n}", there=0) for n in (2, 3)])
    assert [each.about for each in owed(three_of_five, 3.5) if each.code == "session.make_up"] == ["d1", "d2", "d3"]


def test_a_session_of_an_earlier_cycle_is_still_to_be_made_up() -> None:
    lenient = attrs.evolve(FULL, attendance_share=0.2, coaching_intensive=0)
    short = [*enrolled(policy=lenient), attend(lee(3), "a1", there=100), commit(ana(4), "c1", ask=20)]
    next_cycle = [BeginSupport(kim(4, 9)), BeginNextCycle(kim(20), cycle=2)]
    later = after(*short, *next_cycle, AdoptPolicy(office(21), policy=FULL))
    assert found("session.make_up", later, 30).about == "d1"
    made_up = decider.decide(later, attend(lee(31), "a2", "d2", there=260, held=260, makes_up="d1"))
    assert "session.make_up" not in codes(decider.evolve(later, *made_up), 32)


def test_a_first_follow_up_is_only_what_the_policy_counts() -> None:
    visits_only = attrs.evolve(FULL, counts_as_follow_up=frozenset({Contact.OBSERVATION}))
    assert "follow_up.first" in codes(after(*supported(policy=visits_only), check_in(kim(6), "ci1")), 7)
    assert "follow_up.first" not in codes(after(*supported(policy=visits_only), observe(kim(6), "ob1", "ask")), 7)


def test_somebody_in_the_general_tier_needs_no_coach() -> None:
    general = AssignTeam(office(1), team=(Supporter("lee", Role.FACILITATOR),), tier=Tier.GENERAL)
    assert "coach.name" not in codes(after(Enrol(office(0), person="ana", policy=FULL), general), 2)


SCHOOL = Terms(
    ZoneInfo("America/Chicago"),
    terms=((date(2026, 8, 17), date(2026, 12, 18)), (date(2027, 1, 5), date(2027, 6, 4))),
    closed={date(2026, 9, 7), *(date(2026, 11, n) for n in range(23, 28))},
)


def test_a_school_year_with_holidays_a_snow_day_and_clocks_that_go_back() -> None:
    """Observed on Wednesday 9 September; training was on Friday the 4th, support began on Saturday the 5th."""
    state = after(*observed())
    snow = attrs.evolve(SCHOOL, closed=SCHOOL.closed | {date(2026, 9, 11)})
    assert found("observation.debrief", state, 9, SCHOOL).due == datetime(2026, 9, 12, 5, tzinfo=UTC)
    assert found("observation.debrief", state, 9, snow).due == datetime(2026, 9, 15, 5, tzinfo=UTC)
    assert found("observation.debrief", state, 9, snow).breach == datetime(2026, 9, 25, 5, tzinfo=UTC)
    assert found("check_in.hold", state, 9, SCHOOL).due == datetime(2026, 9, 22, 5, tzinfo=UTC)
    assert found("outcome.measure", state, 9, SCHOOL).opens == datetime(2026, 12, 3, 6, tzinfo=UTC)
    assert found("outcome.measure", state, 9, SCHOOL).due == datetime(2027, 3, 4, 6, tzinfo=UTC)


def test_a_leave_across_the_winter_break() -> None:
    """Trained on 4 September, the window ends on 3 March; 28 days away make it 31 March, a Wednesday in term."""
    winter = [Pause(rosa(104), until=date(2027, 1, 11)), Resume(rosa(132))]
    state = after(*supported(), check_in(kim(100), "ci1", reviews=(StepReview("ask", Progress.DONE),)), *winter)
    assert state.pauses == ((day(104), day(132)),)
    assert (on(100), on(104), on(132)) == (date(2026, 12, 10), date(2026, 12, 14), date(2027, 1, 11))
    assert found("check_in.hold", state, 133, SCHOOL).due == datetime(2027, 1, 22, 6, tzinfo=UTC)
    assert found("outcome.measure", state, 133, SCHOOL).due == datetime(2027, 4, 1, 5, tzinfo=UTC)
