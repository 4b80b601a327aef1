"""The impact report: outcomes level by level."""

from tests.documents.decided_events import story
from tests.documents.drawn_pictures import drawn, texts
from tests.documents.example_engagement import engagement_year
from tests.documents.example_participations import streams
from tests.engagement import stories

from pdflow import (
    Audience,
    EvaluationLevel,
)
from pdflow.documents import (
    impact_report,
    to_markdown,
)
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
    readings = [RecordReading(stories.office(100, n), reading=f"x{n}", outcome="o1", value=10.0 * n, on=stories.on(100),
                              level=EvaluationLevel.USE) for n in range(1, 10)]  # fmt: skip
    report = impact_report(story(*stories.in_follow_up(), *readings))
    [measured] = [each for each in report.measured if each.result.level is EvaluationLevel.USE]
    assert (measured.people, measured.result.readings, measured.spread) == (None, 9, (30, 70))
    few = impact_report(story(*stories.in_follow_up(), *readings[:4]))
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
