"""Coaches work their lists: what is owed is done while there is time, and what nobody gets round to stays owed."""

from collections import Counter
from datetime import date

import attrs
import pytest
from tests.simulation.lived import Live, of, rows

from pdflow.agenda import PARTICIPATION_KINDS, Terms
from pdflow.participation.coaching import undebriefed
from pdflow.simulation.coach.responses import DESK, DIARY
from pdflow.simulation.participant.person import is_live
from pdflow.simulation.report.journal import Slips
from pdflow.simulation.run import Run
from pdflow.simulation.world.parameters import SCHOOL_YEAR
from pdflow.simulation.world.school_year import CENTRAL, DAY

DILIGENT = attrs.evolve(SCHOOL_YEAR, passed_over=0.0, coach_ill=0.0, absence=0.0, no_show=0.0)


def late(run: Run) -> float:
    """The share of all that came onto a list which was done late, or is open still."""
    duties = run.journal.duties.values()
    return 1 - sum(slips.in_time + slips.fell_away for slips in duties) / sum(slips.listed for slips in duties)


def test_there_is_something_to_do_about_whatever_may_be_owed_in_a_participation() -> None:
    assert {duty.code for duty in PARTICIPATION_KINDS} == DESK.keys() | DIARY.keys()
    assert DESK.keys().isdisjoint(DIARY)


def test_whatever_came_onto_a_list_was_done_fell_away_or_is_on_it_still(year: Run) -> None:
    still = Counter(key.code for person in year.cohort.people for key in person.listed)
    duties = year.journal.duties
    assert len(duties) >= 15
    for code, slips in duties.items():
        assert slips.listed == slips.in_time + slips.late + slips.fell_away + still[code]
        assert slips.carried <= slips.listed


def test_a_debrief_that_was_forgotten_is_given_from_the_list(live: Live) -> None:
    forgetful = attrs.evolve(DILIGENT, feedback_at_once=0.0, passed_over=0.5, intensive=0.0, leave=0.0)
    run = live(parameters=forgetful, weeks=16)
    states = [person.state for person in run.cohort.people if is_live(person)]
    long_ago = run.cohort.year.at((run.cohort.year.days - 42) * DAY)
    seen = [at.at for state in states for at in state.observations.values() if at.at < long_ago]
    owed = [name for state in states for name in undebriefed(state) if state.observations[name].at < long_ago]
    assert len(owed) < 0.1 * len(seen)


def test_what_is_passed_over_week_by_week_is_never_done(live: Live) -> None:
    run = live(parameters=attrs.evolve(SCHOOL_YEAR, passed_over=1.0))
    assert not of("support_begun", rows(run.file))
    assert not of("check_in_held", rows(run.file))
    assert run.journal.duties["support.begin"].carried > 20


def test_a_coach_without_time_carries_over_what_is_owed_and_is_late(live: Live) -> None:
    short, ample = (live(f"{hours}", parameters=attrs.evolve(DILIGENT, coach_hours=hours)) for hours in (3.0, 30.0))
    assert late(short) > 2 * late(ample)
    assert short.journal.duties["follow_up.first"].carried > ample.journal.duties["follow_up.first"].carried


def test_who_passes_nothing_over_and_has_time_is_hardly_ever_late_with_a_first_follow_up(live: Live) -> None:
    first = live(parameters=attrs.evolve(DILIGENT, coach_hours=30.0)).journal.duties["follow_up.first"]
    assert first.in_time > 9 * first.late


def test_a_list_is_read_on_the_first_open_day_of_the_week(live: Live) -> None:
    labor_day, tuesday = date(2026, 9, 7), date(2026, 9, 8)
    run = live(calendar=Terms(CENTRAL, closed=(labor_day,)), parameters=DILIGENT)
    booked = {row.occurred_at.date() for row in of("visit_scheduled", rows(run.file)) if row.occurred_at.hour == 7}
    assert tuesday in booked
    assert {day.weekday() for day in booked - {tuesday}} == {0}


@pytest.mark.parametrize(("in_time", "counted"), [(True, (1, 0, 0)), (False, (0, 1, 0)), (None, (0, 0, 1))])
def test_the_end_of_an_obligation_is_counted_once(in_time: bool | None, counted: tuple[int, ...]) -> None:
    slips = Slips()
    slips.end(in_time)
    assert (slips.in_time, slips.late, slips.fell_away) == counted


def test_nobody_is_asked_for_completion_before_all_that_leads_on_is_done(year: Run) -> None:
    for person in year.cohort.people:
        if person.is_finishing:
            assert person.state.cycle == len(year.cohort.rounds)
            assert not person.listed.keys() & {"coaching.open", "growth_area.settle", "follow_up.first"}
