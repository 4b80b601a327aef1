"""A person joins, is briefed, is given a team, moves elsewhere, comes under another policy."""

from typing import Any

import attrs
import pytest
from tests.participation.permissions import LIVE, people_allowed, phases_allowed
from tests.participation.stories import (
    ASKS,
    ana,
    attend,
    completed,
    day,
    enrolled,
    host,
    kim,
    office,
    on,
    rosa,
    supported,
    trained,
)

from pdflow import FULL, LIGHT, TEXAS_CYCLE, NaiveTime, Policy, Strategy, explain
from pdflow.kernel.header import Header
from pdflow.kernel.refusal import Refused
from pdflow.participation import (
    AdoptPolicy,
    AssignTeam,
    BriefParticipant,
    Complete,
    Enrol,
    Enrolled,
    ParticipantBriefed,
    Phase,
    PolicyAdopted,
    Resume,
    Transfer,
    Transferred,
    Withdraw,
    decider,
)
from pdflow.testing.spec import given


def brief(header: Header, *strategies: Strategy) -> BriefParticipant:
    return BriefParticipant(header, outcomes=(ASKS,), strategies=strategies, planned_end=on(300))


def test_a_person_is_enrolled_under_the_policy_the_event_carries() -> None:
    enrol = Enrol(host(0), person="ana", role_title="teacher", site="north", manager="rosa", policy=TEXAS_CYCLE)
    state = given(decider).when(enrol).then(Enrolled.of(enrol))
    assert (state.phase, state.person, state.site, state.manager) == (Phase.ENROLLED, "ana", "north", "rosa")
    assert state.policy is TEXAS_CYCLE
    assert state.cycle == 1


def test_whoever_names_no_policy_gets_the_light_one() -> None:
    state = given(decider).when(Enrol(host(0), person="ana")).then(Enrolled)
    assert state.policy is LIGHT


def enrol_again(**changes: object) -> Enrol:
    values = {"manager": "rosa", "policy": FULL, "outcomes": (ASKS,), "strategies": (Strategy.COACHING,)}
    return Enrol(office(105), **{"person": "ana", **values, **changes})


def test_enrolling_somebody_the_same_way_again_is_a_no_op_in_any_phase() -> None:
    given(decider, *enrolled()).when(enrol_again()).nothing()
    given(decider, *completed()).when(enrol_again()).nothing()


def test_automation_that_enrols_whoever_joins_a_roster_again_changes_nothing() -> None:
    given(decider, *enrolled()).when(Enrol(host(105), person="ana", site="south")).nothing()
    given(decider, *enrolled()).when(Enrol(host(105), person="bob")).refused("enrolment.already_enrolled")


def test_it_is_a_no_op_after_a_move_and_another_policy_too() -> None:
    since = [move_to(rosa(30), manager="tom"), AdoptPolicy(office(30), policy=LIGHT)]
    given(decider, *supported(), *since).when(enrol_again()).nothing()


@pytest.mark.parametrize(
    "changes",
    [{"person": "bob"}, {"engagement": "other"}, {"manager": "tom"}, {"site": "south", "policy": TEXAS_CYCLE}],
)
def test_nobody_is_enrolled_otherwise_under_this_id_without_a_word(changes: dict[str, object]) -> None:
    [reason] = given(decider, *enrolled()).when(enrol_again(**changes)).refused("enrolment.already_enrolled")
    assert reason.parameters == {"person": "ana", "engagement": None, "differs": tuple(changes)}


def test_enrolling_is_for_the_programme() -> None:
    assert people_allowed(lambda header: Enrol(header, person="ana"), []) == {"office", "host"}


def test_enrolling_is_allowed_in_every_phase_and_refused_by_its_own_reason() -> None:
    assert phases_allowed(Enrol(host(300), person="bob")) == set(Phase)


def test_before_enrolment_nothing_is_a_no_op() -> None:
    for command in (AssignTeam(office(0), team=()), AdoptPolicy(office(0), policy=FULL), Resume(rosa(0))):
        given(decider).when(command).refused("participation.not_in_phase")


def test_before_enrolment_the_remedy_of_any_command_is_enrolling() -> None:
    [reason] = given(decider).when(brief(host(1))).refused("participation.not_in_phase")
    assert reason.parameters == {
        "phase": "NOTHING",
        "asked_in": ("ENROLLED", "TRAINING", "SUPPORT", "COACHING"),
    }
    assert (reason.remedy, reason.roles) == ("Enrol", ("COORDINATOR", "SYSTEM"))


def test_nothing_is_dated_before_the_enrolment() -> None:
    [reason] = given(decider, *enrolled()).when(attend(host(-1), "a1", "d9")).refused("record.before")
    assert reason.parameters == {"record": "Enrolled", "at": day(0)}


def test_nobody_withdraws_before_they_enrolled_and_there_is_one_reason() -> None:
    [reason] = given(decider, *enrolled()).when(Withdraw(rosa(-1), reason="left")).refused("record.before")
    assert reason.parameters["record"] == "Enrolled"


def test_a_time_without_a_zone_is_no_time() -> None:
    with pytest.raises(NaiveTime, match="no time zone"):
        Header("00000000-0000-0000-0000-000000000001", office(0).by, day(0).replace(tzinfo=None))


def test_a_participant_is_briefed_on_the_current_outcomes() -> None:
    briefing = brief(host(2), Strategy.CHECK_IN)
    state = given(decider, *enrolled()).when(briefing).then(ParticipantBriefed.of(briefing))
    assert (state.strategies, state.planned_end) == ((Strategy.CHECK_IN,), on(300))


