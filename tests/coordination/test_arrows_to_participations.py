"""What happens to an engagement reaches the participations that belong to it."""

from datetime import date

import attrs
from tests.coordination.world import ANA, BOB, CY, begun, deliver, kinds, scheduled
from tests.engagement import stories as s

from pdflow import (
    LIGHT,
    OutcomeOf,
    Role,
    Strategy,
    participation,
)
from pdflow.coordination import COORDINATION
from pdflow.engagement import (
    Cancel,
    CancelTraining,
    ForWhom,
    RescheduleTraining,
    ReviseFollowUp,
)
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


def test_whoever_joins_the_roster_is_enrolled_with_what_there_is_to_know() -> None:
    ana = begun(policy=OURS, planned_end=date(2028, 8, 31)).follow().participation(ANA)
    assert (ana.phase, ana.person, ana.engagement, ana.site) == (Phase.ENROLLED, "ana", "e1", "North")
    assert (ana.policy, ana.planned_end, ana.enrolled_at) == (OURS, date(2028, 8, 31), s.day(4))
    assert [outcome.outcome for outcome in ana.outcomes] == ["o1"]
    assert ana.strategies == (Strategy.DISCUSSION,)


def test_coordination_acts_as_the_system_and_at_the_time_of_the_cause() -> None:
    [enrolled] = begun().follow().told(ANA)
    assert isinstance(enrolled, Enrolled)
    assert (enrolled.by, enrolled.at) == (COORDINATION, s.day(4))
    assert COORDINATION.role is Role.SYSTEM


def test_what_is_waived_for_the_roster_is_waived_for_whoever_joins_later() -> None:
    world = begun()
    world.ask("eng", s.waive(s.office(4), "w1", "support.no_supporter", for_roster=True))
    world.ask("eng", s.join(s.host(5), "cy")).follow()
    assert [waiver.requirement for waiver in world.participation(CY).waivers.values()] == ["support.no_supporter"]


def test_what_is_waived_for_the_roster_is_waived_for_everybody_on_it() -> None:
    world = begun().follow().ask("eng", s.waive(s.office(5), "w1", "support.no_supporter", for_roster=True)).follow()
    for stream in (ANA, BOB):
        assert [waiver.requirement for waiver in world.participation(stream).waivers.values()] == [
            "support.no_supporter"
        ]


def test_what_is_waived_for_the_engagement_stays_there() -> None:
    world = begun().ask("eng", s.waive(s.office(5), "w1", "impact.not_reviewed")).follow()
    assert world.participation(ANA).waivers == {}


def test_an_outcome_stated_and_its_measure_are_told_to_everybody() -> None:
    world = begun().follow()
    world.ask("eng", s.outcome(s.payer(5), "o2", whose=OutcomeOf.PERSON)).follow()
    assert [outcome.outcome for outcome in world.participation(ANA).outcomes] == ["o1", "o2"]
    world.ask("eng", s.measure(s.payer(6), "m2", "o2", target=10.0)).follow()
    assert world.participation(BOB).outcomes[1].target == 10.0
    assert kinds(world, ANA) == ["Enrolled", "ParticipantBriefed", "ParticipantBriefed"]


def test_the_day_of_a_baseline_is_told() -> None:
    world = begun().follow().ask("eng", s.baseline(s.payer(5), "b2", value=None, on=s.on(9))).follow()
    assert world.participation(ANA).outcomes[0].baseline_by == s.on(9)


def test_a_strategy_is_told_to_those_it_is_meant_for() -> None:
    world = begun().follow().ask("eng", s.plan(s.lee(5), "f2", Strategy.COACHING, for_whom=ForWhom(sites=("North",))))
    world.follow()
    assert world.participation(ANA).strategies == (Strategy.DISCUSSION, Strategy.COACHING)
    assert kinds(world, BOB) == ["Enrolled"]


def test_a_person_who_moved_is_told_of_the_strategies_of_their_new_site() -> None:
    moved = participation.Transfer(s.office(5), site="South", role_title="", from_day=s.on(5))
    world = begun().follow().ask(ANA, moved).follow()
    world.ask("eng", s.plan(s.lee(6), "f2", Strategy.COACHING, for_whom=ForWhom(sites=("North",)))).follow()
    assert "ParticipantBriefed" not in kinds(world, ANA)


def test_the_follow_up_chosen_is_told_and_what_is_revised_and_what_is_taken_back() -> None:
    world = begun().follow()
    world.ask(
        "eng", s.plan(s.lee(5), "f2", Strategy.COACHING), s.waive(s.office(5), "w1", "followup.no_evaluation_data")
    )
    world.ask("eng", s.choose(s.office(6), "ch1", "f2")).follow()
    assert world.participation(ANA).strategies == (Strategy.COACHING,)
    world.ask("eng", ReviseFollowUp(s.office(7), revision="r1", drops=("f2",), reason="needs")).follow()
    assert world.participation(ANA).strategies == ()
    world.ask("eng", s.void(s.office(8), "r1")).follow()
    assert world.participation(ANA).strategies == (Strategy.COACHING,)


def test_scheduled_sessions_are_planned_for_everybody() -> None:
    world = scheduled(begun()).follow()
    for stream in (ANA, BOB):
        plans = world.participation(stream).plans.values()
        assert [(plan.session, plan.start, plan.minutes) for plan in plans] == [
            ("s1", s.day(10, 9), 180),
            ("s2", s.day(20, 9), 180),
        ]


