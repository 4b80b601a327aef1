"""Each obligation of an engagement and of a cadre member: until when it is owed, and that its command makes it go."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import attrs
import pytest
from tests.agenda.owing import last_day
from tests.cadre import course
from tests.engagement.stories import (
    agree,
    baseline,
    closed,
    commissioned,
    day,
    deliver,
    delivered,
    design,
    eve,
    in_design,
    lee,
    office,
    on,
    outcome,
    partnered,
    payer,
    plan,
    propose,
    protect,
    rate,
    read,
    request,
    schedule,
    scheduled,
    session,
    task,
    waive,
)

from pdflow import (
    LIGHT,
    Command,
    OutcomeOf,
    Role,
    Strategy,
    cadre,
    engagement,
)
from pdflow.agenda import (
    Calendar,
    EveryDay,
    Item,
    Obligation,
    Status,
    Terms,
    agenda,
    directors_list,
)
from pdflow.agenda.obligations import kinds as duties
from pdflow.engagement import (
    Band,
    CancelTraining,
    CompleteTask,
    EndPartnership,
    Engagement,
    HoldTouchPoint,
    LoseSlot,
    MoveTask,
    RecordFollowUp,
    RescheduleTraining,
    ReviseFollowUp,
    Side,
    UseSlot,
)
from pdflow.testing.spec import given

ALWAYS = EveryDay()
MEASURED = attrs.evolve(LIGHT, remeasure_before_complete=True)
TOO_SOON = attrs.evolve(MEASURED, remeasure_from=1, remeasure_until=5)


def after(*history: Command) -> Engagement:
    return given(engagement.decider, *history).state


def found(code: str, state: Engagement, calendar: Calendar = ALWAYS) -> Obligation:
    [obligation] = [owed for owed in agenda(state, day(1), calendar) if owed.code == code]
    return obligation


def codes(*history: Command) -> set[str]:
    return {owed.code for owed in agenda(after(*history), day(1), ALWAYS)}


@attrs.frozen
class Case:
    """How something comes to be owed, until when and by whom, and what discharges it."""

    code: str
    history: tuple[Command, ...]
    due: date
    by: Command
    role: Role
    owner: str | None = None


def touch_point(n: int, name: str = "tp1") -> Command:
    return HoldTouchPoint(payer(n), touch_point=name, partner="p1", relationship="warm")


CASES = (
    Case(
        "baseline.take",
        (*in_design(), outcome(payer(1)), baseline(payer(1), value=None, on=on(20))),
        on(20),
        baseline(payer(20), "b2", on=on(20)),
        Role.COMMISSIONER,
    ),
    Case("outcome.measure", delivered(policy=MEASURED), on(190), read(office(100)), Role.COORDINATOR),
    Case(
        "outcome.waive",
        (*delivered(policy=TOO_SOON), baseline(payer(30), "b2", on=on(30), retrospective=True)),
        on(30 + 28),
        waive(payer(31), "w1", "outcome.not_remeasured", subject="o1"),
        Role.COORDINATOR,
    ),
    Case("partnership.touch_point", partnered(), on(90), touch_point(90), Role.COMMISSIONER),
    Case(
        "partnership.touch_point", (*partnered(), touch_point(88)), on(178), touch_point(178, "tp2"), Role.COMMISSIONER
    ),
    Case(
        "partnership.review",
        (*partnered(), rate(eve(40), "rv2", Side.PARTNER)),
        date(2028, 8, 31),
        rate(payer(50), "rv1", Side.HOST),
        Role.COMMISSIONER,
    ),
    Case(
        "partnership.review",
        (*partnered(), rate(payer(40), "rv1", Side.HOST), EndPartnership(payer(50), partner="p1", reason="done")),
        on(140),
        rate(eve(60), "rv2", Side.PARTNER),
        Role.PARTNER,
    ),
    Case(
        "task.complete",
        (*in_design(), task(office(1))),
        on(30),
        CompleteTask(lee(20), task="t1"),
        Role.FACILITATOR,
        "lee",
    ),
    Case(
        "task.complete",
        (*in_design(), task(office(1)), MoveTask(lee(2), task="t1", band=Band.MONTHS_1_TO_6, due=on(40))),
        on(40),
        CompleteTask(lee(20), task="t1"),
        Role.FACILITATOR,
        "lee",
    ),
    Case(
        "slot.use",
        (*commissioned(), protect(payer(2), slot1=14)),
        on(14),
        UseSlot(payer(14, 15), slot="slot1"),
        Role.COMMISSIONER,
    ),
    Case("training.deliver", scheduled(), on(10), deliver(lee(10, 12)), Role.FACILITATOR, "lee"),
    Case(
        "training.reschedule",
        (*scheduled(), CancelTraining(lee(5), training="tr1", reason="snow")),
        on(10),
        RescheduleTraining(lee(6), training="tr1", sessions=(session("s1", 20),), reason="snow"),
        Role.FACILITATOR,
    ),
    Case(
        "training.reschedule",
        (*scheduled(), CancelTraining(lee(12), training="tr1", reason="snow")),
        on(12),
        RescheduleTraining(lee(13), training="tr1", sessions=(session("s1", 20),), reason="snow"),
        Role.FACILITATOR,
    ),
    Case(
        "follow_up.give",
        commissioned(),
        on(30),
        RecordFollowUp(lee(30), given="g1", plan="f1", minutes=45),
        Role.FACILITATOR,
        "lee",
    ),
)


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{n} {case.code} by {type(case.by).__name__}" for n, case in enumerate(CASES)]
)
def test_what_is_owed_in_an_engagement_goes_by_its_command(case: Case) -> None:
    obligation = found(case.code, after(*case.history))
    assert (last_day(obligation.due), obligation.owner, obligation.role) == (case.due, case.owner, case.role)
    assert obligation.command == type(case.by).__name__
    for field, said in obligation.form.items():
        assert getattr(case.by, field) == said
    left = agenda(after(*case.history, case.by), case.by.at, ALWAYS)
    assert (case.code, obligation.about, case.due) not in [(each.code, each.about, last_day(each.due)) for each in left]


def test_every_kind_of_obligation_has_its_case() -> None:
    assert {duty.code for duty in duties.ENGAGEMENT} == {case.code for case in CASES}


def test_nothing_is_owed_before_a_request_is_accepted_or_after_the_end() -> None:
    assert codes(request()) == codes(*closed()) == set()


def test_slots_are_owed_only_once_the_engagement_was_commissioned() -> None:
    assert "slot.use" not in codes(*in_design(), protect(payer(2)))
    slots = [owed.about for owed in agenda(after(*commissioned(), protect(payer(2))), day(3), ALWAYS)]
    assert slots.count("slot1") == slots.count("slot2") == 1
    assert "slot.use" not in codes(
        *commissioned(), protect(payer(2), only=14), LoseSlot(payer(14), slot="only", put_first="x")
    )


def test_a_partnership_that_ended_has_no_touch_points_left() -> None:
    assert "partnership.touch_point" not in codes(*partnered(), EndPartnership(payer(50), partner="p1", reason="done"))


def test_a_review_is_owed_by_a_date_or_an_end_and_not_once_it_was_waived() -> None:
    assert "partnership.review" in codes(*partnered())
    assert "partnership.review" not in codes(*partnered(*in_design(planned_end=None)))
    assert "partnership.review" not in codes(
        *partnered(), waive(payer(6), "w1", "partnership.not_reviewed", subject="p1")
    )


def test_a_partnership_that_ended_is_reviewed_at_once_where_no_touch_points_are_asked_for() -> None:
    ended = EndPartnership(payer(50), partner="p1", reason="done")
    without = attrs.evolve(LIGHT, touch_point_every=None)
    for story, by in ((partnered(), on(50 + 90)), (partnered(*in_design(policy=without)), on(50))):
        owed = agenda(after(*story, ended), day(51), ALWAYS)
        assert {last_day(each.due) for each in owed if each.code == "partnership.review"} == {by}


def test_touch_points_follow_the_agreement_made_last() -> None:
    again = agree(payer(40), "ag2", touch_points=(on(60), on(80)))
    assert last_day(found("partnership.touch_point", after(*partnered(), touch_point(30), again)).due) == on(60)


def test_a_strategy_that_was_dropped_or_waived_is_not_owed() -> None:
    dropped = ReviseFollowUp(office(5), revision="rev1", drops=("f1",), reason="needs changed")
    more = (*commissioned(), plan(lee(3), "f2", Strategy.COACHING), dropped)
    assert [owed.about for owed in agenda(after(*more), day(5), ALWAYS)] == ["f2"]
    assert "follow_up.give" not in codes(*commissioned(), waive(payer(5), "w1", "followup.outstanding"))


def test_two_sessions_called_off_are_one_training_to_reschedule() -> None:
    two = (*commissioned(), design(lee(3), "tr1", "s1", "s2"))
    booked = schedule(lee(3), "sch1", "tr1", session("s1", 10), session("s2", 12))
    off = (*two, booked, CancelTraining(lee(5), training="tr1", reason="snow"))
    assert last_day(found("training.reschedule", after(*off)).due) == on(10)
    one_back = RescheduleTraining(lee(6), training="tr1", sessions=(session("s1", 20),), reason="snow")
    assert last_day(found("training.reschedule", after(*off, one_back)).due) == on(12)


def test_a_clearance_is_to_be_renewed_by_its_last_open_day_and_breached_once_it_ran_out() -> None:
    """Cleared until 14 September 2028, a Thursday; closed on that day, it has to be renewed on the 13th."""
    member = given(cadre.decider, *course.CLEARED).state
    [renewal] = agenda(member, course.at(20), ALWAYS)
    assert (renewal.code, renewal.about, renewal.role) == ("clearance.renew", course.READING, Role.COORDINATOR)
    assert renewal.form == {"subject": course.READING}
    assert last_day(renewal.due) == course.UNTIL
    school = Terms(ZoneInfo("America/Chicago"), closed=frozenset({course.UNTIL}))
    [renewal] = agenda(member, course.at(20), school)
    assert (renewal.due, renewal.breach) == (datetime(2028, 9, 14, 5, tzinfo=UTC), datetime(2028, 9, 15, 5, tzinfo=UTC))
    ran_out = datetime(2028, 9, 14, 12, tzinfo=UTC)
    assert [renewal.status(ran_out), renewal.status(ran_out + timedelta(days=1))] == [Status.OVERDUE, Status.BREACHED]


def test_a_clearance_renewed_is_owed_anew_at_its_new_end() -> None:
    renewed = given(cadre.decider, *course.CLEARED, *course.taught(2, day=600), course.clear("k-2", 603)).state
    [renewal] = agenda(renewed, course.at(604), ALWAYS)
    assert last_day(renewal.due) > course.UNTIL


def test_of_two_clearances_for_a_subject_the_one_that_runs_longest_counts() -> None:
    twice = (*course.CLEARED, *course.taught(2, day=600), course.clear("k-2", 603))
    state = given(cadre.decider, *twice).state
    state.clearances = dict(reversed(state.clearances.items()))
    [renewal] = agenda(state, course.at(604), ALWAYS)
    assert last_day(renewal.due) > course.UNTIL


def test_who_was_stood_down_owes_no_renewal() -> None:
    assert agenda(given(cadre.decider, *course.STOOD_DOWN).state, course.at(30), ALWAYS) == []


def test_a_directors_list_holds_people_engagements_and_trainers() -> None:
    states = {"e1": after(*scheduled()), "lee": given(cadre.decider, *course.CLEARED).state}
    items: list[Item] = directors_list(states, day(11), ALWAYS)
    assert [(item.of, item.owed.code, item.status) for item in items] == [
        ("e1", "training.deliver", Status.OVERDUE),
        ("e1", "follow_up.give", Status.UPCOMING),
        ("lee", "clearance.renew", Status.UPCOMING),
    ]


def test_a_proposal_is_no_partnership() -> None:
    assert codes(*in_design(), propose(payer(3))) == set()


def test_a_promised_baseline_is_taken_by_a_reading_before_the_training_not_by_one_of_its_effect() -> None:
    promised = (*in_design(), outcome(payer(1)), baseline(payer(1), value=None, on=on(20)))
    assert "baseline.take" not in codes(*promised, read(office(15), level=None))
    assert "baseline.take" in codes(*promised, read(office(15)))


def test_only_outcomes_of_the_group_are_read_in_an_engagement() -> None:
    own = outcome(payer(1), "o2", whose=OutcomeOf.PERSON)
    assert found("outcome.measure", after(*delivered(policy=MEASURED), own)).about == "o1"


def test_a_reading_opens_after_the_window_began_and_a_baseline_was_taken() -> None:
    """Trained on day 10, the window begins on day 100; a baseline of day 1 came before it, one of day 120 after."""
    later = baseline(payer(120), "b2", on=on(120), retrospective=True)
    promised = baseline(payer(30), "b2", value=None, on=on(120), retrospective=True)
    for more, opens in (((), 100), ((later,), 120), ((promised,), 100)):
        reading = found("outcome.measure", after(*delivered(policy=MEASURED), *more))
        assert reading.opens == day(opens, 0)


def test_a_reading_without_an_end_of_the_window_is_due_on_its_first_open_day() -> None:
    endless = attrs.evolve(MEASURED, remeasure_until=None)
    reading = found("outcome.measure", after(*delivered(policy=endless)), Terms(weekend=frozenset(), closed={on(100)}))
    assert (reading.opens, last_day(reading.due)) == (day(100, 0), on(101))


def test_a_reading_is_due_by_the_last_open_day_of_the_window_and_lawful_until_its_end() -> None:
    state = after(*delivered(policy=MEASURED))
    assert last_day(found("outcome.measure", state, Terms(weekend=frozenset(), closed={on(190)})).due) == on(189)
    told = {n: [owed.code for owed in agenda(state, day(n), ALWAYS) if owed.about == "o1"] for n in (190, 191)}
    assert told == {190: ["outcome.measure"], 191: ["outcome.waive"]}


def test_touch_points_are_held_in_the_order_of_their_days() -> None:
    agreed = (*in_design(), *partnered()[-3:-1], agree(payer(5), touch_points=(on(90), on(30))))
    assert last_day(found("partnership.touch_point", after(*agreed)).due) == on(30)
    assert last_day(found("partnership.touch_point", after(*agreed, touch_point(30))).due) == on(90)


def test_a_slot_and_a_session_open_when_they_begin() -> None:
    slot = found("slot.use", after(*commissioned(), protect(payer(2), slot1=14)))
    assert slot.opens == day(14, 14)
    assert found("training.deliver", after(*scheduled())).opens == day(10, 9)


def test_a_session_across_midnight_is_delivered_on_the_day_it_ends() -> None:
    late = schedule(lee(3), "sch1", "tr1", session("s1", 10, hour=22))
    assert last_day(found("training.deliver", after(*commissioned(), design(lee(3)), late)).due) == on(11)


def test_a_training_that_never_stood_in_the_calendar_is_not_to_be_rescheduled() -> None:
    assert "training.reschedule" not in codes(*commissioned(), design(lee(3)))


def test_a_session_moved_and_then_called_off_is_rescheduled_by_the_day_it_was_moved_to() -> None:
    moved = RescheduleTraining(lee(5), training="tr1", sessions=(session("s1", 20),), reason="snow")
    off = CancelTraining(lee(6), training="tr1", reason="more snow")
    assert last_day(found("training.reschedule", after(*scheduled(), moved, off)).due) == on(20)
