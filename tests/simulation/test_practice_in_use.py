"""What a simulated year leaves of the practice: it depends on coaching, and on nothing that it should not."""

import json
from collections.abc import Callable
from functools import partial
from statistics import fmean

import attrs
import pytest
from tests.simulation.example_run import ROSTER, RunYear, of, rows

from pdflow.participation import VisitKind
from pdflow.simulation.coach.appointments import take_place
from pdflow.simulation.cohort import Cohort
from pdflow.simulation.participant.person import Activities, SimulatedPerson
from pdflow.simulation.participant.visits import appoint
from pdflow.simulation.report.outcomes import outcomes
from pdflow.simulation.report.translation import ENGLISH
from pdflow.simulation.run import Run, cast_of
from pdflow.simulation.world import phrases
from pdflow.simulation.world.parameters import SCHOOL_YEAR, Parameters
from pdflow.simulation.world.skill import SCHOOL, chance_of_right_area
from pdflow.simulation.world.stories import Story

PRESENT = attrs.evolve(
    SCHOOL_YEAR, leave=0.0, withdrawal=0.0, transfer=0.0, late_hires=0.0, absence=0.0, no_show=0.0, partial=0.0
)
RunSixteen = Callable[..., Run]


@pytest.fixture
def run_sixteen(run_year: RunYear) -> RunSixteen:
    """Runs sixteen people with two coaches through a year."""
    return partial(run_year, cast=cast_of(ROSTER, 16, 2), weeks=40)


def skilled(**changes: float) -> Parameters:
    return attrs.evolve(PRESENT, skill=attrs.evolve(SCHOOL, **changes))


def gain(run: Run) -> float:
    end = run.cohort.today
    return fmean(person.skill.on(end) - person.skill.traits.start for person in run.cohort.people)


def test_little_is_left_of_training_where_coaches_have_no_time(run_sixteen: RunSixteen) -> None:
    coached, alone = (
        run_sixteen(parameters=attrs.evolve(PRESENT, coach_hours=hours, with_manager=0.0)) for hours in (12.5, 0.0)
    )
    assert not alone.journal.minutes
    known = fmean(person.skill.known for person in alone.cohort.people)
    assert 0 < gain(alone) < 0.8 * known
    assert gain(coached) > 1.5 * gain(alone)


def test_coaching_on_what_does_not_hold_the_practice_back_teaches_nothing_of_it(run_sixteen: RunSixteen) -> None:
    right, wrong = (run_sixteen(parameters=skilled(reliability=share, from_visit=0.3)) for share in (1.0, 1e-9))
    assert all(person.coached_areas <= person.right_areas for person in right.cohort.people)
    assert not any(person.coached_areas & person.right_areas for person in wrong.cohort.people)
    assert any(person.coached_areas for person in wrong.cohort.people)
    assert gain(right) > gain(wrong)


def test_who_is_looked_at_again_is_coached_on_what_holds_them_back_in_the_end(run_sixteen: RunSixteen) -> None:
    run = run_sixteen(parameters=PRESENT)
    coached = [person for person in run.cohort.people if person.coached_areas and person.state.cycle == 3]
    looks = [person.looks for person in coached]
    assert min(looks) > max(len(person.state.observations) for person in coached)
    early = [person for person in coached if person.chances.uniform("right area") < chance_of_right_area(SCHOOL, 3)]
    mistaken = [person for person in early if len(person.coached_areas) > 1]
    assert mistaken
    assert all(person.coached_areas & person.right_areas for person in early)
    assert "a better one was found" in {
        json.loads(row.data)["reason"] for row in of("growth_area_dropped", rows(run.file))
    }


def test_who_takes_no_part_keeps_what_a_commitment_makes_habit_and_no_more(run_sixteen: RunSixteen) -> None:
    nobody = run_sixteen(parameters=skilled(never_take_part=1.0))
    hours = SCHOOL_YEAR.minutes_of_training / 60 * SCHOOL_YEAR.days_of_training * len(nobody.cohort.rounds)
    for person in nobody.cohort.people:
        of_training = SCHOOL.from_training * hours**2 / (hours**2 + SCHOOL.hours_to_half**2)
        assert person.skill.hours == hours
        assert person.skill.known == pytest.approx(of_training * person.skill.traits.reach)
    assert gain(nobody) < 0.7 * gain(run_sixteen(parameters=skilled(never_take_part=0.0)))


def test_the_names_of_growth_areas_change_no_reading(run_sixteen: RunSixteen, monkeypatch: pytest.MonkeyPatch) -> None:
    before = run_sixteen()
    for group in ("TEACHING", "LEADING"):
        renamed = [attrs.evolve(each, practice=f"another {each.practice}") for each in getattr(phrases, group)]
        monkeypatch.setattr(phrases, group, tuple(renamed))
    after = run_sixteen()
    assert before.journal.readings == after.journal.readings
    assert gain(before) == gain(after)


class WithAnotherVisit(Cohort):
    """A cohort in which the first person has one check-in more."""

    def activities(self) -> Activities:
        usual = super().activities()
        return usual._replace(work=(*usual.work, self._visit))

    def _visit(self, person: SimulatedPerson) -> Story[None]:
        if person is self.people[0]:
            yield from person.wait_days(40)
            visit = appoint(person, VisitKind.CHECK_IN, range(person.today + 1, person.today + 7))
            assert visit is not None
            yield from take_place(person, visit)


NO_VISIT = ("attendance_recorded", "evaluation_submitted", "paused", "resumed", "support_requested", "transferred")
"""What chance gives a person, whoever visits them."""


def luck(run: Run) -> list[object]:
    """Return what chance gave each person that no visit decides, without the ids of records."""
    kinds = {f"participation.{kind}" for kind in NO_VISIT}
    return [
        (row.stream, row.type, row.occurred_at.date(), *(data.get(key) for key in ("session", "there", "reaction")))
        for row in rows(run.file)
        if row.type in kinds and (data := json.loads(row.data))
    ]


def check_ins(run: Run) -> int:
    first = run.cohort.people[0].stream.name
    return sum(row.stream == first for row in of("check_in_held", rows(run.file)))


def test_one_visit_more_changes_nobodys_other_luck(run_sixteen: RunSixteen) -> None:
    usual, another = (run_sixteen(world=world, file=world.__name__) for world in (Cohort, WithAnotherVisit))
    assert check_ins(another) == check_ins(usual) + 1
    assert luck(usual) == luck(another)


def test_the_report_shows_what_was_measured_beside_what_is(year: Run) -> None:
    table = outcomes(year, ENGLISH)
    rows = {row[0]: row[1:] for row in table.rows}
    pairs = [pair for pair in year.journal.readings if pair[0] is not None]
    assert rows["Readings"][0] == str(len(pairs))
    assert rows["Everybody"][0] == "30"
    assert float(rows["Everybody"][-1]) == pytest.approx(gain(year) / SCHOOL.start_spread, abs=0.005)
    groups = ("Coached on what holds them back", "Coached on something else only", "Not coached")
    assert sum(int(rows[group][0]) for group in groups if group in rows) == 30
    assert all(0 <= reading <= 100 for pair in pairs for reading in pair if reading is not None)
