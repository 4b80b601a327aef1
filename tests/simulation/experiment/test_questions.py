"""Questions of a planner: each answer against the same numbers reckoned by hand from lives simulated one by one."""

import re
from math import isclose
from pathlib import Path
from statistics import fmean, median_low

import attrs
import pytest
from matplotlib.text import Text
from scipy import stats

from pdflow.errors import OutOfRange
from pdflow.language.locale_formats import ByLocale
from pdflow.people import Tier
from pdflow.simulation.experiment import Alternative, CoachLeave, Design, Results, SnowWeek, grid, run_design
from pdflow.simulation.experiment.answer import Answer
from pdflow.simulation.experiment.estimates import t_interval
from pdflow.simulation.experiment.pictures import draw_answer, picture
from pdflow.simulation.experiment.quantities import COST, EFFECT, MEDIAN_WAIT, at_least, percentile, seen_within
from pdflow.simulation.experiment.questions import (
    by_site,
    by_tier,
    coach_time,
    coaches_needed,
    completion,
    cost_per_person,
    cost_per_sd,
    fewest_coaches,
    seeds_needed,
    side_by_side,
    waits,
    what_changes,
    year_after,
)
from pdflow.simulation.report.translation import Translator
from pdflow.simulation.run import simulate

SEEDS = range(1, 5)


@pytest.fixture(scope="module")
def results(base: Alternative) -> Results:
    whole = base.but(weeks=26)
    ways = {
        "as planned": whole,
        "one coach": whole.but(coaches=1),
        "snow": whole.but(setbacks=[SnowWeek(9)]),
        "leave": whole.but(setbacks=[CoachLeave(9)]),
        "check-ins monthly": whole.but(check_in_every=28),
    }
    return run_design(Design(ways, SEEDS))


@pytest.fixture(scope="module")
def early(base: Alternative) -> Results:
    """Five weeks of each year, in which everybody is first seen."""
    return run_design(Design(grid(base.but(weeks_counted=5), coaches=(1, 2)), range(36)))


@pytest.fixture(scope="module")
def answers(results: Results, early: Results) -> list[Answer]:
    return [
        coaches_needed(early, share=0.9, day=14),
        coaches_needed(early, share=1, day=1),
        waits(results),
        completion(results),
        year_after(results),
        coach_time(results),
        cost_per_person(results),
        cost_per_person(results, (0.2,), against="one coach", year_after=True),
        cost_per_sd(results),
        cost_per_sd(results, against="one coach"),
        side_by_side(results, "as planned", "one coach"),
        what_changes(results, "as planned"),
        by_tier(results, "as planned"),
        by_site(results, "as planned", MEDIAN_WAIT),
    ]


def values(answer: Answer, panel: int = 0) -> list[float | None]:
    return [point.estimate.value for point in answer.panels[panel].points]


def test_the_fewest_coaches_are_those_whose_chance_is_shown(early: Results) -> None:
    shares = {coaches: [seen_within(14).of(year) for year in early.of(f"coaches={coaches}")] for coaches in (1, 2)}
    for share in (0.5, 0.8, 0.95):
        answer = coaches_needed(early, share=share, day=14)
        reached = [sum(value >= share for value in shares[coaches]) for coaches in (1, 2)]
        lows = [stats.binomtest(count, 36).proportion_ci(method="wilson").low for count in reached]
        enough = [coaches for coaches, low in zip((1, 2), lows, strict=True) if low >= 0.9]
        assert answer.coaches == (enough[0] if enough else None)
        assert values(answer) == [count / 36 for count in reached]
    assert coaches_needed(early, share=0, day=14).coaches == 1
    assert coaches_needed(early, share=1.1, day=14).coaches is None


def test_a_search_by_halves_finds_what_trying_every_number_finds(base: Alternative, early: Results) -> None:
    over: list[tuple[int, int]] = []
    for share in (0.5, 0.8):
        answer = fewest_coaches(
            base.but(weeks_counted=5), 2, range(36), share=share, day=14, watch=lambda *each: over.append(each)
        )
        assert answer.coaches == coaches_needed(early, share=share, day=14).coaches
    assert over[-1] == (36, 36)


