"""Events of an engagement cause commands for the participations that belong to it."""

from datetime import date

import attrs
from tests.coordination.world import ANA, BOB, CY, begun, deliver, kinds, scheduled
from tests.engagement import stories as s

from pdflow import LIGHT, OutcomeOf, Role, Strategy, participation
from pdflow.coordination import COORDINATION
from pdflow.engagement import Cancel, CancelTraining, ForWhom, RescheduleTraining, ReviseFollowUp
from pdflow.participation import (
    AttendanceRecorded,
    Enrolled,
    ParticipantBriefed,
    Phase,
    SessionDropped,
    SessionPlanned,
    Withdrawn,
)

OURS = attrs.evolve(LIGHT, name="ours", priorities_at_once=2)


def test_whoever_joins_the_roster_is_enrolled_with_its_policy_outcomes_and_strategies() -> None:
    ana = begun(policy=OURS, planned_end=date(2028, 8, 31)).catch_up().participation(ANA)
    assert (ana.phase, ana.person, ana.engagement, ana.site) == (Phase.ENROLLED, "ana", "e1", "North")
    assert (ana.policy, ana.planned_end, ana.enrolled_at) == (OURS, date(2028, 8, 31), s.day(4))
    assert [outcome.outcome for outcome in ana.outcomes] == ["o1"]
    assert ana.strategies == (Strategy.DISCUSSION,)


def test_coordination_acts_as_the_system_and_at_the_time_of_the_cause() -> None:
    [enrolled] = begun().catch_up().events(ANA)
    assert isinstance(enrolled, Enrolled)
    assert (enrolled.by, enrolled.at) == (COORDINATION, s.day(4))
    assert COORDINATION.role is Role.SYSTEM


def test_what_is_waived_for_the_roster_is_waived_for_whoever_joins_later() -> None:
    world = begun()
    world.ask("eng", s.waive(s.office(4), "w1", "support.no_supporter", for_roster=True))
    world.ask("eng", s.join(s.host(5), "cy")).catch_up()
    assert [waiver.requirement for waiver in world.participation(CY).waivers.values()] == ["support.no_supporter"]


def test_what_is_waived_for_the_roster_is_waived_for_everybody_on_it() -> None:
    world = (
        begun().catch_up().ask("eng", s.waive(s.office(5), "w1", "support.no_supporter", for_roster=True)).catch_up()
    )
    for stream in (ANA, BOB):
        assert [waiver.requirement for waiver in world.participation(stream).waivers.values()] == [
            "support.no_supporter"
        ]


def test_what_is_waived_for_the_engagement_stays_there() -> None:
    world = begun().ask("eng", s.waive(s.office(5), "w1", "impact.not_reviewed")).catch_up()
    assert world.participation(ANA).waivers == {}


def test_everybody_is_briefed_on_a_new_outcome_and_its_measure() -> None:
    world = begun().catch_up()
    world.ask("eng", s.outcome(s.payer(5), "o2", whose=OutcomeOf.PERSON)).catch_up()
    assert [outcome.outcome for outcome in world.participation(ANA).outcomes] == ["o1", "o2"]
    world.ask("eng", s.measure(s.payer(6), "m2", "o2", target=10.0)).catch_up()
    assert world.participation(BOB).outcomes[1].target == 10.0
    assert kinds(world, ANA) == ["Enrolled", "ParticipantBriefed", "ParticipantBriefed"]


def test_everybody_is_briefed_on_the_day_of_a_baseline() -> None:
    world = begun().catch_up().ask("eng", s.baseline(s.payer(5), "b2", value=None, on=s.on(9))).catch_up()
    assert world.participation(ANA).outcomes[0].baseline_by == s.on(9)


def test_those_a_strategy_is_meant_for_are_briefed_on_it() -> None:
    world = begun().catch_up().ask("eng", s.plan(s.lee(5), "f2", Strategy.COACHING, for_whom=ForWhom(sites=("North",))))
    world.catch_up()
    assert world.participation(ANA).strategies == (Strategy.DISCUSSION, Strategy.COACHING)
    assert kinds(world, BOB) == ["Enrolled"]


def test_a_person_who_moved_is_briefed_on_the_strategies_of_their_new_site() -> None:
    moved = participation.Transfer(s.office(5), site="South", role_title="", from_day=s.on(5))
    world = begun().catch_up().ask(ANA, moved).catch_up()
    world.ask("eng", s.plan(s.lee(6), "f2", Strategy.COACHING, for_whom=ForWhom(sites=("North",)))).catch_up()
    assert "ParticipantBriefed" not in kinds(world, ANA)