def test_briefing_somebody_on_what_is_current_already_is_a_no_op() -> None:
    given(decider, *enrolled(), brief(host(2), Strategy.CHECK_IN)).when(brief(host(3), Strategy.CHECK_IN)).nothing()


def test_briefing_is_for_the_programme_while_a_participation_is_live() -> None:
    assert people_allowed(brief) == {"office", "host"}
    assert phases_allowed(brief(host(300))) == LIVE


def move_to(header: Header, site: str = "south", **more: Any) -> Transfer:
    return Transfer(header, **{"site": site, "role_title": "lead", "from_day": on(40), **more})


def test_a_person_moves_to_another_site_under_another_manager() -> None:
    transfer = move_to(rosa(30), manager="tom")
    state = given(decider, *supported()).when(transfer).then(Transferred.of(transfer))
    assert (state.site, state.role_title, state.manager, state.phase) == ("south", "lead", "tom", Phase.SUPPORT)


def test_moving_to_where_one_is_is_a_no_op_but_another_day_is_not() -> None:
    moved = given(decider, *supported(), move_to(rosa(30)))
    moved.when(move_to(rosa(31))).nothing()
    moved.when(move_to(rosa(31), from_day=on(45))).then(Transferred)


def test_the_line_manager_and_the_coordinator_move_people_while_a_participation_is_live() -> None:
    assert people_allowed(move_to) == {"rosa", "office"}
    assert phases_allowed(move_to(rosa(300))) == LIVE


def test_another_policy_judges_what_is_open_anew_and_leaves_what_is_done() -> None:
    strict = given(decider, *trained(policy=LIGHT))
    adopt = AdoptPolicy(office(5), policy=TEXAS_CYCLE)
    state = strict.when(adopt).then(PolicyAdopted.of(adopt))
    assert (state.policy, state.phase) == (TEXAS_CYCLE, Phase.TRAINING)
    assert state.attendance.keys() == {"a1"}


def test_what_the_new_policy_requires_is_required_from_now_on() -> None:
    story = [*supported(policy=LIGHT), AdoptPolicy(office(5), policy=TEXAS_CYCLE)]
    given(decider, *story).when(Complete(kim(6))).refused(
        "cycle.short", "cycle.no_coaching", "support.no_contact", "outcome.not_remeasured"
    )


def test_adopting_the_current_policy_is_a_no_op() -> None:
    given(decider, *enrolled(policy=LIGHT)).when(AdoptPolicy(office(5), policy=LIGHT)).nothing()


OURS = attrs.evolve(TEXAS_CYCLE, name="ours", version=1)


@pytest.mark.parametrize("since", [(), (LIGHT,)], ids=["in force", "adopted before"])
def test_a_policy_of_a_known_name_and_version_says_what_it_said_there(since: tuple[Policy, ...]) -> None:
    adopted = [AdoptPolicy(office(5 + n), policy=policy) for n, policy in enumerate(since)]
    story = [*enrolled(policy=OURS), *adopted]
    other = AdoptPolicy(office(9), policy=attrs.evolve(OURS, step_due=3, missed_visits=5))
    [reason] = given(decider, *story).when(other).refused("policy.name_taken")
    assert reason.parameters == {"name": "ours", "version": 1, "differs": ("step_due", "missed_visits")}
    assert "says something else there: action step due and visits missed in a row." in str(explain(reason)[0])
    assert "otro nombre u otra versión" in str(explain(reason, "es")[0])
    renamed = AdoptPolicy(office(9), policy=attrs.evolve(other.policy, version=2))
    given(decider, *story).when(renamed).then(PolicyAdopted)
    assert bool(since) is bool(given(decider, *story).when(AdoptPolicy(office(9), policy=OURS)).events)


def test_policies_are_adopted_by_the_coordinator_while_a_participation_is_live() -> None:
    assert people_allowed(lambda header: AdoptPolicy(header, policy=LIGHT)) == {"office"}
    assert phases_allowed(AdoptPolicy(office(300), policy=LIGHT)) == LIVE


def test_a_wrong_role_is_refused_with_the_roles_that_may() -> None:
    [reason] = given(decider, *enrolled()).when(AdoptPolicy(ana(5), policy=LIGHT)).refused("right.role")
    assert reason.parameters == {"has": "PARTICIPANT", "needs": ("COORDINATOR",)}


def test_enrolling_somebody_the_same_way_again_is_a_no_op_after_briefings_too() -> None:
    briefed = [brief(office(2), Strategy.COACHING, Strategy.CHECK_IN), brief(office(9), Strategy.DISCUSSION)]
    story = given(decider, *enrolled(), *briefed)
    story.when(enrol_again()).nothing()
    other = enrol_again(strategies=(Strategy.DISCUSSION,), planned_end=on(300))
    [reason] = story.when(other).refused("enrolment.already_enrolled")
    assert reason.parameters == {"person": "ana", "engagement": None, "differs": ("strategies", "planned_end")}


@pytest.mark.parametrize(
    ("language", "fields", "remedy"),
    [
        ("en", "line manager and planned follow-up.", "the id of a new participation"),
        ("es", "supervisión directa y seguimiento previsto.", "el identificador de una participación nueva"),
    ],
)
def test_what_an_enrolment_says_otherwise_is_in_words(language: str, fields: str, remedy: str) -> None:
    asked = enrol_again(manager="tom", strategies=(Strategy.DISCUSSION,))
    reasons = given(decider, *enrolled()).when(asked).refused("enrolment.already_enrolled")
    [explained] = explain(Refused(asked, reasons), language)
    assert explained.why.endswith(fields)
    assert remedy in explained.helps
