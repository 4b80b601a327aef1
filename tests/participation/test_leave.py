"""A leave stops the clock: no new contact with the person, and what is not contact goes on."""

from datetime import timedelta

import hypothesis
import pytest
from hypothesis import strategies as st
from tests.participation.permissions import LIVE, STORIES, people_allowed, phases_allowed
from tests.participation.stories import (
    Story,
    agree,
    ana,
    artifact,
    attend,
    check_in,
    commit,
    day,
    debrief,
    enrolled,
    evaluate,
    host,
    identify,
    in_coaching,
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
    supported,
    trained,
    with_growth_area,
)

from pdflow import (
    LIGHT,
    Command,
    Header,
    Strategy,
    Tier,
)
from pdflow.participation import (
    AdoptPolicy,
    AnswerRequest,
    AssessLearning,
    AssessmentTime,
    AssignTeam,
    AttendanceRecorded,
    BeginNextCycle,
    BeginSupport,
    BriefParticipant,
    CancelVisit,
    CarryGrowthArea,
    CloseCoaching,
    CloseGrowthArea,
    CompareWithModel,
    Complete,
    CompleteActionStep,
    CutCoachingShort,
    DropActionStep,
    DropGrowthArea,
    DropSession,
    Enrol,
    ExtendActionStep,
    MissVisit,
    NameSteps,
    OpenCoaching,
    Pause,
    Paused,
    Phase,
    Practise,
    ReceiveFollowUp,
    Reopen,
    RequestSupport,
    Resume,
    Resumed,
    RetirePriority,
    SetPriority,
    SharePractice,
    ShowModel,
    TakeBaseline,
    TrainingBegun,
    Transfer,
    VoidRecord,
    Waive,
    Withdraw,
    decider,
    open_visits,
)
from pdflow.participation.state import Leave
from pdflow.participation.state.leave import days_at_work, days_later
from pdflow.testing.spec import given


def leave(header: Header | None = None, until: int = 60) -> Pause:
    return Pause(header or rosa(20), until=on(until), reason="leave")


def void(record: str, header: Header | None = None) -> VoidRecord:
    return VoidRecord(header or office(120), record=record, reason="mistake")


def waive(code: str, name: str = "w1", header: Header | None = None) -> Waive:
    return Waive(header or office(4), waiver=name, requirement=code, reason="snow")


def test_a_leave_is_a_flag_beside_the_phase() -> None:
    pause = leave()
    state = given(decider, *supported()).when(pause).then(Paused.of(pause))
    assert (state.phase, state.paused) == (Phase.SUPPORT, Leave(day(20), on(60)))


def test_a_leave_needs_a_return_or_a_day_to_look_again() -> None:
    given(decider, *supported()).when(Pause(rosa(20), reason="leave")).refused("pause.no_return_date")


def test_a_leave_that_is_over_already_is_none() -> None:
    [reason] = given(decider, *supported()).when(leave(until=19)).refused("pause.already_over")
    assert reason.parameters == {"until": on(19), "on": on(20)}
    assert given(decider, *supported()).when(leave(until=20)).then(Paused).paused == Leave(day(20), on(20))


def test_a_leave_of_last_month_may_be_entered_today() -> None:
    given(decider, *supported(), observe(kim(70), "ob1", "ask")).when(leave(rosa(20), until=60)).then(Paused)


def test_a_return_may_be_moved_but_not_into_the_past() -> None:
    given(decider, *supported(), leave()).when(leave(rosa(50), until=49)).refused("pause.already_over")


def test_pausing_until_the_same_day_again_is_a_no_op() -> None:
    given(decider, *supported(), leave()).when(leave(rosa(25))).nothing()


def test_another_return_date_moves_the_end_of_a_leave_and_not_its_beginning() -> None:
    state = given(decider, *supported(), leave()).when(leave(rosa(50), until=80)).then(Paused)
    assert state.paused == Leave(day(20), on(80))


def test_a_leave_ends_with_the_return() -> None:
    resume = Resume(rosa(58), note="back early")
    state = given(decider, *supported(), leave()).when(resume).then(Resumed.of(resume))
    assert (state.paused, state.pauses) == (None, ((day(20), day(58)),))


def test_a_leave_entered_late_that_was_over_before_the_current_one_leaves_that_alone() -> None:
    late = leave(rosa(10), until=15)
    state = given(decider, *supported(), leave()).when(late).then(Paused.of(late))
    assert state.paused == Leave(day(20), on(60))
    assert state.pauses == ((day(10), day(15, 0)),)
    given(decider, *supported(), leave(), late).when(leave(rosa(10), until=15)).nothing()


@pytest.mark.parametrize("until", [50, 60, 70])
def test_a_leave_may_turn_out_to_have_begun_earlier(until: int) -> None:
    state = given(decider, *supported(), leave()).when(leave(rosa(10), until)).then(Paused)
    assert (state.paused, state.pauses) == (Leave(day(10), on(until)), ())


