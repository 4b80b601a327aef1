"""Three whole engagements, from the request to the closing."""

from collections.abc import Iterator

import pytest
from tests.engagement.stories import (
    accept,
    agree,
    baseline,
    choose,
    collect,
    day,
    deliver,
    design,
    end,
    eve,
    host,
    join,
    lee,
    measure,
    office,
    on,
    outcome,
    pat,
    payer,
    plan,
    propose,
    protect,
    rate,
    read,
    request,
    review,
    schedule,
    session,
    supporter,
    tom,
    vet,
    waive,
)

from pdflow import (
    AGENCY_CADRE,
    COLLEGE_CPD,
    Command,
    EvaluationLevel,
    Event,
    Refused,
    Strategy,
)
from pdflow.engagement import (
    Addition,
    BeginFollowUp,
    CancelTraining,
    Close,
    Commission,
    DefineManagerRole,
    EndPartnership,
    Engagement,
    EngagementClosed,
    EngagementStage,
    EngagementSummary,
    HoldTouchPoint,
    HowEnded,
    LogisticsItem,
    LoseSlot,
    Mode,
    PersonSummary,
    PlanRevisit,
    PlanSharing,
    RecordClearance,
    RecordFollowUp,
    RescheduleTraining,
    Result,
    ReviseFollowUp,
    ScheduledSession,
    SetBudget,
    Side,
    Slots,
    TickLogistics,
    Trainer,
    UseSlot,
    Waived,
    WaivedOf,
    decider,
)


class Course:
    """The events so far, and the state they lead to."""

    def __init__(self) -> None:
        self.state: Engagement = decider.state()
        self.log: list[Event] = []

    def does(self, *commands: Command) -> Event:
        """Carries these commands out; the last event of them."""
        for command in commands:
            events = decider.decide(self.state, command)
            self.log.extend(events)
            decider.fold(events, onto=self.state)
        return self.log[-1]

    def refuses(self, command: Command) -> list[str]:
        """The codes for which this command is refused."""
        with pytest.raises(Refused) as refusal:
            decider.decide(self.state, command)
        return [reason.code for reason in refusal.value.reasons]

    def closes(self, n: float) -> EngagementSummary:
        closed = self.does(Close(payer(n)))
        assert isinstance(closed, EngagementClosed)
        return closed.summary


@pytest.fixture
def course() -> Iterator[Course]:
    """A course whose events, replayed, lead to the same state."""
    course = Course()
    yield course
    assert decider.fold(course.log) == course.state


