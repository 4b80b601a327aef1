"""A commissioned year: an engagement around the cohort, its trainers, and its documents."""

import re
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TypeVar, cast

import attrs
import pytest
from tests.simulation.example_run import ROSTER, rows

from pdflow import cadre, engagement, participation
from pdflow.coordination import COORDINATION
from pdflow.engagement import (
    Close,
    Commission,
    EngagementStage,
    FollowUpGiven,
    ScheduleTraining,
    Side,
    TouchPointHeld,
    TrainingDelivered,
    minutes_asked,
    minutes_protected,
)
from pdflow.participation import (
    AttendanceRecorded,
    CheckInHeld,
    CycleBegun,
    Enrolled,
    FollowUpReceived,
    RequestAnswered,
    RequirementWaived as Waived,
    Transferred,
    contact_shortfall,
    is_remeasured,
    latest_attendance,
    open_requests,
    training_of_cycle,
    unreviewed_steps,
)
from pdflow.people import PARTNER
from pdflow.policy import TEXAS_CYCLE, TEXAS_LEADER
from pdflow.simulation.engagement.commissioned import Commissioned
from pdflow.simulation.engagement.programme import Programme
from pdflow.simulation.participant.enrolment import session_id
from pdflow.simulation.report.chronicle import chronicle
from pdflow.simulation.report.console import as_text
from pdflow.simulation.report.document_folder import write_documents
from pdflow.simulation.report.histories import histories
from pdflow.simulation.run import Run, cast_of, simulate
from pdflow.simulation.world.parameters import SCHOOL_YEAR
from pdflow.values import Strategy

Kept = TypeVar("Kept")


def run_year(file: Path, people: int = 30, seed: int = 1, weeks: int = 40) -> Run:
    return simulate(cast_of(ROSTER, people, 1), file, seed=seed, weeks=weeks, world=Commissioned)


def programme_of(run: Run) -> Programme:
    return cast(Commissioned, run.cohort).programme


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run_year(tmp_path_factory.mktemp("commissioned") / "events.sqlite")


def refusals(run: Run, command: type) -> list[set[str]]:
    """Return the reason codes of each attempt at a command; the set is empty where it was accepted."""
    attempts = programme_of(run).engagement.attempts
    return [{reason.code for reason in one.reasons} for one in attempts if isinstance(one.command, command)]


def test_an_engagement_is_closed_once_everybody_has_come_to_an_end(tmp_path: Path) -> None:
    run = run_year(tmp_path / "few.sqlite", people=4, seed=5)
    state = programme_of(run).engagement.state
    assert (state.phase, state.still_open) == (EngagementStage.CLOSED, 0)
    assert chronicle(run).note.startswith("Closed on 2027-0")


def test_the_chronicle_explains_what_keeps_the_engagement_open(year: Run) -> None:
    state = programme_of(year).engagement.state
    assert state.phase is EngagementStage.FOLLOW_UP
    assert refusals(year, Close)[-1] == {"participation.still_open"}
    assert f"Participations that have not ended yet: {state.still_open}." in as_text(chronicle(year))


def test_commissioning_is_refused_with_the_forgotten_questions_by_name(year: Run) -> None:
    forgotten = {"design.no_measure", "team.only_line_manager", "design.no_revisit", "design.no_sharing"}
    assert refusals(year, Commission) == [forgotten, set()]


def test_training_is_not_scheduled_with_a_trainer_who_is_not_cleared(year: Run) -> None:
    assert refusals(year, ScheduleTraining)[0] == {"training.no_cleared_trainer"}


def test_one_trainer_is_cleared_at_once_one_at_the_second_teach_back_and_one_declines(year: Run) -> None:
    members = {name: stream.state for name, stream in programme_of(year).cadre.items()}
    assert [len(member.teach_backs) for member in members.values()] == [1, 2, 0]
    assert [member.phase for member in members.values()] == [
        cadre.CadreStage.CLEARED,
        cadre.CadreStage.CLEARED,
        cadre.CadreStage.STOOD_DOWN,
    ]
    cleared = {given.person for given in programme_of(year).engagement.state.clearances.values()}
    assert cleared == {"facilitator", "trainer-2"}


def test_every_stream_read_again_from_the_file_gives_the_state_it_had(year: Run) -> None:
    programme = programme_of(year)
    streams = histories(year.file)
    assert len(streams) == 1 + 3 + 30
    assert engagement.decider.fold(streams[programme.engagement.name]) == programme.engagement.state
    for member in programme.cadre.values():
        assert cadre.decider.fold(streams[member.name]) == member.state
    for person in programme.people:
        assert participation.decider.fold(streams[person.stream.name]) == person.state


def test_the_same_seed_gives_the_same_rows_and_another_seed_others(tmp_path: Path) -> None:
    first, again, other = (
        run_year(tmp_path / name, people=6, seed=seed, weeks=14) for name, seed in (("a", 7), ("b", 7), ("c", 8))
    )
    assert rows(first.file) == rows(again.file)
    assert {row.id for row in rows(first.file)}.isdisjoint(row.id for row in rows(other.file))