def test_the_same_leave_sent_again_after_the_return_does_not_begin_it_anew() -> None:
    given(decider, *supported(), leave(), Resume(rosa(58))).when(leave()).nothing()
    given(decider, *supported(), leave(), Resume(rosa(58))).when(leave(rosa(70), until=90)).then(Paused)


def test_resuming_the_unpaused_is_a_no_op() -> None:
    given(decider, *supported()).when(Resume(rosa(58))).nothing()


def test_nobody_returns_before_they_left() -> None:
    [reason] = given(decider, *supported(), leave()).when(Resume(rosa(19))).refused("record.before")
    assert reason.parameters == {"record": "Paused", "at": day(20)}


def test_the_line_manager_and_the_coordinator_pause_and_resume() -> None:
    assert people_allowed(leave) == {"rosa", "office"}
    assert people_allowed(lambda header: Resume(header), [*supported(), leave()]) == {"rosa", "office"}


def test_a_leave_may_begin_and_end_wherever_a_participation_is_live() -> None:
    assert phases_allowed(leave(rosa(200))) == LIVE
    for phase in LIVE:
        given(decider, *STORIES[phase](), leave(rosa(200), 300)).when(Resume(rosa(250))).then(Resumed)


CONTACT: list[Command] = [
    attend(lee(30), "a9", "d9"),
    AssessLearning(ana(30), assessment="l1", instrument="quiz", time=AssessmentTime.POST, score=1, out_of=2),
    evaluate(ana(30), "e9"),
    commit(ana(30), "c9", wait=40),
    SetPriority(ana(30), priority="p9", statement="questions"),
    RetirePriority(kim(30), priority="pr1", accomplished=True),
    SharePractice(ana(30), sharing="sh1", occasion="staff meeting"),
    schedule(kim(30), "v9", day(70)),
    MissVisit(kim(30), visit="v1", missed_by="ana"),
    RequestSupport(ana(30), request="rq9", topic="questions"),
    AnswerRequest(kim(30), request="rq1"),
    ReceiveFollowUp(host(30), follow_up="f9", strategy=Strategy.COMMUNITY, minutes=60, given_by="lee"),
    observe(kim(30), "ob9", "ask"),
    debrief(kim(30), "f1", "ob1"),
    artifact(ana(30), "ar1"),
    identify(kim(30), "g9", "ob1"),
    CloseGrowthArea(kim(30), growth_area="g1"),
    CarryGrowthArea(kim(30), growth_area="g1", reason="time"),
    DropGrowthArea(kim(30), growth_area="g1", reason="better one"),
    check_in(kim(30), "k1"),
    agree(kim(30), "st9", "g1"),
    CompleteActionStep(ana(30), step="st1", evidence="ob1"),
    ExtendActionStep(ana(30), step="st1", due=on(40), reason="illness"),
    DropActionStep(kim(30), step="st1", reason="illness"),
    OpenCoaching(kim(30), session="s9", growth_area="g1"),
    BeginNextCycle(kim(30), cycle=2),
    Complete(kim(30)),
]
IN_SESSION: list[Command] = [
    CloseCoaching(kim(30), session="s1", minutes=45),
    CutCoachingShort(kim(30), session="s1", reason="fire drill"),
    ShowModel(kim(30), move="m9", session="s1", model="film 3"),
    CompareWithModel(kim(30), move="m9", session="s1", evidence="ob1", gap="one second"),
    NameSteps(kim(30), move="m9", session="s1", steps=("wait",)),
    Practise(kim(30), move="m9", session="s1", rounds=1),
]
NO_CONTACT: list[Command] = [
    BriefParticipant(office(30), outcomes=(), strategies=()),
    AssignTeam(office(30), team=(), tier=Tier.GENERAL),
    Transfer(rosa(30), site="south", role_title="lead", from_day=on(40)),
    AdoptPolicy(office(30), policy=LIGHT),
    leave(rosa(30), until=70),
    Resume(rosa(30)),
    Withdraw(rosa(30), reason="left"),
    waive("feedback.owed", header=office(30)),
    void("p2", office(30)),
    plan(office(30), "p3", "d3", start=day(70)),
    DropSession(office(30), session="d2"),
    attend(lee(30), "a9", "d9", there=0),
    CancelVisit(ana(30), visit="v2"),
    TakeBaseline(lee(30), baseline="b9", outcome="o1", value=1, on=on(2)),
    measure(lee(30), "r1", on(30)),
]


def before_the_leave() -> Story:
    """A story in which each of those commands has something to act on."""
    return [
        *observed(),
        SetPriority(ana(8), priority="pr1", statement="questions"),
        RequestSupport(ana(8), request="rq1", topic="praise"),
        plan(office(8), "p2", "d2", start=day(40)),
        schedule(kim(8), "v1", day(19)),
        schedule(kim(8), "v2", day(75)),
        identify(kim(9), "g1", "ob1"),
        agree(kim(9), "st1", "g1"),
    ]


