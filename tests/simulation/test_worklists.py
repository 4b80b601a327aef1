"""Coaches work weekly lists: obligations are met while there is time, and stay on the list otherwise."""

from collections import Counter
from datetime import date

import attrs
import pytest
from tests.simulation.example_run import RunYear, of, rows

from pdflow.agenda import PARTICIPATION_KINDS, Terms
from pdflow.participation import WITHDRAWN, observations_without_feedback
from pdflow.simulation.coach.responses import DESK, DIARY
from pdflow.simulation.run import Run
from pdflow.simulation.world.obligation_counts import ObligationCounts
from pdflow.simulation.world.parameters import SCHOOL_YEAR
from pdflow.simulation.world.school_year import CENTRAL, DAY

DILIGENT = attrs.evolve(SCHOOL_YEAR, passed_over=0.0, coach_ill=0.0, absence=0.0, no_show=0.0)


def late(run: Run) -> float:
    """Return the share of listed obligations that were met late, or are still owed."""
    obligations = run.journal.obligations.values()
    return 1 - sum(counts.in_time + counts.lapsed for counts in obligations) / sum(
        counts.listed for counts in obligations
    )


def test_there_is_a_response_to_every_obligation_in_a_participation() -> None:
    assert {duty.code for duty in PARTICIPATION_KINDS} == DESK.keys() | DIARY.keys()
    assert DESK.keys().isdisjoint(DIARY)


def test_every_listed_obligation_was_met_lapsed_or_is_still_listed(year: Run) -> None:
    still = Counter(key.code for person in year.cohort.people for key in person.listed)
    obligations = year.journal.obligations
    assert len(obligations) >= 15
    for code, counts in obligations.items():
        assert counts.listed == counts.in_time + counts.late + counts.lapsed + still[code]
        assert counts.carried <= counts.listed


def test_a_debrief_that_was_forgotten_is_given_from_the_list(run_year: RunYear) -> None:
    forgetful = attrs.evolve(DILIGENT, feedback_at_once=0.0, passed_over=0.5, intensive=0.0, leave=0.0)
    run = run_year(parameters=forgetful, weeks=40)
    states = [person.state for person in run.cohort.people if person.state.phase is not WITHDRAWN]
    long_ago = run.cohort.year.at((run.cohort.year.days - 42) * DAY)
    seen = [name for state in states for name, look in state.observations.items() if look.at < long_ago]
    owed = [
        name
        for state in states
        for name in observations_without_feedback(state)
        if state.observations[name].at < long_ago
    ]
    assert len(seen) >= 20
    assert len(owed) < 0.2 * len(seen)


def test_what_is_passed_over_week_by_week_is_never_done(run_year: RunYear) -> None:
    run = run_year(parameters=attrs.evolve(SCHOOL_YEAR, passed_over=1.0))
    assert not of("support_begun", rows(run.file))
    assert not of("check_in_held", rows(run.file))
    assert run.journal.obligations["support.begin"].carried > 20


def test_a_coach_without_time_carries_over_what_is_owed_and_is_late(run_year: RunYear) -> None:
    short, ample = (run_year(f"{hours}", parameters=attrs.evolve(DILIGENT, coach_hours=hours)) for hours in (3.0, 30.0))
    assert late(short) > 2 * late(ample)
    assert short.journal.obligations["follow_up.first"].carried > ample.journal.obligations["follow_up.first"].carried


def test_who_passes_nothing_over_and_has_time_is_hardly_ever_late_with_a_first_follow_up(run_year: RunYear) -> None:
    first = run_year(parameters=attrs.evolve(DILIGENT, coach_hours=30.0)).journal.obligations["follow_up.first"]
    assert first.in_time > 9 * first.late


def test_a_list_is_read_on_the_first_open_day_of_the_week(run_year: RunYear) -> None:
    labor_day, tuesday = date(2026, 9, 7), date(2026, 9, 8)
    run = run_year(calendar=Terms(CENTRAL, closed=(labor_day,)), parameters=DILIGENT)
    booked = {row.occurred_at.date() for row in of("visit_scheduled", rows(run.file)) if row.occurred_at.hour == 7}
    assert tuesday in booked
    assert {day.weekday() for day in booked - {tuesday}} == {0}


@pytest.mark.parametrize(("in_time", "counted"), [(True, (1, 0, 0)), (False, (0, 1, 0)), (None, (0, 0, 1))])
def test_the_end_of_an_obligation_is_counted_once(in_time: bool | None, counted: tuple[int, ...]) -> None:
    counts = ObligationCounts()
    counts.end(in_time)
    assert (counts.in_time, counts.late, counts.lapsed) == counted


def test_nobody_is_asked_for_completion_before_all_that_leads_on_is_done(year: Run) -> None:
    for person in year.cohort.people:
        if person.is_finishing:
            assert person.state.cycle == len(year.cohort.rounds)
            assert not person.listed.keys() & {"coaching.open", "growth_area.settle", "follow_up.first"}
