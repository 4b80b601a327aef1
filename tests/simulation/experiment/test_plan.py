"""The plan of a year: its numbers are those of the years behind it, and every word is in both languages."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from math import erf, sqrt
from pathlib import Path
from runpy import run_path
from statistics import fmean
from typing import Any
from xml.etree import ElementTree

import attrs
import pytest

from pdflow.documents import Page
from pdflow.documents.page import Items, Paragraph, Picture, Table
from pdflow.documents.render.html import to_html
from pdflow.errors import FieldError, OutOfRange
from pdflow.language.locale_formats import ByLocale
from pdflow.simulation.experiment import Alternative, CoachLeave, Costs, HiringFreeze, SnowWeek
from pdflow.simulation.experiment.answer import cells
from pdflow.simulation.experiment.pictures import svg_of
from pdflow.simulation.experiment.plan import CoveragePromise, YearPlan, pages, plan_year
from pdflow.simulation.experiment.plan.cells import LESS, MORE, difference, marked, mean
from pdflow.simulation.experiment.plan.first_page import facts
from pdflow.simulation.experiment.plan.ways import FEWER, PLANNED, TRAINING, setbacks_of, ways_of
from pdflow.simulation.experiment.plan.year_plan import affordable, weeks_until_seen
from pdflow.simulation.experiment.quantities import COMPLETED, COST, EFFECT, seen_within
from pdflow.simulation.experiment.questions import side_by_side, what_changes
from pdflow.simulation.report.translation import Translator

EXAMPLE = Path(__file__).parents[3] / "examples" / "plan_capacity.py"
EASY = CoveragePromise(0.8, 28, 0.5)


@pytest.fixture(scope="module")
def roster(base: Alternative) -> Alternative:
    return base.but(weeks=26)


@pytest.fixture(scope="module")
def plan(roster: Alternative) -> YearPlan:
    return plan_year(roster, promise=EASY, most=2, seeds=range(1, 4), early_seeds=range(1, 9), budget=1e6)


def texts(page: Page) -> Iterator[str]:
    """Yield every text of a page, those of its pictures too."""
    yield from (page.title, page.programme, page.copy_for)
    for fact in page.facts.facts:
        yield from (fact.heading, str(fact.cell))
    for section in page.sections:
        yield str(section.heading)
        for block in section.blocks:
            match block:
                case Paragraph():
                    yield block.text
                case Items():
                    yield from map(str, block.items)
                case Table():
                    yield from (column.heading for column in block.columns)
                    yield from (str(cell) for row in block.rows for cell in row)
                case Picture():
                    yield from (text.text or "" for text in ElementTree.fromstring(block.svg).iter(f"{{{SVG}}}text"))


SVG = "http://www.w3.org/2000/svg"


def test_a_plan_has_as_many_coaches_as_keep_the_promise(roster: Alternative, plan: YearPlan) -> None:
    assert plan.search.coaches == plan.planned.coaches
    assert plan.planned.cast == roster.cast
    enough = plan.search.panels[0].points
    assert [point.estimate.years for point in enough] == [8] * len(enough)


def test_the_effect_is_given_in_everyday_words_too(plan: YearPlan) -> None:
    """The share of the others whom somebody in the middle surpasses: the area under a normal curve (Cohen's U3)."""
    effect = mean(plan.results, PLANNED, EFFECT).value
    assert effect is not None
    better = 100 * (1 + erf(effect / sqrt(2))) / 2
    [said] = [re.search(r"better than (\d+)\s?%", text) for text in texts(pages(plan)) if "everyday words" in text]
    assert said is not None
    assert int(said[1]) == round(better)
    assert effect > 0.1


def test_given_a_promise_that_nobody_keeps_then_the_plan_has_all_coaches_that_are_tried(roster: Alternative) -> None:
    early = attrs.evolve(roster, weeks_counted=6)
    plan = plan_year(early, promise=CoveragePromise(1.0, 1, 0.5), most=2, seeds=(1, 2), early_seeds=range(4))
    assert plan.search.coaches is None
    assert plan.planned.coaches == 2
    written = " ".join(texts(pages(plan)))
    assert "No number of coaches tried is shown to reach 100% seen within 1 days" in written
    assert "Below 100% the promise is broken; see page 4. The promise is not expected to be kept." in written


def test_a_budget_pays_for_coaches_after_training(roster: Alternative) -> None:
    salary = roster.costs.coach_salary / (1 - roster.costs.benefits)
    days = sum(map(len, roster.rounds()))
    prices = Costs()
    training = days * prices.trainer_day + 12 * (prices.material + 6 * days * prices.substitute_hour)
    assert affordable(roster, training + 2 * salary + 1) == 2
    assert affordable(roster, training + 2 * salary - 1) == 1
    with pytest.raises(OutOfRange, match=r"plan_year\.budget"):
        plan_year(roster, budget=training)


@pytest.mark.parametrize("budget", [float("nan"), float("inf")])
def test_a_budget_is_a_number_of_dollars(roster: Alternative, budget: float) -> None:
    with pytest.raises(OutOfRange, match=r"plan_year\.budget: .* is not dollars above 0"):
        plan_year(roster, budget=budget)


def test_setbacks_come_in_the_week_after_the_first_training(roster: Alternative) -> None:
    week = roster.rounds()[0][-1] // 7 + 2
    assert [*setbacks_of(roster).values()] == [SnowWeek(week), CoachLeave(week, 6), HiringFreeze(week)]
    assert [type(each) for each in setbacks_of(roster.but(coaches=1)).values()] == [SnowWeek, CoachLeave]
    every_week = roster.but(weeks_between_rounds=1)
    assert [type(each) for each in setbacks_of(every_week).values()] == [CoachLeave, HiringFreeze]
    assert FEWER not in ways_of(roster.but(coaches=1))


def test_the_first_weeks_are_enough_to_know_who_was_seen(roster: Alternative) -> None:
    assert 7 * (weeks_until_seen(roster, 28) - 1) > roster.rounds()[0][-1] + 28


def test_nobody_is_met_where_there_is_training_alone(plan: YearPlan) -> None:
    for year in plan.results.of(TRAINING):
        assert not year.counts.minutes
        assert year.group.training_hours > 0
        assert year.cost < min(other.cost for other in plan.results.of(PLANNED)) - 60_000


def test_some_alternatives_are_as_they_are_among_all(plan: YearPlan) -> None:
    few = plan.results.among(TRAINING, PLANNED)
    assert [*few.design.alternatives] == [TRAINING, PLANNED]
    assert few.of(TRAINING) == plan.results.of(TRAINING)
    with pytest.raises(KeyError):
        plan.results.among("nothing")


def test_what_is_written_is_what_the_years_say(plan: YearPlan) -> None:
    written = " ".join(texts(pages(plan)))
    cost = fmean(year.cost for year in plan.results.of(PLANNED))
    assert f"The year costs ${round(cost):,}".replace(",", "") in written.replace(",", "")
    assert plan.search.text() in written
    assert f"{round(fmean(COMPLETED.of(year) or 0 for year in plan.results.of(PLANNED)), 2):.0%}" in written
    low, *_, high = sorted(seen_within(28).of(year) or 0 for year in plan.results.of(PLANNED))
    assert (f"{low:.0%}" if low == high else f"{low:.0%} to {high:.0%}") in written


def test_a_mark_stands_only_where_the_difference_is_shown(plan: YearPlan) -> None:
    for name in plan.results.design.alternatives:
        for quantity in (EFFECT, COMPLETED, COST):
            apart, text = difference(plan.results, name, quantity), marked(plan.results, name, quantity, Translator())
            assert (MORE in text) is (name != PLANNED and (apart.low or 0) > 0)
            assert (LESS in text) is (name != PLANNED and (apart.high or 0) < 0)
    assert LESS in marked(plan.results, TRAINING, COST, Translator())


def test_every_word_of_a_plan_is_in_spanish_too(plan: YearPlan) -> None:
    english, spanish = ({*texts(pages(plan, Translator(language, ByLocale())))} for language in ("en", "es"))
    cast = plan.planned.cast
    same = {text for text in english & spanish if re.search(r"[^\W\d]{2}", text)} - {*cast.sites.values()}
    assert same <= {"Coaches", "1 coach", "2 coaches", "Kane, 2018"}
    assert "not estimable" not in " ".join(spanish)


def test_spanish_has_one_word_for_training_and_for_cost_and_money_that_is_no_decimal(plan: YearPlan) -> None:
    spanish = " ".join(texts(pages(plan, Translator("es", ByLocale()))))
    assert not re.search(r"\b(coste|formación|formador)", spanish, re.IGNORECASE)
    cost = fmean(year.cost for year in plan.results.of(PLANNED))
    assert f"El año cuesta ${round(cost):,}".replace(",", "\u202f") in spanish
    assert not re.search(r"\$\d+[.,]", spanish)
    assert "61\u202f550 dólares al año" in spanish


@pytest.mark.parametrize(("language", "found"), [("en", "found nothing left"), ("es", "halló que no quedaba nada")])
def test_beside_what_is_left_a_year_after_stands_a_study_that_found_nothing(
    plan: YearPlan, language: str, found: str
) -> None:
    [sentence] = {text for text in texts(pages(plan, Translator(language))) if "Garet" in text and found in text}
    assert ("is left" if language == "en" else "queda ") in sentence


@pytest.mark.parametrize("people", [1, 3, 12])
def test_the_sites_of_a_plan_are_those_of_the_people_planned_for(plan: YearPlan, people: int) -> None:
    cast = attrs.evolve(plan.roster.cast, seats=plan.roster.cast.seats[:people])
    few = attrs.evolve(plan, roster=attrs.evolve(plan.roster, cast=cast, coaches=1))
    sites = len({seat.site for seat in cast.seats})
    assert f"on {sites} site" in str(facts(few, Translator())[0].cell)


BROKEN = {
    "en": ("Below 80% the promise is broken; see page 4.", "The promise is not expected to be kept."),
    "es": (
        "Bajo el 80\xa0% no se cumple lo prometido; página 4.",
        "No cabe esperar que se cumpla lo prometido.",
    ),
}


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_promised_share_is_the_bound_below_which_the_promise_is_broken(plan: YearPlan, language: str) -> None:
    broken, unexpected = BROKEN[language]
    translate = Translator(language, ByLocale())
    assert broken in [*texts(pages(plan, translate))]
    assert unexpected not in " ".join(texts(pages(plan, translate)))
    needs_more = attrs.evolve(plan, search=attrs.evolve(plan.search, coaches=plan.planned.coaches + 1))
    short = [*texts(pages(needs_more, translate))]
    assert f"{broken} {unexpected}" in short
    assert sum(unexpected in text for text in short) == 2


def test_the_first_page_says_which_intervals_come_from_the_first_weeks(plan: YearPlan) -> None:
    written = " ".join(texts(pages(plan)))
    assert "Wilson's, from the first weeks of 8 simulated years" in written
    assert "for all else from 3 whole years of each alternative" in written


@pytest.mark.parametrize(("language", "word"), [("en", "points"), ("es", "puntos")])
def test_differences_of_shares_are_points(plan: YearPlan, language: str, word: str) -> None:
    translate = Translator(language, ByLocale())
    [panel] = what_changes(plan.results.among(PLANNED, TRAINING), PLANNED, (seen_within(28),)).panels
    value, low, high = cells(panel.unit, panel.points[0].estimate, translate)
    points = round(100 * (difference(plan.results, TRAINING, seen_within(28)).value or 0))
    assert value == f"{points} {word}"
    assert not {"%", word} & {*low.split(), *high.split()}
    for picture in (each for section in pages(plan, translate).sections for each in section.blocks):
        if isinstance(picture, Picture) and picture.name in {"follow-up", "risks"}:
            assert word in picture.svg
            assert "%" not in "".join(ElementTree.fromstring(picture.svg).itertext()).replace("95%", "").replace(
                "95\xa0%", ""
            )


def test_the_pictures_of_a_page_share_no_id(plan: YearPlan) -> None:
    html = to_html(pages(plan))
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len({*ids})
    for used in re.findall(r'(?:href="|url\()#([^")]+)', html):
        assert used in ids
    assert html == to_html(pages(plan))


def test_a_picture_says_what_it_shows_to_those_who_do_not_see_it(plan: YearPlan) -> None:
    root = ElementTree.fromstring(svg_of(plan.search, "one"))
    assert (root.get("role"), root.get("aria-label")) == ("img", plan.search.text())
    assert plan.search.text() in "".join(root.itertext())


def test_a_plan_is_four_pages(plan: YearPlan) -> None:
    sections = pages(plan).sections
    assert sum(section.new_page for section in sections) == 3
    assert not sections[0].new_page


def test_alternatives_have_the_names_of_the_reader_in_a_sentence(plan: YearPlan) -> None:
    translate = Translator("es", names={PLANNED: "el plan", TRAINING: "la capacitación"}.get)
    answer = side_by_side(plan.results, TRAINING, PLANNED, (EFFECT,))
    assert answer.text(translate) == "la capacitación menos el plan"


@pytest.mark.parametrize(
    ("place", "changed"),
    [
        ("plan_year.most", {"most": 0}),
        ("plan_year.most", {"most": 13}),
        ("plan_year.budget", {"budget": float("nan")}),
        ("plan_year.budget", {"budget": 0}),
        ("plan_year.seeds", {"seeds": (1,)}),
        ("plan_year.seeds", {"seeds": (1, 1)}),
        ("plan_year.seeds", {"seeds": ("one", "two")}),
        ("plan_year.early_seeds", {"early_seeds": range(34), "promise": CoveragePromise(chance=0.9)}),
        ("Alternative.weeks", {"weeks": 17}),
        ("Alternative.weeks", {"promise": CoveragePromise(days=172)}),
    ],
)
def test_what_a_plan_cannot_be_is_refused_before_a_year_is_simulated(
    roster: Alternative, place: str, changed: dict[str, Any], tmp_path: Path
) -> None:
    kept = tmp_path / "years.jsonl"
    year = roster.but(weeks=changed.pop("weeks", roster.weeks))
    with pytest.raises(FieldError, match=rf"^{re.escape(place)}: "):
        plan_year(year, file=kept, **{"promise": EASY, **changed})
    assert not kept.exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [("share", 0), ("share", 1.01), ("share", float("nan")), ("chance", 0), ("chance", 1), ("days", 0), ("days", 1.5)],
)
def test_a_promise_that_cannot_be_is_refused_by_its_name(name: str, value: float) -> None:
    with pytest.raises(OutOfRange, match=rf"^CoveragePromise\.{name}: "):
        CoveragePromise(**{name: value})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("option", "value"),
    [
        *(("--share", share) for share in ("0", "95", "nan")),
        ("--chance", "1"),
        ("--days", "0"),
        *(("--weeks", weeks) for weeks in ("0", "17", "105")),
        ("--seeds", "1"),
        ("--early-seeds", "34"),
        ("--most", "0"),
        ("--processes", "0"),
        ("--participants", "0"),
        ("--budget", "10"),
        ("--calendar", "nowhere.ics"),
        ("--roster", "nowhere"),
    ],
)
def test_the_command_line_names_the_argument_that_cannot_be(
    option: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["plan_capacity.py", str(tmp_path), option, value])
    assert run_path(str(EXAMPLE))["main"]() == 2
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(f"{option}: ")
    assert value not in {"nowhere", "nowhere.ics"} or value in line
    assert not [*tmp_path.glob("years*")]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_example_prints_four_pages_and_goes_on_where_it_was(language: str, tmp_path: Path) -> None:
    few = ["--participants", "12", "--weeks", "26", "--seeds", "2", "--early-seeds", "16", "--chance", "0.7"]
    line = [sys.executable, EXAMPLE, tmp_path, "--most", "2", "--processes", "2", "--language", language, *few]
    kept = set()
    for _ in range(2):
        run = subprocess.run(line, capture_output=True, text=True, timeout=500, check=False)
        assert run.returncode == 0, run.stderr
        kept.add((tmp_path / "years.jsonl").read_text())
    assert len(kept) == 1
    assert f'<html lang="{language}">' in (tmp_path / "plan.html").read_text(encoding="utf-8")
    assert (tmp_path / "years.csv").read_text().startswith("alternative,seed,")
    if shutil.which("chromium"):
        printed = (tmp_path / "plan.pdf").read_bytes()
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == 4
