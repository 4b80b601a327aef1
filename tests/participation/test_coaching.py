"""One-on-one coaching: a session is opened on a growth area, closed with credit or cut short."""

import attrs
import pytest
from tests.participation.stories import (
    TEAM,
    Ask,
    Story,
    agree,
    ana,
    artifact,
    asked_in,
    check_in,
    coached,
    commit,
    day,
    debrief,
    four_moves,
    identify,
    in_coaching,
    in_cycle_two,
    kim,
    lee,
    may_ask,
    observe,
    observed,
    office,
    pat,
    schedule,
    supported,
    with_growth_area,
)

from pdflow import FULL, LIGHT, Command, Header
from pdflow.participation import (
    AssignTeam,
    BeginSupport,
    CancelVisit,
    CloseCoaching,
    CoachingClosed,
    CoachingCutShort,
    CoachingOpened,
    CompleteActionStep,
    CutCoachingShort,
    DropGrowthArea,
    OpenCoaching,
    Phase,
    Progress,
    SetPriority,
    StepReview,
    VoidRecord,
    Waive,
    decider,
)
from pdflow.testing.spec import given


def begin(header: Header, session: str = "s1", growth_area: str = "g1", **more: str) -> Command:
    return OpenCoaching(header, session=session, growth_area=growth_area, **more)


def close(header: Header, session: str = "s1") -> Command:
    return CloseCoaching(header, session=session, minutes=45, note="went well")


def cut(header: Header, session: str = "s1", reason: str = "fire drill") -> Command:
    return CutCoachingShort(header, session=session, reason=reason)


def waive(code: str, n: float = 10) -> Command:
    return Waive(office(n), waiver="w1", requirement=code, reason="agreed")


# OpenCoaching


def test_a_session_is_opened_on_the_growth_area_and_the_observations_it_was_granted_on() -> None:
    ask = begin(kim(10))
    state = given(decider, *with_growth_area()).when(ask).then(CoachingOpened.of(ask, granted_on=("ob1",)))
    assert (state.phase, state.session) == (Phase.COACHING, "s1")


def test_there_is_no_coaching_without_an_observation_in_this_cycle() -> None:
    story = [*supported(), artifact(ana(6), "ar1"), identify(kim(7), "g1", "ar1")]
    [reason] = given(decider, *story).when(begin(kim(10))).refused("coaching.too_few_observations")
    assert (reason.parameters, reason.remedy) == ({"needed": 1, "have": 0}, "RecordObservation")
    given(decider, *story, waive("coaching.too_few_observations")).when(begin(kim(10))).then(CoachingOpened)


def test_observations_are_counted_from_the_cycles_beginning() -> None:
    late_entry = observe(kim(19), "ob8", "pr1")
    story = [*second_support(), late_entry, identify(kim(26), "g2", "ob8")]
    [reason] = given(decider, *story).when(begin(kim(27), growth_area="g2")).refused("coaching.too_few_observations")
    assert reason.parameters == {"needed": 1, "have": 0}


def second_support() -> Story:
    priority = SetPriority(ana(5), priority="pr1", statement="talk")
    return [*in_cycle_two(), priority, commit(ana(21), "c2", wait=60), BeginSupport(kim(25))]


def test_observations_made_after_the_session_do_not_count_for_it_though_typed_before() -> None:
    twice = attrs.evolve(FULL, observations_before_coaching=2)
    story = [*with_growth_area(policy=twice), observe(kim(12), "ob2", "ask"), debrief(kim(12), "f2", "ob2")]
    [reason] = given(decider, *story).when(begin(kim(11))).refused("coaching.too_few_observations")
    assert reason.parameters == {"needed": 2, "have": 1}
    ask = begin(kim(12))
    given(decider, *story).when(ask).then(CoachingOpened.of(ask, granted_on=("ob1", "ob2")))


def test_there_is_no_coaching_without_a_growth_area() -> None:
    [reason] = (
        given(decider, *observed(), debrief(kim(8), "f1", "ob1"))
        .when(begin(kim(10)))
        .refused("coaching.no_growth_area")
    )
    assert (reason.parameters, reason.remedy) == ({}, "IdentifyGrowthArea")


def test_coaching_is_on_an_open_growth_area() -> None:
    dropped = [
        *with_growth_area(),
        DropGrowthArea(kim(9), growth_area="g1", reason="better"),
        debrief(kim(9), "f1", "ob1"),
    ]
    story = [*dropped, identify(kim(9), "g2", "ob1")]
    for area in ("g1", "g9"):
        [reason] = given(decider, *story).when(begin(kim(10), growth_area=area)).refused("coaching.no_growth_area")
        assert reason.parameters == {"growth_area": area}
    given(decider, *story).when(begin(kim(10), growth_area="g2")).then(CoachingOpened)


def test_coaching_does_not_precede_its_growth_area() -> None:
    [reason] = given(decider, *with_growth_area()).when(begin(kim(8))).refused("record.before")
    assert reason.parameters == {"record": "g1", "at": day(9)}


