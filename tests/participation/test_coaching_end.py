"""A coaching session is closed with credit, or cut short."""

import attrs
import pytest
from tests.participation.permissions import CommandMaker, people_allowed, phases_allowed
from tests.participation.stories import (
    TEAM,
    Story,
    ana,
    artifact,
    coached,
    day,
    four_moves,
    identify,
    in_coaching,
    kim,
    lee,
    office,
    schedule,
    supported,
)

from pdflow import (
    FULL,
    LIGHT,
    Command,
    Handover,
    Header,
    Policy,
)
from pdflow.participation import (
    AssignTeam,
    CancelVisit,
    CloseCoaching,
    CoachingClosed,
    CoachingCutShort,
    CoachingOpened,
    CutCoachingShort,
    OpenCoaching,
    Phase,
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


# CloseCoaching


def ready(*then: Command) -> Story:
    return [*in_coaching(), *four_moves(), *then]


def test_a_session_is_closed_with_its_return_visit_and_counts() -> None:
    command = close(kim(10, 12))
    later, sooner = schedule(kim(10, 11), "v2", day(24)), schedule(kim(10, 11), "v1", day(17))
    state = given(decider, *ready(later, sooner)).when(command).then(CoachingClosed.of(command, return_visit="v1"))
    assert (state.phase, state.session, state.coached_minutes) == (Phase.SUPPORT, None, 45)
    assert state.counted.keys() == {"s1"}


def test_a_session_is_not_closed_before_all_its_moves_are_made() -> None:
    story = [*in_coaching(), *four_moves()[:2], schedule(kim(10, 11), "v1", day(17))]
    [reason] = given(decider, *story).when(close(kim(10, 12))).refused("coaching.moves_missing")
    assert reason.parameters == {"moves": ("STEPS", "PRACTICE")}
    assert reason.remedy == "NameSteps"


@pytest.mark.parametrize("made", range(4))
def test_what_helps_a_session_that_lacks_moves_is_the_next_one_which_is_not_refused(made: int) -> None:
    moves = four_moves()
    [reason] = (
        given(decider, *in_coaching(), *moves[:made], schedule(kim(10, 11), "v1", day(17)))
        .when(close(kim(10, 12)))
        .refused("coaching.moves_missing")
    )
    assert reason.remedy == type(moves[made]).__name__
    assert not given(decider, *in_coaching(), *moves[:made]).when(moves[made]).reasons


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
    command = close(kim(10, 12))
    given(decider, *ready(waive("coaching.no_return_visit"))).when(command).then(
        CoachingClosed.of(command, return_visit=None)
    )


def test_coaching_has_its_moves_and_they_cannot_be_waived() -> None:
    given(decider, *in_coaching()).when(waive("coaching.moves_missing")).refused("waiver.not_waivable")


def test_another_session_cannot_be_closed_or_cut_short() -> None:
    for command in (close(kim(10, 12), "s9"), cut(kim(10, 12), "s9")):
        reasons = (
            given(decider, *ready(schedule(kim(10), "v1", day(17)))).when(command).refused("coaching.another_session")
        )
        assert reasons[0].parameters == {"open": "s1"}


def test_closing_the_closed_is_a_no_op() -> None:
    given(decider, *coached()).when(close(kim(11))).nothing()


def test_a_session_does_not_end_before_it_began() -> None:
    for command in (close(kim(9)), cut(kim(9))):
        reasons = given(decider, *ready()).when(command).reasons
        assert "record.before" in [reason.code for reason in reasons]


# CutCoachingShort


def test_a_session_cut_short_does_not_count() -> None:
    command = cut(kim(10, 9))
    state = given(decider, *in_coaching()).when(command).then(CoachingCutShort.of(command))
    assert (state.phase, state.counted, state.coached_minutes) == (Phase.SUPPORT, {}, 0)


def test_cutting_short_needs_a_reason() -> None:
    given(decider, *in_coaching()).when(cut(kim(10, 9), reason="")).refused("coaching.no_reason")


def test_cutting_short_what_was_cut_short_is_a_no_op_and_what_was_closed_stays_closed() -> None:
    given(decider, *in_coaching(), cut(kim(10, 9))).when(cut(kim(11))).nothing()
    given(decider, *coached()).when(cut(kim(11))).refused("participation.not_in_phase")


def test_steps_taken_home_from_a_session_cut_short_stay() -> None:
    state = given(decider, *ready(cut(kim(10, 12)))).state
    assert state.open_steps() == ["st1"]


def test_another_session_may_follow_one_cut_short_without_a_look_at_its_steps() -> None:
    given(decider, *ready(cut(kim(10, 12)))).when(begin(kim(11), "s2")).then(CoachingOpened)


@pytest.mark.parametrize("command", [close, cut])
def test_ending_a_session_is_the_coachs_alone_and_belongs_to_coaching(command: CommandMaker) -> None:
    assert people_allowed(command, in_coaching()) == {"kim"}
    assert phases_allowed(command(kim(200), "s9")) == {Phase.COACHING}


def test_the_light_policy_lets_one_coach_on_any_evidence() -> None:
    story = [*supported(policy=LIGHT), artifact(ana(6), "ar1"), identify(kim(7), "g1", "ar1")]
    given(decider, *story).when(begin(kim(10))).then(CoachingOpened)


# The return visit


def rehearsed(policy: Policy, *then: Command) -> Story:
    return [*in_coaching(policy=policy), *four_moves(), *then]


@pytest.mark.parametrize(
    ("policy", "within"),
    [
        (FULL, 28),
        (attrs.evolve(FULL, name="ours", return_visit_within=7), 14),
        (attrs.evolve(FULL, name="ours", return_visit_within=7, check_in_every=None), 7),
        (attrs.evolve(FULL, name="ours", check_in_every=35), 35),
    ],
    ids=["28 days", "the cadence where it is longer", "no cadence", "a long cadence"],
)
def test_the_return_visit_begins_within_the_policys_days_or_the_check_in_cadence(policy: Policy, within: int) -> None:
    last, late = (schedule(kim(10, 11), "v1", day(10 + within, hour)) for hour in (12, 13))
    [event] = given(decider, *rehearsed(policy, last)).when(close(kim(10, 12))).events
    assert isinstance(event, CoachingClosed)
    assert event.return_visit == "v1"
    [reason] = given(decider, *rehearsed(policy, late)).when(close(kim(10, 12))).refused("coaching.no_return_visit")
    assert (reason.parameters, reason.remedy) == ({"within": within}, "ScheduleVisit")


def test_a_visit_too_late_to_return_is_not_named_where_the_return_was_waived() -> None:
    late = schedule(kim(10, 11), "v1", day(60))
    waived = waive("coaching.no_return_visit")
    [event] = given(decider, *rehearsed(FULL, late, waived)).when(close(kim(10, 12))).events
    assert isinstance(event, CoachingClosed)
    assert event.return_visit is None


def test_the_coach_is_the_one_of_the_time_and_a_successor_goes_on_with_the_session() -> None:
    handed_over = AssignTeam(office(10, 10), team=TEAM, coach="lee", handovers=(Handover("lee", "kim"),))
    moves, visit = four_moves(), schedule(kim(10, 9), "v1", day(17))
    story = given(decider, *in_coaching(), handed_over, *moves[:2], visit)
    [reason] = story.when(moves[2]).refused("coaching.not_the_coach")
    assert reason.parameters == {"coach": "lee"}
    by_lee = [attrs.evolve(move, header=lee(10, 11)) for move in moves[2:]]
    finished = given(decider, *in_coaching(), handed_over, *moves[:2], visit, *by_lee)
    finished.when(close(kim(10, 12))).refused("coaching.not_the_coach")
    finished.when(close(lee(10, 12))).then(CoachingClosed)