def test_whoever_is_on_the_roster_is_enrolled_and_whoever_ended_has_ended_there(year: Run) -> None:
    programme = programme_of(year)
    state = programme.engagement.state
    assert state.roster.keys() == {person.state.person for person in programme.people}
    ended = {person.seat.person for person in programme.people if person.status in ("COMPLETED", "WITHDRAWN")}
    assert state.ended.keys() == ended
    enrolled = [event for events in histories(year.file).values() for event in events if isinstance(event, Enrolled)]
    assert [event.by for event in enrolled] == [COORDINATION] * len(programme.people)


def test_leaders_adopt_the_policy_of_leaders_and_all_others_keep_that_of_the_engagement(year: Run) -> None:
    for person in programme_of(year).people:
        named = TEXAS_LEADER.name if person.seat.leads else f"{TEXAS_CYCLE.name}_CADRE"
        assert person.state.policy.name == named


def participations(run: Run) -> list[participation.Participation]:
    return [person.state for person in programme_of(run).people]


def kept(run: Run, kind: type[Kept]) -> list[Kept]:
    """Return the events of a kind in all streams."""
    return [event for events in histories(run.file).values() for event in events if isinstance(event, kind)]


def test_each_round_is_planned_in_its_own_cycle_and_nothing_in_another(year: Run) -> None:
    for state in participations(year):
        plans = [*state.plans.values(), *state.earlier_plans.values()]
        assert {(plan.session, plan.cycle) for plan in plans if plan.makes_up is None} <= {
            (session_id(cycle, day), cycle) for cycle in (1, 2, 3) for day in (1, 2)
        }
    assert not any(key.code == "session.in_another_cycle" for key in year.journal.refusals)


def test_the_relay_is_refused_nothing_but_evaluations_of_make_ups(year: Run) -> None:
    refused = programme_of(year).relay.refused
    assert {type(addressed.command).__name__ for addressed, _ in refused} <= {"CollectEvaluation"}
    assert {reason.code for _, reasons in refused for reason in reasons} <= {"training.unknown"}


def test_a_team_that_met_has_received_the_follow_up_and_nobody_on_leave_has(year: Run) -> None:
    received = kept(year, FollowUpReceived)
    given = {event.group for event in kept(year, FollowUpGiven) if event.to and event.group}
    assert {event.group for event in received} == given | {None}
    assert {event.strategy for event in received} >= {Strategy.REMINDER, Strategy.COMMUNITY}
    assert all(event.minutes >= 60 for event in received if event.strategy is Strategy.COMMUNITY)


def test_what_coaches_gave_person_by_person_is_not_received_once_more(year: Run) -> None:
    strategies = {event.strategy for event in kept(year, FollowUpReceived)}
    assert strategies.isdisjoint({Strategy.CHECK_IN, Strategy.OBSERVATION, Strategy.COACHING})
    assert {event.strategy for event in kept(year, FollowUpGiven)} >= {Strategy.CHECK_IN, Strategy.OBSERVATION}


def test_nobody_completes_without_contact_by_a_coach_reviewed_promises_and_a_reading(year: Run) -> None:
    completed = [person for person in programme_of(year).people if person.state.phase is participation.COMPLETED]
    assert len(completed) >= 15
    streams = histories(year.file)
    for person in completed:
        state, at = person.state, person.state.turned.at
        waived = {event.requirement for event in streams[person.stream.name] if isinstance(event, Waived)}
        for cycle in range(1, state.cycle + 1):
            assert not contact_shortfall(state, cycle, at) or "support.no_contact" in waived
        assert unreviewed_steps(state, at) == {} or "commitment.unreviewed" in waived
        assert all(is_remeasured(state, own, at) or "outcome.not_remeasured" in waived for own in state.own_outcomes())


def test_cycles_begin_four_weeks_after_the_training_of_the_last_one(year: Run) -> None:
    for events in histories(year.file).values():
        state = participation.Participation()
        for event in events:
            if isinstance(event, CycleBegun) and state.policy.days_between_cycles is not None:
                trained = training_of_cycle(state, state.cycle) or state.cycles[-1]
                assert (event.at.date() - trained.date()).days >= state.policy.days_between_cycles
            if event.name.startswith("participation."):
                participation.decider.fold([event], onto=state)


def test_what_was_asked_for_was_answered_by_a_contact_or_by_phone(year: Run) -> None:
    asked = [request for state in participations(year) for request in state.requests]
    still_open = [request for state in participations(year) for request in open_requests(state)]
    assert len(asked) >= 5
    assert len(still_open) <= len(asked) / 3
    named = [*kept(year, CheckInHeld), *kept(year, RequestAnswered)]
    assert sum(event.request is not None for event in named) >= len(asked) - len(still_open)