WAITS = [
    *((before_the_leave(), command) for command in CONTACT),
    *((in_coaching(), command) for command in IN_SESSION),
    (trained(), BeginSupport(kim(30))),
]


@pytest.mark.parametrize(("story", "command"), WAITS, ids=[type(command).__name__ for _, command in WAITS])
def test_during_a_leave_there_is_no_new_contact(story: Story, command: Command) -> None:
    reasons = given(decider, *story, leave()).when(command).reasons
    [paused] = [reason for reason in reasons if reason.code == "participation.paused"]
    assert paused.parameters == {"since": day(20), "until": on(60)}
    assert (paused.remedy, paused.roles) == ("Resume", ("MANAGER", "COORDINATOR"))


@pytest.mark.parametrize("command", NO_CONTACT, ids=lambda command: type(command).__name__)
def test_during_a_leave_what_is_no_contact_goes_on(command: Command) -> None:
    outcome = given(decider, *before_the_leave(), leave()).when(command)
    assert outcome.events, outcome.reasons


def test_those_are_all_commands_but_enrolling_and_reopening() -> None:
    kinds = {type(command) for command in (*NO_CONTACT, *(command for _, command in WAITS))}
    assert kinds | {Enrol, Reopen} == set(decider.commands.values())


def test_a_contact_dated_before_the_leave_may_be_entered_during_it() -> None:
    story = [*with_growth_area(), leave()]
    assert given(decider, *story).when(observe(kim(19), "ob2", "g1")).events
    given(decider, *story).when(observe(kim(20), "ob2", "g1")).refused("participation.paused")


def test_an_absence_may_be_recorded_during_a_leave_and_presence_may_not() -> None:
    story = [*enrolled(), leave(rosa(2))]
    given(decider, *story).when(attend(lee(3), "a1", there=1)).refused("participation.paused")
    assert given(decider, *story).when(attend(lee(3), "a1", there=0)).then(AttendanceRecorded)


def test_after_the_return_contact_goes_on() -> None:
    story = [*with_growth_area(), leave(), Resume(rosa(58))]
    assert given(decider, *story).when(observe(kim(59), "ob2", "g1")).events


def test_contact_dated_inside_a_leave_is_refused_after_the_return_too() -> None:
    story = [*supported(), leave(), Resume(rosa(58))]
    [reason] = given(decider, *story).when(observe(kim(30), "ob1", "ask")).reasons
    assert (reason.code, reason.parameters) == ("participation.paused", {"since": day(20), "until": on(58)})
    for at in (19, 58):
        assert given(decider, *story).when(observe(kim(at), "ob1", "ask")).events
    given(decider, *story).when(attend(lee(30), "a9", "d9", there=1)).refused("participation.paused")
    assert given(decider, *story).when(attend(lee(30), "a9", "d9", there=0)).events


def visits_around(*then: Command) -> list[str]:
    """A visit before a leave of days 20 to 60, one inside it, one on the day of return and one after."""
    starts = {"before": 19, "inside": 30, "return": 60, "after": 70}
    visits = [schedule(kim(9), name, day(start)) for name, start in starts.items()]
    return open_visits(given(decider, *supported(), *visits, leave(), *then).state)


def test_visits_inside_a_leave_are_removed() -> None:
    assert visits_around() == ["before", "return", "after"]


def test_visits_are_removed_as_far_as_the_leave_went() -> None:
    assert visits_around(Resume(rosa(25))) == ["before", "inside", "return", "after"]
    assert visits_around(Resume(rosa(65))) == ["before", "after"]


def test_a_visit_removed_by_a_leave_can_no_longer_be_kept() -> None:
    story = [*supported(), schedule(kim(9), "v1", day(30)), leave(), Resume(rosa(58))]
    [reason] = given(decider, *story).when(observe(kim(61), "ob1", "ask", visit="v1")).refused("visit.unknown")
    assert reason.parameters == {"visit": "v1", "ended": None}


def test_sessions_held_during_a_leave_are_to_be_made_up() -> None:
    story = [*enrolled(), leave(rosa(2), until=10), Resume(rosa(10))]
    state = (
        given(decider, *story).when(attend(lee(12), "a1", "d1b", makes_up="d1")).then(TrainingBegun, AttendanceRecorded)
    )
    assert state.attendance["a1"].makes_up == "d1"


@hypothesis.given(
    st.lists(st.tuples(st.integers(1, 30), st.integers(0, 40)), max_size=4), st.integers(0, 90), st.integers(0, 120)
)
def test_days_later_are_counted_one_by_one_but_those_of_leave(
    lengths: list[tuple[int, int]], start: int, days: int
) -> None:
    leaves, last = [], on(0)
    for work, away in lengths:
        first = last + timedelta(work)
        last = first + timedelta(away)
        leaves.append((first, last))
    day_reached, worked = on(start), 0
    while worked < days:
        worked += not any(first <= day_reached < back for first, back in leaves)
        day_reached += timedelta(1)
    assert days_later(leaves, on(start), days) == day_reached
    assert days_at_work(leaves, on(start), day_reached) == days