def test_a_college_day_commissioned_badly_is_rescued_by_revising_the_follow_up(course: Course) -> None:
    course.does(request(), accept(policy=COLLEGE_CPD, planned_end=on(300)), outcome(payer(1)))
    course.does(supporter(payer(1), who=tom))

    commission = Commission(payer(5))
    assert course.refuses(commission) == [
        "design.no_measure",
        "design.no_baseline",
        "team.only_line_manager",
        "design.no_manager_role",
        "design.no_trainer_role",
        "design.no_protected_time",
        "design.no_follow_up_budget",
        "design.no_revisit",
        "design.no_sharing",
        "design.no_follow_up",
    ]
    course.does(
        measure(payer(2)),
        baseline(payer(2), value=None, on=on(8)),
        supporter(payer(2), "su2", who=pat),
        DefineManagerRole(payer(2), definition="mr1", supports="frees Fridays", tracks="asks monthly"),
        protect(payer(2), first=14, second=28, third=42, fourth=56),
        SetBudget(payer(2), budget="bu1", money=4000, reason="the grant is for the day only"),
        PlanRevisit(payer(2), revisit="re1", on=on(60), messages="wait time"),
        PlanSharing(payer(2), sharing="sh1", how="a teach meet"),
        plan(lee(2), "f1", Strategy.REMINDER),
    )
    assert course.refuses(commission) == ["design.no_trainer_role", "time.too_little"]
    course.does(
        waive(payer(3), "w1", "design.no_trainer_role"),
        waive(payer(3), "w3", "time.too_little"),
        waive(payer(3), "w2", "training.no_commitment", for_roster=True),
        commission,
    )

    course.does(design(lee(6)), schedule(lee(6), "sch1", "tr1", session()))
    joined = course.does(join(host(7), "ana"), join(host(7), "bob"))
    assert joined.waived == ("training.no_commitment",)
    course.does(deliver(lee(10, 12)))

    late = baseline(payer(15), "b2", value=20.0, on=on(12))
    assert course.refuses(late) == ["outcome.baseline_after_training"]
    course.does(baseline(payer(15), "b2", value=20.0, on=on(12), retrospective=True, how="asked afterwards"))

    course.does(
        collect(host(10, 13), "ev1", Strategy.OBSERVATION), collect(host(10, 13), "ev2", Strategy.PEER_EXCHANGE)
    )
    assert course.refuses(choose(office(12))) == ["followup.below_need"]
    course.does(choose(office(12), reason="no money left"), BeginFollowUp(office(13)))
    course.does(RecordFollowUp(lee(20), given="g1", plan="f1"))
    course.does(*(LoseSlot(payer(n), slot=slot, put_first="exams") for slot, n in (("first", 14), ("second", 28))))

    in_pairs = Addition("f2", Strategy.PEER_EXCHANGE, Mode.IN_PERSON, "pat", on(42))
    revised = course.does(
        ReviseFollowUp(office(30), revision="rv1", drops=("f1",), adds=(in_pairs,), reason="reminders change nothing")
    )
    assert revised.briefing.strategies_for("ana", "North") == (Strategy.PEER_EXCHANGE,)
    course.does(*(UseSlot(payer(n), slot=slot) for slot, n in (("third", 43), ("fourth", 57))))

    assert course.refuses(Close(payer(119))) == [
        "participation.still_open",
        "outcome.not_remeasured",
        "impact.not_reviewed",
        "followup.outstanding",
    ]
    course.does(
        RecordFollowUp(lee(42), given="g2", plan="f2", to=("ana", "bob"), minutes=60),
        end(host(110), "ana", summary=PersonSummary(180, 60, shared=("pauses",), waived=("training.no_commitment",))),
        end(host(110), "bob", HowEnded.WITHDRAWN, summary=PersonSummary(180)),
        read(office(120), value=38),
        review(payer(121)),
    )
    assert course.closes(122) == EngagementSummary(
        results=(Result("o1", EvaluationLevel.USE, 20.0, 40.0, 38, 1, reached=False),),
        waived=(
            Waived("design.no_trainer_role", None, False),
            Waived("time.too_little", None, False),
            Waived("training.no_commitment", None, True),
        ),
        waived_of_people=(WaivedOf("training.no_commitment", 1),),
        completed=1,
        withdrawn=1,
        training_minutes=360,
        support_minutes=60,
        coaching_minutes=0,
        sessions_held=1,
        follow_ups_given=2,
        shared=("pauses",),
        tasks_left=(),
        slots=Slots(protected=240, used=120, lost=120, left=()),
    )