def test_feedback_owed_comes_first_but_for_what_the_growth_area_rests_on() -> None:
    story = [*with_growth_area(), observe(lee(9), "ob2", "ask")]
    [reason] = given(decider, *story).when(begin(kim(10))).refused("feedback.owed")
    assert (reason.parameters, reason.remedy) == ({"observations": ("ob2",)}, "GiveFeedback")
    given(decider, *story, debrief(lee(10), "f1", "ob2")).when(begin(kim(10))).then(CoachingOpened)
    given(decider, *story, waive("feedback.owed")).when(begin(kim(10))).then(CoachingOpened)


def test_feedback_is_owed_at_the_time_of_the_session() -> None:
    story = [*with_growth_area(), observe(lee(12), "ob2", "ask"), debrief(lee(14), "f1", "ob2")]
    given(decider, *story).when(begin(kim(11))).then(CoachingOpened)
    given(decider, *story).when(begin(kim(13))).refused("feedback.owed")
    given(decider, *story).when(begin(kim(14))).then(CoachingOpened)


def test_voided_feedback_is_owed_again() -> None:
    void = VoidRecord(office(10), record="f1", reason="mistake")
    story = [*with_growth_area(), observe(lee(9), "ob2", "ask"), debrief(lee(9), "f1", "ob2"), void]
    given(decider, *story).when(begin(kim(10))).refused("feedback.owed")


def test_the_comparison_of_a_session_is_the_debrief_of_what_it_compared() -> None:
    drop = DropGrowthArea(kim(11), growth_area="g1", reason="better")
    story = [
        *coached(),
        drop,
        observe(kim(17), "ob2", "st1"),
        debrief(kim(17), "f2", "ob2"),
        identify(kim(18), "g2", "ob2"),
    ]
    given(decider, *story).when(begin(kim(19), "s2", "g2")).then(CoachingOpened)


def test_the_last_step_is_looked_at_before_another_session() -> None:
    [reason] = given(decider, *coached()).when(begin(kim(17), "s2")).refused("coaching.last_step_unchecked")
    assert (reason.parameters, reason.remedy) == ({"steps": ("st1",)}, "HoldCheckIn")


def test_a_look_at_the_step_before_the_session_ended_is_not_a_look_since() -> None:
    early = check_in(kim(10, 11), "k1", reviews=(StepReview("st1", Progress.UNDER_WAY),))
    given(decider, *coached(), early).when(begin(kim(17), "s2")).refused("coaching.last_step_unchecked")


LOOKS: dict[str, list[Command]] = {
    "check-in": [check_in(kim(16), "k1", reviews=(StepReview("st1", Progress.NOT_DONE),))],
    "observation": [observe(kim(16), "ob2", "st1"), debrief(kim(16), "f2", "ob2")],
    "completion": [artifact(ana(16), "ar1"), CompleteActionStep(ana(16), step="st1", evidence="ar1")],
    "waiver": [waive("coaching.last_step_unchecked", 16)],
}


@pytest.mark.parametrize("look", LOOKS)
def test_an_observation_a_check_in_or_its_completion_is_a_look_at_the_step(look: str) -> None:
    given(decider, *coached(), *LOOKS[look]).when(begin(kim(17), "s2")).then(CoachingOpened)


def test_a_look_after_the_session_was_opened_is_too_late() -> None:
    given(decider, *coached(), *LOOKS["check-in"]).when(begin(kim(15), "s2")).refused("coaching.last_step_unchecked")


def test_a_step_not_taken_home_from_the_last_session_is_not_asked_for() -> None:
    story = [*with_growth_area(), agree(kim(9), "st9", "g1")]
    given(decider, *story).when(begin(kim(10))).then(CoachingOpened)


def test_the_same_session_again_is_silence_in_any_phase() -> None:
    given(decider, *in_coaching()).when(begin(kim(11))).nothing()
    given(decider, *coached()).when(begin(ana(1), growth_area="g9")).nothing()


def test_a_session_does_not_begin_before_the_last_turn() -> None:
    story = [*coached(), *LOOKS["check-in"]]
    reasons = given(decider, *story).when(begin(kim(10, 9), "s2")).reasons
    assert {"record": "CoachingClosed", "at": day(10, 12)} in [reason.parameters for reason in reasons]


def test_coaching_is_the_pairs_and_no_coordinator_stands_in() -> None:
    assert may_ask(begin, with_growth_area()) == {"kim"}
    [reason] = given(decider, *with_growth_area()).when(begin(office(10))).refused("coaching.not_the_coach")
    assert (reason.parameters, reason.remedy) == ({"coach": "kim"}, None)


def test_the_coach_is_whom_the_team_names_whatever_their_role() -> None:
    assign = AssignTeam(office(9), team=TEAM, coach="pat")
    given(decider, *with_growth_area(), assign).when(begin(pat(10))).then(CoachingOpened)
    given(decider, *with_growth_area(), assign).when(begin(kim(10))).refused("coaching.not_the_coach")


def test_without_a_coach_one_is_to_be_named() -> None:
    story = [*with_growth_area(), AssignTeam(office(9), team=TEAM)]
    [reason] = given(decider, *story).when(begin(kim(10))).refused("coaching.not_the_coach")
    assert (reason.parameters, reason.remedy, reason.roles) == ({"coach": None}, "AssignTeam", ("COORDINATOR",))


