"""From training to implementation support: what must be in place before it begins."""

import attrs
import pytest
from tests.participation.permissions import people_allowed, phases_allowed
from tests.participation.stories import (
    ASKS,
    SUPPORTERS,
    TEAM,
    Story,
    ana,
    attend,
    commit,
    day,
    enrolled,
    evaluate,
    in_coaching,
    in_cycle_two,
    kim,
    lee,
    office,
    on,
    supported,
    trained,
)

from pdflow import FULL, LIGHT, Command, Outcome, OutcomeKind, OutcomeOf, Role, Supporter
from pdflow.participation import (
    AdoptPolicy,
    AssignTeam,
    BeginSupport,
    Phase,
    SupportBegun,
    TakeBaseline,
    Waive,
    decider,
)
from pdflow.policy import EvaluationBefore
from pdflow.testing.spec import given

ALONE = Outcome("o2", OutcomeOf.PERSON, OutcomeKind.SKILL, "plans alone")
TOGETHER = Outcome("o3", OutcomeOf.GROUP, OutcomeKind.PERFORMANCE, "readers at grade level")


def begin(n: float = 5) -> Command:
    return BeginSupport(kim(n))


def team(*people: tuple[str, Role], coach: str | None = None) -> Command:
    return AssignTeam(office(2), team=tuple(Supporter(*person) for person in people), coach=coach)


def test_support_begins_on_the_records_it_was_granted_on() -> None:
    command = begin()
    state = given(decider, *trained()).when(command).then(SupportBegun.of(command, granted_on=("a1", "e1", "c1", "b1")))
    assert (state.phase, state.supported_since) == (Phase.SUPPORT, day(5))


def test_the_light_policy_asks_for_training_only() -> None:
    story = [*enrolled(policy=LIGHT, outcomes=(), strategies=())[:1], attend(office(3), "a1")]
    given(decider, *story).when(BeginSupport(office(5))).then(SupportBegun)


def test_support_may_begin_without_training_where_no_share_is_required() -> None:
    policy = attrs.evolve(LIGHT, name="ours", attendance_share=0.0)
    assert given(decider, *enrolled(policy=policy)).when(begin()).then(SupportBegun).phase is Phase.SUPPORT


def test_support_that_has_begun_is_a_no_op() -> None:
    given(decider, *supported()).when(begin(6)).nothing()
    given(decider, *in_coaching()).when(begin(11)).nothing()


def test_supporters_and_the_coordinator_begin_support() -> None:
    assert people_allowed(BeginSupport, trained()) == {*SUPPORTERS, "office"}
    assert phases_allowed(begin(300)) == {Phase.ENROLLED, Phase.TRAINING}


def test_support_does_not_begin_before_the_training_did() -> None:
    reasons = (
        given(decider, *trained(policy=LIGHT)).when(begin(2)).refused("record.before", "training.attendance_short")
    )
    assert reasons[1].parameters == {"record": "TrainingBegun", "at": day(3)}


UNMET: dict[str, tuple[Story, str]] = {
    "training.attendance_short": ([*enrolled(), commit(ana(4), "c1", ask=20)], "RecordAttendance"),
    "training.no_commitment": ([*enrolled(), attend(lee(3), "a1")], "CommitToPractice"),
    "support.no_supporter": ([*trained(), team()], "AssignTeam"),
    "team.only_line_manager": ([*trained(), team(("tom", Role.MANAGER))], "AssignTeam"),
    "support.not_planned": (trained(strategies=()), "BriefParticipant"),
    "outcome.no_baseline": (trained(outcomes=(ASKS, ALONE)), "TakeBaseline"),
    "training.evaluation_missing": (
        [
            *enrolled(policy=attrs.evolve(FULL, name="ours", evaluation_before=EvaluationBefore.SUPPORT)),
            attend(lee(3), "a1"),
            commit(ana(4), "c1", ask=20),
        ],
        "SubmitEvaluation",
    ),
}


@pytest.mark.parametrize("code", UNMET)
def test_what_is_not_in_place_stands_in_the_way_and_says_what_would_help(code: str) -> None:
    story, remedy = UNMET[code]
    [reason] = given(decider, *story).when(BeginSupport(office(5))).refused(code)
    assert reason.remedy == remedy
    assert reason.roles == decider.commands[remedy].right.roles


@pytest.mark.parametrize("code", UNMET)
def test_each_of_them_can_be_waived(code: str) -> None:
    waive = Waive(office(4), waiver="w1", requirement=code, reason="agreed")
    given(decider, *UNMET[code][0], waive).when(BeginSupport(office(5))).then(SupportBegun)


@pytest.mark.parametrize("code", [code for code in UNMET if code != "training.attendance_short"])
def test_each_of_them_can_be_switched_off(code: str) -> None:
    adopt = AdoptPolicy(office(4), policy=LIGHT)
    given(decider, *UNMET[code][0], adopt).when(BeginSupport(office(5))).then(SupportBegun)