def test_a_state_agency_s_cadre_trains_in_spite_of_the_snow(course: Course) -> None:
    course.does(request(size=40), accept(policy=AGENCY_CADRE), outcome(payer(1)), measure(payer(1)))
    course.does(
        baseline(payer(1)), supporter(payer(1)), plan(lee(1), "f1", Strategy.COMMUNITY, mode=Mode.ONLINE_COMMUNITY)
    )
    course.does(design(lee(2), "tr1", "day1", "day2"))

    two_days = schedule(
        lee(4),
        "sch1",
        "tr1",
        session("day1", 10),
        session("day2", 11),
        logistics=(LogisticsItem("vans", "hire two vans"),),
    )
    assert course.refuses(two_days) == ["training.no_cleared_trainer"] * 2
    course.does(RecordClearance(host(3), clearance="c1", person="lee", subject="questioning", until=on(10)))
    assert course.refuses(two_days) == ["training.no_cleared_trainer"]
    course.does(RecordClearance(host(3), clearance="c2", person="lee", subject="questioning", until=on(400)), two_days)
    course.does(TickLogistics(lee(5), item="vans"), Commission(payer(6)))

    course.does(*(join(host(7), person, site="North") for person in ("ana", "bob")))
    course.does(deliver(lee(10, 12), "d1", "day1", "ana", "bob", "walk-in"), join(host(10, 12), "walk-in"))
    snow = course.does(CancelTraining(lee(10, 18), training="tr1", reason="snow"))
    assert snow.sessions == ("day2",)
    assert course.refuses(deliver(lee(11, 12), "d2", "day2")) == ["training.not_scheduled"]

    course.does(RecordClearance(host(12), clearance="c3", person="lee", subject="questioning"))
    with_eve = ScheduledSession("day2", day(25, 9), 180, (Trainer("eve", sent_by="p1"), Trainer("pat")))
    moved = RescheduleTraining(lee(16), training="tr1", sessions=(with_eve,), reason="snow")
    assert course.refuses(moved) == ["training.no_cleared_trainer", "partnership.not_proposed"]
    course.does(propose(payer(13)), vet(payer(14)), agree(payer(15), touch_points=(on(60), on(110))), moved)
    course.does(join(host(20), "late", site="South"), deliver(eve(25, 12), "d2", "day2", "ana", "bob", "late"))

    course.does(
        collect(host(26), "ev1", Strategy.CHECK_IN, Strategy.OBSERVATION, session="day2", confident=1, unsure=1)
    )
    assert course.refuses(choose(office(27))) == ["followup.below_need"]
    chosen = course.does(plan(lee(26), "f2", Strategy.COACHING), choose(office(27), "ch1", "f1", "f2"))
    assert chosen.asked_for is Strategy.COACHING
    course.does(BeginFollowUp(office(28)), RecordFollowUp(lee(40), given="g1", plan="f1", minutes=30))

    course.does(HoldTouchPoint(eve(60), touch_point="tp1", partner="p1", content="too broad", decided="one focus"))
    calls = Addition("f3", Strategy.TECHNICAL_ASSISTANCE, Mode.PHONE, "lee", on(70))
    course.does(
        ReviseFollowUp(office(61), revision="rv1", drops=("f2",), adds=(calls,), reason="no release for visits")
    )
    course.does(RecordFollowUp(lee(80), given="g2", plan="f3", to=("late",), minutes=20))
    course.does(HoldTouchPoint(eve(110), touch_point="tp2", partner="p1", results="steady", decided="ours go on alone"))
    course.does(EndPartnership(payer(111), partner="p1", reason="done"), rate(eve(112), "ra1", Side.PARTNER))

    summary = PersonSummary(training_minutes=360, support_minutes=45)
    course.does(*(end(host(115), person, summary=summary) for person in ("ana", "bob", "late", "walk-in")))
    course.does(read(office(120), value=41), review(payer(121)))
    assert course.refuses(Close(payer(122))) == ["partnership.not_reviewed"]
    course.does(waive(payer(122), "w1", "partnership.not_reviewed", subject="p1"))
    closed = course.closes(122)
    assert (closed.completed, closed.sessions_held, closed.follow_ups_given) == (4, 2, 2)
    assert closed.waived == (Waived("partnership.not_reviewed", "p1", False),)
    assert closed.results == (Result("o1", EvaluationLevel.USE, 20.0, 40.0, 41, 1, reached=True),)
    assert (closed.training_minutes, closed.support_minutes) == (1440, 180)


def test_of_two_partners_one_is_parted_from_and_both_are_reviewed(course: Course) -> None:
    course.does(request(), accept())
    course.does(propose(payer(1)), propose(payer(1), "p2", organisation="Wellness Org"), propose(payer(1), "p3"))
    course.does(vet(payer(2)), vet(payer(2), "v2", "p2"), vet(payer(2), "v3", "p3", passed=False))
    course.does(agree(payer(3)))
    assert course.refuses(agree(payer(3), "ag3", "p3")) == ["partnership.check_failed"]
    assert course.refuses(Commission(payer(4))) == ["partnership.not_agreed"]
    course.does(agree(payer(4), "ag2", "p2"), Commission(payer(4)))

    course.does(HoldTouchPoint(eve(40), touch_point="tp1", partner="p2", relationship="strained"))
    course.does(EndPartnership(payer(41), partner="p2", reason="calls unanswered"))
    assert course.refuses(HoldTouchPoint(eve(50), touch_point="tp2", partner="p2")) == ["partnership.not_agreed"]
    course.does(HoldTouchPoint(eve(50), touch_point="tp3", partner="p1", decided="they take over the second day"))

    course.does(
        design(lee(51)), plan(lee(51)), schedule(lee(51), "sch1", "tr1", session("s1", 60, "eve", sent_by="p1"))
    )
    course.does(deliver(eve(60, 12)), collect(host(60, 13), "ev1", Strategy.DISCUSSION), choose(office(61)))
    course.does(BeginFollowUp(office(62)), RecordFollowUp(lee(70), given="g1", plan="f1", minutes=40))

    assert course.refuses(Close(payer(80))) == ["partnership.not_reviewed"] * 2
    course.does(*(rate(payer(81), f"{p}-host", Side.HOST, p) for p in ("p1", "p2")))
    course.does(*(rate(eve(82), f"{p}-partner", Side.PARTNER, p) for p in ("p1", "p2")))
    assert course.closes(83).sessions_held == 1
    assert course.state.phase is EngagementStage.CLOSED