def test_coaching_is_opened_in_support() -> None:
    assert asked_in(begin(kim(200), "s9")) == {Phase.SUPPORT}


# CloseCoaching


def ready(*then: Command) -> Story:
    return [*in_coaching(), *four_moves(), *then]


def test_a_session_is_closed_with_its_return_visit_and_counts() -> None:
    ask = close(kim(10, 12))
    later, sooner = schedule(kim(10, 11), "v2", day(24)), schedule(kim(10, 11), "v1", day(17))
    state = given(decider, *ready(later, sooner)).when(ask).then(CoachingClosed.of(ask, return_visit="v1"))
    assert (state.phase, state.session, state.coached_minutes) == (Phase.SUPPORT, None, 45)
    assert state.counted.keys() == {"s1"}


def test_a_session_is_not_closed_before_all_its_moves_are_made() -> None:
    story = [*in_coaching(), *four_moves()[:2], schedule(kim(10, 11), "v1", day(17))]
    [reason] = given(decider, *story).when(close(kim(10, 12))).refused("coaching.moves_missing")
    assert reason.parameters == {"moves": ("STEPS", "PRACTICE")}
    assert reason.remedy == "Practise"


def test_moves_count_from_when_they_were_made() -> None:
    story = ready(schedule(kim(10, 9), "v1", day(17)))
    [reason] = given(decider, *story).when(close(kim(10, 10))).refused("coaching.moves_missing")
    assert reason.parameters == {"moves": ("PRACTICE",)}


@pytest.mark.parametrize(
    "visit",
    [
        [],
        [schedule(kim(10, 11), "v1", day(10, 12))],
        [schedule(kim(9), "v1", day(17)), CancelVisit(kim(10), visit="v1")],
    ],
    ids=["none", "no later than now", "cancelled"],
)
def test_a_session_is_not_closed_without_a_return_visit(visit: list[Command]) -> None:
    [reason] = given(decider, *ready(*visit)).when(close(kim(10, 12))).refused("coaching.no_return_visit")
    assert reason.remedy == "ScheduleVisit"


def test_the_return_visit_can_be_waived() -> None:
    ask = close(kim(10, 12))
    given(decider, *ready(waive("coaching.no_return_visit"))).when(ask).then(CoachingClosed.of(ask, return_visit=None))


def test_coaching_has_its_moves_and_they_cannot_be_waived() -> None:
    given(decider, *in_coaching()).when(waive("coaching.moves_missing")).refused("waiver.not_waivable")


def test_another_session_cannot_be_closed_or_cut_short() -> None:
    for ask in (close(kim(10, 12), "s9"), cut(kim(10, 12), "s9")):
        reasons = given(decider, *ready(schedule(kim(10), "v1", day(17)))).when(ask).refused("coaching.another_session")
        assert reasons[0].parameters == {"open": "s1"}


def test_closing_the_closed_is_silence() -> None:
    given(decider, *coached()).when(close(kim(11))).nothing()


def test_a_session_does_not_end_before_it_began() -> None:
    for ask in (close(kim(9)), cut(kim(9))):
        reasons = given(decider, *ready()).when(ask).reasons
        assert "record.before" in [reason.code for reason in reasons]


# CutCoachingShort


def test_a_session_cut_short_does_not_count() -> None:
    ask = cut(kim(10, 9))
    state = given(decider, *in_coaching()).when(ask).then(CoachingCutShort.of(ask))
    assert (state.phase, state.counted, state.coached_minutes) == (Phase.SUPPORT, {}, 0)


def test_cutting_short_needs_a_reason() -> None:
    given(decider, *in_coaching()).when(cut(kim(10, 9), reason="")).refused("coaching.no_reason")


def test_cutting_short_what_was_cut_short_is_silence_and_what_was_closed_stays_closed() -> None:
    given(decider, *in_coaching(), cut(kim(10, 9))).when(cut(kim(11))).nothing()
    given(decider, *coached()).when(cut(kim(11))).refused("participation.not_in_phase")


def test_steps_taken_home_from_a_session_cut_short_stay() -> None:
    state = given(decider, *ready(cut(kim(10, 12)))).state
    assert state.open_steps() == ["st1"]


def test_another_session_may_follow_one_cut_short_without_a_look_at_its_steps() -> None:
    given(decider, *ready(cut(kim(10, 12)))).when(begin(kim(11), "s2")).then(CoachingOpened)


@pytest.mark.parametrize("ask", [close, cut])
def test_ending_a_session_is_the_coachs_alone_and_belongs_to_coaching(ask: Ask) -> None:
    assert may_ask(ask, in_coaching()) == {"kim"}
    assert asked_in(ask(kim(200), "s9")) == {Phase.COACHING}


def test_the_light_policy_lets_one_coach_on_any_evidence() -> None:
    story = [*supported(policy=LIGHT), artifact(ana(6), "ar1"), identify(kim(7), "g1", "ar1")]
    given(decider, *story).when(begin(kim(10))).then(CoachingOpened)