def test_every_unmet_requirement_is_given_at_once() -> None:
    story = [*enrolled(strategies=(), outcomes=(ASKS, ALONE)), team()]
    given(decider, *story).when(BeginSupport(office(5))).refused(
        "training.attendance_short",
        "training.no_commitment",
        "support.no_supporter",
        "support.not_planned",
        "outcome.no_baseline",
    )


# Supporters


def test_the_line_manager_alone_is_not_follow_up_in_whatever_role() -> None:
    for people in ([("rosa", Role.COACH)], [("tom", Role.MANAGER), ("rosa", Role.PEER)]):
        given(decider, *trained(), team(*people)).when(BeginSupport(office(5))).refused("team.only_line_manager")


def test_somebody_beside_the_line_manager_is() -> None:
    story = [*trained(), team(("rosa", Role.MANAGER), ("pat", Role.PEER))]
    given(decider, *story).when(BeginSupport(office(5))).then(SupportBegun)


def test_a_coach_named_beside_the_team_is_a_supporter_too() -> None:
    given(decider, *trained(), team(coach="kim")).when(begin()).then(SupportBegun)
    given(decider, *trained(), team(("tom", Role.MANAGER), coach="kim")).when(begin()).then(SupportBegun)
    given(decider, *trained(), team(coach="rosa")).when(BeginSupport(office(5))).refused("team.only_line_manager")


# Baselines


def test_each_outcome_of_the_person_without_a_reading_is_named() -> None:
    third = attrs.evolve(ALONE, outcome="o4")
    reasons = given(decider, *trained(outcomes=(ASKS, ALONE, third))).when(begin()).reasons
    assert [reason.parameters for reason in reasons] == [{"outcome": "o2"}, {"outcome": "o4"}]


def test_an_outcome_of_the_group_needs_no_reading_of_the_person() -> None:
    given(decider, *trained(outcomes=(ASKS, TOGETHER))).when(begin()).then(SupportBegun)


def test_a_reading_taken_afterwards_and_marked_so_is_a_baseline() -> None:
    values = {"outcome": "o2", "value": 1, "on": on(5), "retrospective": True}
    story = [*trained(outcomes=(ASKS, ALONE)), TakeBaseline(lee(5), baseline="b2", **values)]
    given(decider, *story).when(begin(6)).then(SupportBegun)


# When facts happened


def test_what_happened_after_support_began_does_not_count_for_it_though_it_was_typed_before() -> None:
    late = [attend(lee(3), "a1"), commit(ana(6), "c1", ask=20)]
    given(decider, *enrolled(), *late).when(begin(5)).refused("training.no_commitment")
    given(decider, *enrolled(), *late).when(begin(6)).then(SupportBegun)


def test_an_evaluation_handed_in_later_does_not_count_either() -> None:
    policy = attrs.evolve(FULL, name="ours", evaluation_before=EvaluationBefore.SUPPORT)
    story = [*enrolled(policy=policy), attend(lee(3), "a1"), evaluate(ana(6), "e1"), commit(ana(4), "c1", ask=20)]
    given(decider, *story).when(begin(5)).refused("training.evaluation_missing")
    given(decider, *story).when(begin(6)).then(SupportBegun)


def test_support_is_not_granted_on_what_came_after_it() -> None:
    story = [*trained(), commit(ana(9), "c2", wait=20), attend(lee(8), "a2", "d2")]
    command = begin(5)
    given(decider, *story).when(command).then(SupportBegun.of(command, granted_on=("a1", "e1", "c1", "b1")))


def test_a_baseline_read_before_the_training_counts_whenever_it_is_entered() -> None:
    entered = TakeBaseline(lee(30), baseline="b2", outcome="o2", value=1, on=on(2))
    given(decider, *trained(outcomes=(ASKS, ALONE)), entered).when(begin(5)).then(SupportBegun)


def test_a_baseline_judged_after_support_began_does_not_count_for_it() -> None:
    judged = TakeBaseline(lee(9), baseline="b2", outcome="o2", value=1, on=on(9), retrospective=True)
    given(decider, *trained(outcomes=(ASKS, ALONE)), judged).when(begin(8)).refused("outcome.no_baseline")
    given(decider, *trained(outcomes=(ASKS, ALONE)), judged).when(begin(9)).then(SupportBegun)


# Further cycles


def test_each_cycle_asks_for_a_commitment_of_its_own() -> None:
    given(decider, *in_cycle_two()).when(begin(25)).refused("training.no_commitment")
    given(decider, *in_cycle_two(), commit(ana(19), "c2", wait=30)).when(begin(25)).refused("training.no_commitment")
    given(decider, *in_cycle_two(), commit(ana(21), "c2", wait=30)).when(begin(25)).then(SupportBegun)


def test_support_has_been_there_since_it_first_began() -> None:
    state = given(decider, *in_cycle_two(), commit(ana(21), "c2", wait=30)).when(begin(25)).then(SupportBegun)
    assert (state.supported_since, state.granted_on) == (day(4, 9), ("c2", "b1"))


def test_the_team_stays_for_the_next_cycle() -> None:
    assert given(decider, *in_cycle_two()).state.team == TEAM