def test_everybody_is_briefed_on_follow_up_when_it_is_chosen_revised_and_voided() -> None:
    world = begun().catch_up()
    world.ask(
        "eng", s.plan(s.lee(5), "f2", Strategy.COACHING), s.waive(s.office(5), "w1", "followup.no_evaluation_data")
    )
    world.ask("eng", s.choose(s.office(6), "ch1", "f2")).catch_up()
    assert world.participation(ANA).strategies == (Strategy.COACHING,)
    world.ask("eng", ReviseFollowUp(s.office(7), revision="r1", drops=("f2",), reason="needs")).catch_up()
    assert world.participation(ANA).strategies == ()
    world.ask("eng", s.void(s.office(8), "r1")).catch_up()
    assert world.participation(ANA).strategies == (Strategy.COACHING,)


def test_scheduled_sessions_are_planned_for_everybody() -> None:
    world = scheduled(begun()).catch_up()
    for stream in (ANA, BOB):
        plans = world.participation(stream).plans.values()
        assert [(plan.session, plan.start, plan.minutes) for plan in plans] == [
            ("s1", s.day(10, 9), 180),
            ("s2", s.day(20, 9), 180),
        ]


def test_a_rescheduled_session_is_planned_anew_and_a_cancelled_one_dropped() -> None:
    world = scheduled(begun()).catch_up()
    later = RescheduleTraining(s.lee(6), training="tr1", sessions=(s.session("s1", 12),), reason="snow")
    world.ask("eng", later, CancelTraining(s.lee(7), training="tr1", sessions=("s2",), reason="room")).catch_up()
    planned = [event for event in world.events(ANA) if isinstance(event, SessionPlanned)]
    assert [(event.session, event.start) for event in planned][2:] == [("s1", s.day(12, 9))]
    [dropped] = [event for event in world.events(ANA) if isinstance(event, SessionDropped)]
    assert (dropped.session, dropped.reason) == ("s2", "room")


def test_attendance_is_recorded_for_everybody_on_the_roster_absence_too() -> None:
    world = scheduled(begun()).catch_up().ask("eng", deliver("d1", "s1", 10, ana=150)).catch_up()
    ana, bob = world.participation(ANA), world.participation(BOB)
    assert [(entry.held, entry.there) for entry in ana.attendance.values()] == [(180, 150)]
    assert [(entry.held, entry.there) for entry in bob.attendance.values()] == [(180, 0)]
    assert (ana.phase, bob.phase) == (Phase.TRAINING, Phase.ENROLLED)


def test_whoever_walks_in_joins_the_roster_is_enrolled_and_was_there() -> None:
    world = scheduled(begun()).ask("eng", deliver("d1", "s1", 10, ana=180, cy=120)).catch_up()
    assert world.engagement.on_roster("cy")
    cy = world.participation(CY)
    assert (cy.phase, cy.enrolled_at) == (Phase.TRAINING, s.day(10, 12))
    assert [(entry.session, entry.there) for entry in cy.attendance.values()] == [("s1", 120)]
    assert [plan.session for plan in cy.plans.values()] == ["s2"]


def test_a_session_held_in_parts_adds_up_and_whoever_came_for_the_second_part_has_that_one() -> None:
    world = scheduled(begun()).catch_up()
    world.ask("eng", deliver("d1", "s1", 10, ana=90, bob=60)).catch_up()
    afternoon = attrs.evolve(deliver("d2", "s1", 10, ana=80, cy=70), continues="d1", held=90)
    world.ask("eng", afternoon).catch_up()
    there = {
        name: [entry.there for entry in world.participation(stream).attendance.values()]
        for name, stream in (("ana", ANA), ("bob", BOB), ("cy", CY))
    }
    assert there == {"ana": [90, 80], "bob": [60, 0], "cy": [70]}
    first, second = world.participation(ANA).attendance.items()
    assert second[1].continues == first[0]
    [only] = world.participation(CY).attendance.values()
    assert only.continues is None


def test_a_walk_in_whom_somebody_put_on_the_roster_by_hand_was_there_too() -> None:
    world = scheduled(begun()).ask("eng", deliver("d1", "s1", 10, cy=120), s.join(s.office(11), "cy", site="West"))
    cy = world.catch_up().participation(CY)
    assert (cy.site, cy.enrolled_at) == ("West", s.day(11))
    assert [(entry.session, entry.there, entry.at) for entry in cy.attendance.values()] == [("s1", 120, s.day(11))]


def test_whoever_joins_late_has_the_sessions_to_come_and_no_absence_before() -> None:
    world = scheduled(begun()).ask("eng", deliver("d1", "s1", 10, ana=180), s.join(s.host(15), "cy")).catch_up()
    cy = world.participation(CY)
    assert ([plan.session for plan in cy.plans.values()], cy.attendance) == (["s2"], {})


