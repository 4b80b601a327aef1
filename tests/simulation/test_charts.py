"""The charts of a year: who is where, by week and month, and how full the weeks of the coaches are."""

from datetime import date
from pathlib import Path
from statistics import fmean

import pytest
from matplotlib.axes import Axes
from tests.simulation.example_run import ROSTER, RunYear, of, rows

from pdflow.language.locale_formats import ByLocale
from pdflow.participation import Phase
from pdflow.simulation.report.charts import coach_load, draw, people_by_phase, practice_in_use
from pdflow.simulation.report.charts.people_by_phase import COLOURS, people_in
from pdflow.simulation.report.console import as_text
from pdflow.simulation.report.names import names_of, roster_names
from pdflow.simulation.report.summary import tables
from pdflow.simulation.report.translation import Translator
from pdflow.simulation.run import Run


def months(axes: Axes) -> list[str]:
    return [label.get_text() for label in axes.get_xticklabels()]


def named(run: Run, language: str = "en") -> Translator:
    return Translator(language, ByLocale(), names_of(run.cast, roster_names(ROSTER)))


def test_every_week_has_everybody_once(year: Run) -> None:
    counts = [people_in(year, status) for status in COLOURS]
    assert [sum(week) for week in zip(*counts, strict=True)] == [30] * 40


def test_who_was_coached_in_a_week_is_in_coaching_though_the_session_is_long_over(year: Run) -> None:
    coaching = people_in(year, Phase.COACHING)
    weeks = {
        (row.occurred_at.date() - year.cohort.year.start).days // 7 for row in of("coaching_opened", rows(year.file))
    }
    assert len(weeks) > 15
    assert {week for week, people in enumerate(coaching) if people} <= weeks
    assert sum(coaching) > 0.7 * len(of("coaching_opened", rows(year.file)))
    assert sum(week.get(Phase.COACHING, 0) for week in year.journal.weeks) < sum(coaching) / 3


def test_the_axis_names_months_in_the_language_of_the_reader(year: Run) -> None:
    school_year = ["Sep 2026", "Oct 2026", "Nov 2026", "Dec 2026", "Jan 2027", "Feb 2027", "Mar 2027", "Apr 2027"]
    for draw_figure in (people_by_phase, coach_load):
        axes = draw_figure(year, Translator("en", ByLocale())).axes[-1]
        assert months(axes) == [*school_year, "May 2027"]
    assert months(people_by_phase(year, Translator("es", ByLocale())).axes[0])[:2] == ["sept 2026", "oct 2026"]


def test_a_month_is_named_below_the_week_of_its_first_day(year: Run) -> None:
    axes = people_by_phase(year, Translator()).axes[0]
    days = [year.cohort.year.day_on(date(2026, month, 1)) for month in (9, 10, 11, 12)]
    assert axes.get_xticks()[:4] == pytest.approx([day / 7 + 0.5 for day in days])


def test_a_year_of_three_weeks_has_a_month_on_its_axis(run_year: RunYear) -> None:
    run = run_year(weeks=3)
    assert months(people_by_phase(run, Translator()).axes[0]) == ["2026-09"]
    assert months(people_by_phase(run_year("short", weeks=1), Translator()).axes[0]) == ["2026-08"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_people_have_names_on_pictures_and_in_tables(year: Run, language: str) -> None:
    translate, [coach] = named(year, language), year.cast.coaches
    title = coach_load(year, translate).axes[0].get_title(loc="left")
    assert title.startswith(f"{translate.name(coach)}: ")
    printed = "\n".join(map(as_text, tables(year, translate)))
    assert translate.name(coach) in printed
    assert "stf-" not in printed + title


def test_the_practice_in_use_is_drawn_from_the_start_to_the_end_of_the_year(year: Run) -> None:
    [line] = practice_in_use(year, Translator()).axes[0].get_lines()[:1]
    shares = [100 * fmean(levels) for levels in skills(year)]
    assert len(line.get_xdata()) == 41
    assert (line.get_ydata()[0], line.get_ydata()[-1]) == pytest.approx(shares)


def skills(run: Run) -> tuple[list[float], list[float]]:
    people, end = run.cohort.people, run.cohort.today
    return [person.skill.traits.start for person in people], [person.skill.on(end) for person in people]


def test_pictures_are_files(year: Run, tmp_path: Path) -> None:
    files = draw(year, tmp_path)
    charts = ("people-by-phase", "coach-load", "first-follow-up", "practice-in-use")
    assert [file.name for file in files] == [f"{chart}.png" for chart in charts]
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in files)