def test_the_engagement_holds_what_it_planned_and_records_what_it_spent(year: Run) -> None:
    state = programme_of(year).engagement.state
    assert [held.revisit for held in state.revisits_held.values()] == ["revisit-in-winter"]
    assert [held.sharing for held in state.sharings_held.values()] == ["open-classrooms"]
    assert "trainers-ready" in state.milestone_ends
    assert {spending.line for spending in state.spendings.values()} == {"follow-up", "outcomes"}
    assert {name: resource.passed for name, resource in state.resources.items()} == {
        "tips-on-questions": False,
        "wait-time-cards": True,
    }


def test_protected_time_reaches_the_minutes_of_the_policy_on_days_of_school(year: Run) -> None:
    world, state = programme_of(year).world, programme_of(year).engagement.state
    policy = programme_of(year).policy
    assert minutes_protected(state, policy) >= minutes_asked(state, policy) > 0
    slots = [slot for made in state.protections.values() for slot in made.slots.values()]
    assert all(world.year.works(world.year.day_on(slot.start.date())) for slot in slots)


def test_a_partner_fails_the_questions_and_the_other_is_met_and_reviewed_by_both_sides(year: Run) -> None:
    state = programme_of(year).engagement.state
    assert {vetting.partner: vetting.passed for vetting in state.vettings.values()} == {
        "no-references": False,
        "film-library": True,
    }
    held = kept(year, TouchPointHeld)
    assert len(held) == 3
    assert {event.by.role for event in held} == {PARTNER}
    assert {rating.side for rating in state.ratings.values()} == {Side.HOST, Side.PARTNER}


def test_whoever_moves_keeps_the_former_manager_until_the_day_of_the_move(tmp_path: Path) -> None:
    parameters = attrs.evolve(SCHOOL_YEAR, transfer=1.0, withdrawal=0.0, leave=0.0)
    run = simulate(cast_of(ROSTER, 12, 1), tmp_path / "moves.sqlite", parameters=parameters, world=Commissioned)
    moves = kept(run, Transferred)
    assert len(moves) >= 8
    states = {person.state.person: person.state for person in programme_of(run).people}
    for stream, events in histories(run.file).items():
        for event in events:
            if isinstance(event, Transferred):
                state = states[stream.removeprefix("participation-")]
                midnight = run.cohort.year.at(run.cohort.year.day_on(event.from_day) * 24 * 60)
                assert event.from_day > event.at.date()
                assert state.site_at(midnight - timedelta(minutes=1)) != event.site == state.site_at(midnight)
    assert not [key for key in run.journal.refusals if key.code == "right.not_the_manager"]


def test_attendance_follows_from_the_delivery(year: Run) -> None:
    streams = histories(year.file)
    held = (event for event in streams["engagement-school-year"] if isinstance(event, TrainingDelivered))
    delivered = {event.session: event for event in held}
    assert len(delivered) == 6
    for person in programme_of(year).people:
        for event in streams[person.stream.name]:
            if isinstance(event, AttendanceRecorded) and event.by == COORDINATION:
                minutes = {presence.person: presence.minutes for presence in delivered[event.session].there}
                assert event.there == minutes.get(person.seat.person, 0)
                assert event.held == delivered[event.session].held


def test_the_day_lost_to_snow_is_given_a_week_later(year: Run) -> None:
    programme = programme_of(year)
    name, days = session_id(2, 2), programme.world.rounds[1]
    assert programme.training_days.closing[name] // (24 * 60) == programme.world.year.workday(days[-1] + 7)
    given = [latest_attendance(person.state, name) for person in programme.people]
    on = programme.world.year.date_of(days[-1] + 7)
    assert sum(found is not None and found[1].at.date() == on for found in given) > 20


def test_evaluations_reach_the_engagement_without_their_authors(year: Run) -> None:
    programme = programme_of(year)
    handed_in = {kept.session for kept in programme.engagement.state.evaluations.values()}
    assert handed_in == {session_id(cycle, day) for cycle in (1, 2, 3) for day in (1, 2)}
    with closing(sqlite3.connect(year.file)) as db:
        collected = db.execute("SELECT data FROM events WHERE type = 'engagement.evaluation_collected'").fetchall()
    assert collected
    assert not any(person.seat.person in data for (data,) in collected for person in programme.people)


def test_the_documents_of_a_year_are_a_folder_whose_index_links_every_page(year: Run, tmp_path: Path) -> None:
    for name in ("of-a-former-run.html", "somebody-else-s.html"):
        (tmp_path / name).write_text("")
    former = '<meta name="generator" content="pdflow"><a href="of-a-former-run.html">'
    (tmp_path / "index.html").write_text(former)
    index = write_documents(year, tmp_path)
    (tmp_path / "somebody-else-s.html").unlink()
    links = re.findall(r'href="([^"]+)"', index.read_text(encoding="utf-8"))
    assert {*links, "index.html"} == {page.name for page in tmp_path.iterdir()}
    assert len(links) == len({*links}) > 20
    brief = (tmp_path / "commissioning-brief.html").read_text(encoding="utf-8")
    assert "pupils who answer in a lesson" in brief
    assert "Drift of engagements" in (tmp_path / "board-drift.html").read_text(encoding="utf-8")