def test_a_session_that_was_moved_or_cancelled_before_somebody_joined_is_planned_as_it_is_now() -> None:
    world = scheduled(begun())
    moved = RescheduleTraining(s.lee(6), training="tr1", sessions=(s.session("s1", 30),), reason="snow")
    world.ask("eng", moved, CancelTraining(s.lee(7), training="tr1", sessions=("s2",), reason="room"))
    cy = world.ask("eng", s.join(s.host(15), "cy")).catch_up().participation(CY)
    assert [(plan.session, plan.start) for plan in cy.plans.values()] == [("s1", s.day(30, 9))]


def test_a_voided_schedule_is_not_planned_for_late_comers() -> None:
    world = scheduled(begun()).ask("eng", s.void(s.office(6), "sch1"), s.join(s.host(7), "cy")).catch_up()
    assert world.participation(CY).plans == {}


def test_a_voided_cancellation_or_delivery_does_not_reach_late_comers() -> None:
    world, cancel = scheduled(begun()), CancelTraining(s.lee(7), training="tr1", sessions=("s2",), reason="room")
    world.ask("eng", cancel, s.void(s.office(8), cancel.header.id))
    world.ask("eng", deliver("d1", "s1", 10, cy=60), s.void(s.office(11), "d1"), s.join(s.host(12), "cy")).catch_up()
    cy = world.participation(CY)
    assert ([plan.session for plan in cy.plans.values()], cy.attendance) == (["s2"], {})


def test_a_session_before_somebody_joined_is_not_dropped_for_them() -> None:
    world = scheduled(begun()).ask("eng", s.join(s.host(15), "cy"))
    world.ask("eng", CancelTraining(s.lee(16), training="tr1", reason="room")).catch_up()
    assert kinds(world, CY) == ["Enrolled", "SessionPlanned", "SessionDropped"]


def test_a_corrected_delivery_supersedes_the_attendance() -> None:
    world = scheduled(begun()).ask("eng", deliver("d1", "s1", 10, ana=180), deliver("d2", "s1", 10, bob=180)).catch_up()
    recorded = [event for event in world.events(ANA) if isinstance(event, AttendanceRecorded)]
    assert [event.there for event in recorded] == [180, 0]
    assert recorded[1].supersedes == recorded[0].attendance


def test_cancelling_an_engagement_withdraws_whoever_takes_part() -> None:
    world = begun().catch_up().ask(BOB, participation.Withdraw(s.office(6), reason="left")).catch_up()
    world.ask("eng", Cancel(s.payer(7), reason="budget")).catch_up()
    withdrawn = [event for stream in (ANA, BOB) for event in world.events(stream) if isinstance(event, Withdrawn)]
    assert [event.reason for event in withdrawn] == ["budget", "left"]


def test_what_happened_before_an_enrolment_is_dated_at_the_enrolment() -> None:
    enrol = participation.Enrol(s.office(9), person="cy", engagement="e1")
    late = scheduled(begun()).ask("participation-eng-cy", enrol).catch_up()
    assert all(event.at >= s.day(9) for event in late.events(CY))
    assert [plan.session for plan in late.participation(CY).plans.values()] == ["s1", "s2"]
    assert not any(isinstance(event, ParticipantBriefed) for event in late.events(ANA))


def test_a_session_is_planned_in_the_cycle_it_is_scheduled_for_and_stays_in_it_when_it_moves() -> None:
    second = attrs.evolve(s.session("s2", 20), cycle=2)
    world = begun().ask(
        "eng", s.design(s.lee(5), "tr1", "s1", "s2"), s.schedule(s.lee(5), "sch1", "tr1", s.session("s1", 10), second)
    )
    world.catch_up()
    planned = {plan.session: plan.cycle for plan in world.participation(ANA).plans.values()}
    assert planned == {"s1": 1, "s2": 2}
    later = RescheduleTraining(
        s.lee(6), training="tr1", sessions=(attrs.evolve(second, start=s.day(27), cycle=None),), reason="snow"
    )
    world.ask("eng", later).catch_up()
    [*_, moved] = world.participation(ANA).plans.values()
    assert (moved.session, moved.cycle, moved.start) == ("s2", 2, s.day(27))


def test_whoever_joins_late_has_later_sessions_planned_in_their_cycle() -> None:
    second = attrs.evolve(s.session("s2", 20), cycle=2)
    world = begun().ask(
        "eng", s.design(s.lee(5), "tr1", "s1", "s2"), s.schedule(s.lee(5), "sch1", "tr1", s.session("s1", 10), second)
    )
    world.ask("eng", s.join(s.host(12), "cy")).catch_up()
    assert [(plan.session, plan.cycle) for plan in world.participation(CY).plans.values()] == [("s2", 2)]