def test_who_was_trained_too_late_to_be_seen_by_the_day_is_left_out(results: Results) -> None:
    [year, *_] = results.of("as planned")
    group = attrs.evolve(year.group, seen=((3, 5), (9, 2), (14, 1)), unseen=((2, 1), (9, 3)))
    shares = [seen_within(days).of(attrs.evolve(year, group=group)) for days in (2, 3, 9, 10)]
    assert shares == [0 / 12, 5 / 11, 7 / 11, 7 / 8]
    assert seen_within(3).of(attrs.evolve(year, group=attrs.evolve(group, seen=(), unseen=()))) is None


def test_given_too_few_seeds_to_show_a_chance_then_it_is_refused(results: Results) -> None:
    with pytest.raises(OutOfRange, match=r"Design\.seeds: 4 is not 35 or more"):
        coaches_needed(results)
    assert coaches_needed(results, share=0.1, chance=0.5).coaches == 1


def test_means_over_seeds_are_those_of_years_simulated_one_by_one(base: Alternative, results: Results) -> None:
    years = [simulate(base.cast, weeks=26, seed=seed) for seed in SEEDS]
    done = [year.journal.weeks[-1].get("COMPLETED", 0) / 12 for year in years]
    assert completion(results).panels[0].points[0].estimate == t_interval(done)
    days = [[wait for waits in year.journal.waits.values() for wait in waits] for year in years]
    assert values(waits(results))[0] == fmean(median_low(each) for each in days)
    gains = [
        fmean(person.skill.on(year.cohort.today) - person.skill.traits.start for person in year.cohort.people)
        for year in years
    ]
    assert values(year_after(results))[0] == pytest.approx(fmean(gains) / 0.18)


def test_two_strategies_with_the_same_luck_differ_by_less_than_their_spread(results: Results) -> None:
    answer = side_by_side(results, "as planned", "one coach", (COST, EFFECT))
    [cost], [effect] = (panel.points for panel in answer.panels)
    assert cost.estimate.value == pytest.approx(61_550 / (1 - 0.376), rel=0.01)
    ones, others = ([EFFECT.of(year) for year in results.of(name)] for name in ("as planned", "one coach"))
    assert effect.estimate.value == pytest.approx(fmean(ones) - fmean(others))
    unpaired = stats.ttest_ind(ones, others).confidence_interval()
    assert 2 * effect.estimate.half_width < unpaired.high - unpaired.low
    paired, alone = (seeds_needed(results, EFFECT, 0.05, "as planned", other) for other in ("one coach", None))
    assert 2 <= paired <= alone


def test_a_price_is_that_of_all_for_those_who_get_there(results: Results) -> None:
    years = results.of("one coach")
    answer = cost_per_person(results, (0.4, 1.0))
    people = [at_least(year.group.reached, 40) for year in years]
    assert values(answer)[1] == pytest.approx(fmean(year.cost for year in years) / fmean(people))
    assert values(answer, 1) == [None] * 5
    assert answer.table().rows[-1][2:] == ("not estimable", "", "")
    beyond = cost_per_sd(results, against="as planned")
    assert [point.label(Translator()) for point in beyond.panels[0].points] == [*results.design.alternatives][1:]


def test_what_changes_is_nothing_for_the_same_and_named_for_the_others(results: Results) -> None:
    same = attrs.evolve(results, counts={**results.counts, "snow": results.counts["as planned"]})
    answer = what_changes(same, "as planned", (EFFECT,))
    found = {point.label(Translator()): point.estimate for point in answer.panels[0].points}
    assert (found["snow"].value, found["snow"].low, found["snow"].high) == (0, 0, 0)
    assert found["one coach"].value != 0
    assert [*found] == ["one coach", "snow", "leave", "check-ins monthly"]
    with pytest.raises(KeyError):
        what_changes(results, "as plannned")


