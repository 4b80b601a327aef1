"""The impact report: outcomes level by level."""

from tests.documents.drawn_pictures import drawn, texts
from tests.documents.example_engagement import engagement_year
from tests.documents.example_participations import streams

from pdflow import (
    EvaluationLevel,
)
from pdflow.documents import (
    impact_report,
)


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


def test_the_impact_report_draws_every_reading() -> None:
    [picture] = drawn(impact_report(engagement_year(), streams()))
    assert {"22", "47", "40", "31", "52", "60", "2.6", "4.1", "3.7"} <= set(texts(picture))
