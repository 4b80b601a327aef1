"""The bands of the model: quickly with few people, and in full beside the page of the published figures."""

import re
import runpy
from functools import cache
from pathlib import Path

import attrs
import pytest

from pdflow.simulation.world.calibration.comparison import Comparison, Figure, Use, compare
from pdflow.simulation.world.calibration.figures import FIGURES
from pdflow.simulation.world.calibration.studies import LARGE, SMALL
from pdflow.simulation.world.calibration.support import Support
from pdflow.simulation.world.calibration.trial import trial
from pdflow.simulation.world.skill import SCHOOL

DOCS = Path(__file__).parents[2] / "docs"
PAGE = runpy.run_path(str(DOCS / "calibration.py"))
BANDS = [figure for figure in FIGURES if figure.use is not Use.HELD_OUT]


@cache
def in_full() -> dict[str, Comparison]:
    return {each.figure.name: each for each in PAGE["comparisons"]()}


@cache
def quickly() -> dict[str, Comparison]:
    return {each.figure.name: each for each in compare(FIGURES, range(1, 4), 200)}


def named(figure: Figure) -> str:
    return figure.name.replace(" ", "-")


@pytest.mark.parametrize("figure", BANDS, ids=named)
def test_a_figure_of_few_people_is_in_its_band(figure: Figure) -> None:
    assert quickly()[figure.name].holds, quickly()[figure.name].mean


@pytest.mark.parametrize("figure", BANDS, ids=named)
def test_a_figure_of_all_people_is_in_its_band(figure: Figure) -> None:
    assert in_full()[figure.name].holds, in_full()[figure.name].mean


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("half_life", 500),
        ("habit_rate", 0.0),
        ("from_visit", 0.15),
        ("reach", 0.6),
        ("from_training", 0.8),
        ("hours_to_half", 5),
        ("feedback_share", 0.9),
        ("use_unprotected", 0.45),
        ("reliability", 1e-9),
    ],
)
def test_a_number_that_is_wrong_takes_some_figure_out_of_its_band(name: str, value: float) -> None:
    wrong = attrs.evolve(SCHOOL, **{name: value})  # type: ignore[arg-type]
    assert not all(each.holds for each in compare(BANDS, (1, 2), 100, wrong))


def test_all_people_are_twenty_thousand() -> None:
    assert len(PAGE["SEEDS"]) >= 20
    assert PAGE["PEOPLE"] >= 1_000


def test_the_page_has_the_figures_that_the_code_makes() -> None:
    page = (DOCS / "calibration.md").read_text()
    assert page == PAGE["written"](page, [*in_full().values()]), "python docs/calibration.py"


def test_the_page_about_simulation_names_every_miss() -> None:
    listed = (
        (DOCS / "simulation.md")
        .read_text()
        .partition("<!-- what is missed, and why -->")[2]
        .partition("<!-- misses end here -->")[0]
    )
    missed = {name for name, each in in_full().items() if not each.holds}
    assert {*re.findall(r"^- \*(.+?)\*", listed, re.MULTILINE)} == missed
    assert all(in_full()[name].figure.use is Use.HELD_OUT for name in missed)


def test_each_figure_has_a_name_of_its_own_and_each_study_a_published_figure() -> None:
    assert len({figure.name for figure in FIGURES}) == len(FIGURES)
    assert all((figure.published is None) == (figure.use is Use.MODEL) for figure in FIGURES)


def test_the_same_people_live_in_every_trial_of_a_seed() -> None:
    small, large = (trial(study.support, SCHOOL, 7, 100, (0, 280)) for study in (SMALL, LARGE))
    assert (small.start, small.spread) == (large.start, large.spread)
    assert small.gains[0] == large.gains[0] == 0


def test_one_visit_more_changes_nobodys_other_luck() -> None:
    """The visit more teaches feedback only; on every other visit the same people work on the same areas."""
    visits, more = (30, 60, 90), (30, 60, 90, 120)
    fewer, with_one_more = (trial(Support(visits=days), SCHOOL, 3, 300, (119, 121)) for days in (visits, more))
    assert fewer.gains[119] == with_one_more.gains[119]
    assert fewer.gains[121] < with_one_more.gains[121]


def test_more_of_everything_that_helps_helps() -> None:
    def gain(**support: object) -> float:
        return trial(Support(**{"visits": (30, 60, 90), **support}), SCHOOL, 3, 300, (280,)).gains[280]  # type: ignore[arg-type]

    assert gain(areas=False) == gain(sessions=False) < gain() < gain(areas=True)
    assert gain(protected=0.0) < gain(protected=0.5) < gain()
    assert gain(take_part=0.5) < gain(take_part=0.875) < gain()
    assert gain() < gain(hired=0.5) < gain(hired=0.1)
    assert gain() < gain(check_ins=(120, 180, 240))


def test_every_parameter_of_skill_is_put_into_words_on_the_page() -> None:
    page = (DOCS / "calibration.md").read_text(encoding="utf-8")
    words = page.partition("In words")[2].partition("The numbers:")[0]
    assert {*re.findall(r"`(\w+)`", words)} == {field.name for field in attrs.fields(type(SCHOOL))} - {"name"}