def test_tiers_and_campuses_are_those_of_their_people(base: Alternative, results: Results) -> None:
    answer = by_tier(results, "as planned")
    year = simulate(base.cast, weeks=26, seed=1)
    intensive = [person for person in year.cohort.people if person.intensive]
    gain = fmean(person.skill.on(year.cohort.today) - person.skill.traits.start for person in intensive)
    assert EFFECT.of(results.of("as planned", tier=Tier.INTENSIVE)[0]) == pytest.approx(gain / 0.18)
    assert [point.label(Translator()) for point in answer.panels[0].points] == ["Intensive support", "General support"]
    campuses = [point.label(Translator()) for point in by_site(results, "as planned").panels[0].points]
    assert {*campuses} == {base.cast.sites[seat.site] for seat in base.cast.seats}


@pytest.mark.parametrize("share", [0.1, 0.25, 0.5, 0.9, 1.0])
def test_a_percentile_of_counted_values_is_that_of_the_values(share: float) -> None:
    times = [(1, 4), (3, 1), (8, 5)]
    every = sorted(value for value, count in times for _ in range(count))
    expected = next(value for number, value in enumerate(every, 1) if number >= share * 10)
    assert percentile(times, share) == expected
    assert percentile([], share) is None


def test_given_one_seed_then_nothing_is_estimable_and_nothing_fails(base: Alternative) -> None:
    results = run_design(Design({"a": base, "b": base.but(coaches=1)}, (1,)))
    for answer in (waits(results), what_changes(results, "a"), by_tier(results, "a")):
        assert {point.estimate.value for panel in answer.panels for point in panel.points} == {None}


@pytest.mark.long
def test_intervals_from_twenty_seeds_hold_what_ten_times_as_many_say_about_as_often_as_they_should(
    base: Alternative,
) -> None:
    ways = {"two coaches": base.but(weeks=26), "one coach": base.but(weeks=26, coaches=1)}
    every = run_design(Design(ways, range(200)))
    batches = [attrs.evolve(every, design=Design(ways, range(first, first + 20))) for first in range(0, 200, 20)]
    held = [
        point.estimate.low <= truth.estimate.value <= point.estimate.high
        for ask in (waits, completion, year_after, coach_time, cost_per_sd, two_less_one)
        for batch in batches
        for panel, all_of_them in zip(ask(batch).panels, ask(every).panels, strict=True)
        for point, truth in zip(panel.points, all_of_them.points, strict=True)
        if point.estimate.is_estimable and point.estimate.half_width > 1e-9
    ]
    assert len(held) > 200
    assert 0.9 <= fmean(held) <= 0.99


def two_less_one(results: Results) -> Answer:
    return side_by_side(results, "two coaches", "one coach")


def texts(answer: Answer, translate: Translator) -> list[str]:
    table = answer.table(translate)
    cells = [table.title, table.note, *table.head, *(cell for row in table.rows for cell in row)]
    return cells + [str(found.get_text()) for found in picture(answer, translate).findobj(Text)]


def test_every_word_of_ours_is_in_spanish_too(answers: list[Answer], results: Results) -> None:
    names = {*results.design.alternatives, *results.design.alternatives["as planned"].cast.sites.values()}
    english, spanish = (
        {" ".join(text.split()) for answer in answers for text in texts(answer, Translator(language))}
        for language in ("en", "es")
    )
    same = {text for text in english & spanish if re.search(r"[^\W\d]{2}", text)}
    assert same - names == {"1 coach", "2 coaches"}


def test_a_picture_has_every_estimate_with_its_interval(results: Results, tmp_path: Path) -> None:
    answer = side_by_side(results, "as planned", "one coach")
    figure = picture(answer, Translator("es", ByLocale()))
    assert len(figure.axes) == len(answer.panels) == 5
    for axes, panel in zip(figure.axes, answer.panels, strict=True):
        [[low_end, high_end]] = [line.get_segments()[0][:, 0] for line in axes.collections]
        estimate = panel.points[0].estimate
        assert isclose(low_end, estimate.low)
        assert isclose(high_end, estimate.high)
        assert axes.get_title(loc="left") == panel.title(Translator("es", ByLocale()))
    draw_answer(answer, tmp_path / "answer.png")
    assert (tmp_path / "answer.png").stat().st_size > 10_000
    assert "as planned menos one coach" in answer.text(Translator("es"))
