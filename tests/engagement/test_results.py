"""Results: every outcome against its baseline and target."""

from tests.engagement.stories import (
    after,
    host,
    in_design,
    in_follow_up,
    measure,
    on,
    outcome,
    payer,
    read,
)

from pdflow import (
    Better,
    EvaluationLevel,
    OutcomeOf,
)
from pdflow.engagement import (
    Result,
    outcome_results,
)

USE, LEARNING = EvaluationLevel.USE, EvaluationLevel.LEARNING
STATED = (*in_design(), outcome(payer(1)))


def test_results_of_a_group_are_its_last_reading_and_of_persons_their_mean() -> None:
    story = (
        *in_follow_up(),
        outcome(payer(20), "o2", whose=OutcomeOf.PERSON),
        measure(payer(20), "m2", "o2", better=Better.LOWER, target=10.0),
        read(host(20), "p1", "o2", value=30, level=None),
        read(host(20), "p2", "o2", value=20, level=None),
        read(host(120), "p3", "o2", value=12),
        read(host(120), "p4", "o2", value=6),
        read(host(130), "p5", "o2", value=8, supersedes="p3"),
        read(host(120), "p6", "o2", value=5, level=LEARNING),
        read(host(130), "g1", value=50),
        read(host(140), "g2", value=44, on=on(125)),
    )
    group, learnt, used = outcome_results(after(*story).state)
    assert group == Result("o1", USE, 20.0, 40.0, 50, 2, True)
    assert learnt == Result("o2", LEARNING, 25.0, 10.0, 5, 1, True)
    assert used == Result("o2", USE, 25.0, 10.0, 7, 2, True)


def test_an_outcome_without_readings_or_target_is_neither_reached_nor_missed() -> None:
    assert outcome_results(after(*STATED).state) == (Result("o1", None, None, None, None, 0, None),)
    missed = (*in_follow_up(), read(host(120), value=39))
    assert outcome_results(after(*missed).state)[0].reached is False
    untold = (*STATED, read(host(120)))
    assert outcome_results(after(*untold).state)[0].reached is None


def test_the_mean_of_persons_does_not_hang_on_the_order_of_their_readings() -> None:
    """Who was forgotten has another id, and may stand elsewhere."""
    values = (0.1, 0.2, 0.3, 1e9, 0.7)
    stated = (*in_follow_up(), outcome(payer(20), "o2", whose=OutcomeOf.PERSON), measure(payer(20), "m2", "o2"))
    means = {
        result.reading
        for turned in range(len(values))
        for result in outcome_results(
            after(
                *stated,
                *(
                    read(host(120), f"p{place}", "o2", value=value)
                    for place, value in enumerate((*values[turned:], *values[:turned]))
                ),
            ).state
        )
        if result.outcome == "o2" and result.reading is not None
    }
    assert len(means) == 1