def test_a_rescheduled_session_is_planned_anew_and_a_cancelled_one_dropped() -> None:
    world = scheduled(begun()).follow()
    later = RescheduleTraining(s.lee(6), training="tr1", sessions=(s.session("s1", 12),), reason="snow")
    world.ask("eng", later, CancelTraining(s.lee(7), training="tr1", sessions=("s2",), reason="room")).follow()
    planned = [event for event in world.told(ANA) if isinstance(event, SessionPlanned)]
    assert [(event.session, event.start) for event in planned][2:] == [("s1", s.day(12, 9))]
    [dropped] = [event for event in world.told(ANA) if isinstance(event, SessionDropped)]
    assert (dropped.session, dropped.reason) == ("s2", "room")


def test_attendance_is_recorded_for_everybody_on_the_roster_absence_too() -> None:
    world = scheduled(begun()).follow().ask("eng", deliver("d1", "s1", 10, ana=150)).follow()
    ana, bob = world.participation(ANA), world.participation(BOB)
    assert [(entry.held, entry.there) for entry in ana.attendance.values()] == [(180, 150)]
    assert [(entry.held, entry.there) for entry in bob.attendance.values()] == [(180, 0)]
    assert (ana.phase, bob.phase) == (Phase.TRAINING, Phase.ENROLLED)


def test_whoever_walks_in_joins_the_roster_is_enrolled_and_was_there() -> None:
    world = scheduled(begun()).ask("eng", deliver("d1", "s1", 10, ana=180, cy=120)).follow()
    assert world.engagement.on_roster("cy")
    cy = world.participation(CY)
    assert (cy.phase, cy.enrolled_at) == (Phase.TRAINING, s.day(10, 12))
    assert [(entry.session, entry.there) for entry in cy.attendance.values()] == [("s1", 120)]
    assert [plan.session for plan in cy.plans.values()] == ["s2"]


def test_a_walk_in_whom_somebody_put_on_the_roster_by_hand_was_there_too() -> None:
    world = scheduled(begun()).ask("eng", deliver("d1", "s1", 10, cy=120), s.join(s.office(11), "cy", site="West"))
    cy = world.follow().participation(CY)
    assert (cy.site, cy.enrolled_at) == ("West", s.day(11))
    assert [(entry.session, entry.there, entry.at) for entry in cy.attendance.values()] == [("s1", 120, s.day(11))]


def test_whoever_joins_late_has_the_sessions_to_come_and_no_absence_before() -> None:
    world = scheduled(begun()).ask("eng", deliver("d1", "s1", 10, ana=180), s.join(s.host(15), "cy")).follow()
    cy = world.participation(CY)
    assert ([plan.session for plan in cy.plans.values()], cy.attendance) == (["s2"], {})


def test_a_session_that_was_called_off_or_moved_before_is_planned_as_it_stands() -> None:
    world = scheduled(begun())
    moved = RescheduleTraining(s.lee(6), training="tr1", sessions=(s.session("s1", 30),), reason="snow")
    world.ask("eng", moved, CancelTraining(s.lee(7), training="tr1", sessions=("s2",), reason="room"))
    cy = world.ask("eng", s.join(s.host(15), "cy")).follow().participation(CY)
    assert [(plan.session, plan.start) for plan in cy.plans.values()] == [("s1", s.day(30, 9))]


def test_a_schedule_that_was_taken_back_is_not_planned_for_late_comers() -> None:
    world = scheduled(begun()).ask("eng", s.void(s.office(6), "sch1"), s.join(s.host(7), "cy")).follow()
    assert world.participation(CY).plans == {}


def test_a_cancelling_or_delivery_that_was_taken_back_does_not_reach_late_comers() -> None:
    world, cancel = scheduled(begun()), CancelTraining(s.lee(7), training="tr1", sessions=("s2",), reason="room")
    world.ask("eng", cancel, s.void(s.office(8), cancel.header.id))
    world.ask("eng", deliver("d1", "s1", 10, cy=60), s.void(s.office(11), "d1"), s.join(s.host(12), "cy")).follow()
    cy = world.participation(CY)
    assert ([plan.session for plan in cy.plans.values()], cy.attendance) == (["s2"], {})


def test_a_session_before_somebody_joined_is_not_dropped_for_them() -> None:
    world = scheduled(begun()).ask("eng", s.join(s.host(15), "cy"))
    world.ask("eng", CancelTraining(s.lee(16), training="tr1", reason="room")).follow()
    assert kinds(world, CY) == ["Enrolled", "SessionPlanned", "SessionDropped"]


def test_a_corrected_delivery_supersedes_the_attendance() -> None:
    world = scheduled(begun()).ask("eng", deliver("d1", "s1", 10, ana=180), deliver("d2", "s1", 10, bob=180)).follow()
    told = [event for event in world.told(ANA) if isinstance(event, AttendanceRecorded)]
    assert [event.there for event in told] == [180, 0]
    assert told[1].supersedes == told[0].attendance


def test_cancelling_withdraws_whoever_is_live() -> None:
    world = begun().follow().ask(BOB, participation.Withdraw(s.office(6), reason="left")).follow()
    world.ask("eng", Cancel(s.payer(7), reason="budget")).follow()
    withdrawn = [event for stream in (ANA, BOB) for event in world.told(stream) if isinstance(event, Withdrawn)]
    assert [event.reason for event in withdrawn] == ["budget", "left"]


def test_what_happened_before_an_enrolment_is_dated_at_the_enrolment() -> None:
    enrol = participation.Enrol(s.office(9), person="cy", engagement="e1")
    late = scheduled(begun()).ask("participation-eng-cy", enrol).follow()
    assert all(event.at >= s.day(9) for event in late.told(CY))
    assert [plan.session for plan in late.participation(CY).plans.values()] == ["s1", "s2"]
    assert not any(isinstance(event, ParticipantBriefed) for event in late.told(ANA))
