"""The impact report: outcomes level by level."""

import pytest
from tests.documents.decided_events import events_of, story
from tests.documents.drawn_pictures import drawn, texts
from tests.documents.example_engagement import engagement_year
from tests.documents.example_participations import STORIES, streams
from tests.engagement import stories as of_engagement
from tests.participation import stories
from tests.participation.stories import lee, on

from pdflow import Audience, EvaluationLevel, Event, participation
from pdflow.documents import impact_report, to_markdown
from pdflow.engagement import RecordReading


def test_outcomes_are_reported_level_by_level() -> None:
    report = impact_report(engagement_year(), streams())
    told_of = {(each.outcome.outcome, each.result.level): each.result.reached for each in report.measured}
    assert told_of == {
        ("o1", EvaluationLevel.USE): True,
        ("o2", EvaluationLevel.LEARNER_OUTCOME): False,
        ("o3", EvaluationLevel.REACTION): True,
        ("o3", EvaluationLevel.LEARNING): False,
    }
    assert report.review is not None
    assert len(report.review.conclusions) == 2


def test_people_are_counted_apart_from_readings_and_the_spread_is_of_five_or_more() -> None:
    read = {"outcome": "o1", "on": on(100), "level": EvaluationLevel.USE}
    readings = [
        RecordReading(of_engagement.office(100, n), reading=f"x{n}", value=10.0 * n, **read) for n in range(1, 10)
    ]
    report = impact_report(story(*of_engagement.in_follow_up(), *readings))
    [measured] = [each for each in report.measured if each.result.level is EvaluationLevel.USE]
    assert (measured.people, measured.result.readings, measured.spread) == (None, 9, (30, 70))
    few = impact_report(story(*of_engagement.in_follow_up(), *readings[:4]))
    assert [each.spread for each in few.measured] == [None]


def test_a_conclusion_is_marked_as_the_reviewers_own_beside_what_they_had_before_them() -> None:
    page = to_markdown(impact_report(engagement_year(), streams()).for_reader(Audience.ALL))
    section = page.split("## Conclusions of the review")[1].split("## ")[0]
    assert "This is what the reviewers concluded, in their words." in section
    assert "Reviewed on: 2027-02-13" in section
    assert "| 52 · results for learners | [ ] | Children explain more" in section


def test_the_impact_report_draws_every_reading() -> None:
    [picture] = drawn(impact_report(engagement_year(), streams()))
    assert {"22", "47", "40", "31", "52", "60", "2.6", "4.1", "3.7"} <= set(texts(picture))


def read_after(*days: int) -> dict[str, tuple[Event, ...]]:
    """Twelve people's years; Ana, Ben and so on are also measured so many days after their last coaching."""
    found = dict(streams())
    for n, (person, after) in enumerate(zip(("ana", "ben", "cleo", "fay", "gus"), days, strict=False)):
        last = 40 if person in {"ana", "ben", "fay"} else 10
        read = stories.measure(lee(last + after), "late", on(last + after), value=40 + n)
        found[f"participation-{person}"] = events_of(participation.decider, [*STORIES[person], read])
    return found


@pytest.mark.parametrize(("after", "people"), [(89, 0), (90, 1), (180, 1), (181, 0)])
def test_a_reading_is_sustained_from_90_to_180_days_after_the_last_closed_coaching(after: int, people: int) -> None:
    """Gus was never coached: his last input is the training of day 10."""
    found = {"participation-gus": events_of(participation.decider, [*STORIES["gus"], stories.measure(
        lee(10 + after), "late", on(10 + after), value=30)])}  # fmt: skip
    assert sum(each.people for each in impact_report(engagement_year(), found).sustained) == people


def test_sustained_results_are_the_mean_of_each_persons_latest_with_how_many_they_are() -> None:
    report = impact_report(engagement_year(), read_after(100, 110, 120))
    [sustained] = report.sustained
    assert (sustained.outcome.outcome, sustained.level, sustained.people) == ("o1", EvaluationLevel.USE, 4)
    assert sustained.reading == pytest.approx((40 + 41 + 42 + 44) / 4)
    assert (sustained.reached, sustained.spread) == (True, None)
    page = to_markdown(report.for_reader(Audience.TEAM)).split("## Sustained")[1].split("## ")[0]
    assert "read 90 to 180 days after a person's last closed coaching" in page
    assert "| Teachers ask open questions and wait for answers | Use at work | % | 40 | 41.8 | 4 |  | [x] |" in page


def test_sustained_results_are_in_spanish_too() -> None:
    page = to_markdown(impact_report(engagement_year(), streams()).for_reader(Audience.TEAM, language="es"))
    section = page.split("## Sostenido")[1].split("## ")[0]
    assert "entre 90 y 180 días después del último coaching cerrado" in section
    assert "| Personas |" in section


def test_a_board_sees_sustained_results_of_five_people_or_more() -> None:
    for days, shown in (((100, 110, 120), False), ((100, 110, 120, 130, 140), True)):
        report = impact_report(engagement_year(), read_after(*days))
        section = to_markdown(report.aggregate().for_reader(Audience.ALL)).split("## Sustained")[1].split("## ")[0]
        assert ("| Use at work | % | 40 | 42 | 5 | 41\N{EN DASH}43 | [x] |" in section) is shown
        assert ("Nothing has been read so long after the last input." in section) is not shown


def test_without_participations_nothing_is_said_of_sustained_results() -> None:
    assert "Sustained" not in to_markdown(impact_report(engagement_year()).for_reader(Audience.TEAM))
