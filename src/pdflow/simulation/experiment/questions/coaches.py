"""Questions about coaches: how many are needed, what becomes of their time, how long people wait for them."""

from __future__ import annotations

import attrs

from pdflow.errors import OutOfRange
from pdflow.simulation.experiment.answer import Answer, Panel, Words
from pdflow.simulation.experiment.estimates import CONFIDENCE, wilson_interval, years_to_show
from pdflow.simulation.experiment.quantities import (
    COACH_HOURS,
    LONG_WAIT,
    LOST_HOURS,
    MEDIAN_WAIT,
    RIGHT_AREA,
    WAITING,
    Unit,
    seen_within,
)
from pdflow.simulation.experiment.questions.overview import mean_of, overview, points_of, says, values_of
from pdflow.simulation.experiment.results import Results
from pdflow.simulation.report.translation import Translator


@attrs.frozen
class CoachesNeeded(Answer):
    """How many coaches are enough."""

    coaches: int | None
    """The fewest whose chance is shown; None where none of the numbers that were tried is enough."""


def coaches_needed(
    results: Results, share: float = 0.95, day: int = 28, chance: float = 0.9, confidence: float = CONFIDENCE
) -> CoachesNeeded:
    """Find the fewest coaches with whom a year reaches a share of people seen by a day with such a chance.

    It is shown where the lower end of Wilson's interval, over the seeds, is at least the chance. Seen is who was met by
    somebody other than the line manager, counted from the training.

    Args:
        results: of alternatives that differ in the number of coaches; the weeks until the day are enough of each year.

    Raises:
        OutOfRange: so few seeds that no number of coaches could ever be shown to be enough.
    """
    if len(results.design.seeds) < (least := years_to_show(chance, confidence)):
        raise OutOfRange("Design.seeds", len(results.design.seeds), f"{least} or more, which this chance needs")
    seen, tried = seen_within(day), sorted(results.design.alternatives.items(), key=lambda each: each[1].coaches)
    shares = {name: values_of(results.of(name), seen) for name, _ in tried}
    chances = {
        name: wilson_interval(sum(value >= share for value in values), len(values), confidence)
        for name, values in shares.items()
    }
    enough = [way.coaches for name, way in tried if (chances[name].low or 0) >= chance]
    found = enough[0] if enough else None

    def sentence(translate: Translator) -> str:
        values = {"share": translate.share(share), "days": day, "chance": translate.share(chance)}
        if found is None:
            return translate("No number of coaches tried is shown to reach {share} seen within {days} days", **values)
        text = "{count} coach is enough for {share} seen within {days} days, in at least {chance} of years"
        return translate(text, count=found, **values)

    means = {name: mean_of(values, confidence) for name, values in shares.items()}
    labels = {name: _coaches(way.coaches) for name, way in tried}
    panels = (
        Panel(says("Years that reach it"), Unit.SHARE, points_of(labels, chances), chance),
        Panel(seen.title, Unit.SHARE, points_of(labels, means), share),
    )
    return CoachesNeeded(sentence, panels, confidence, found)


def waits(results: Results, confidence: float = CONFIDENCE) -> Answer:
    """Say how long people wait for a coaching session once they are ready for it."""
    return overview(results, "How long people wait for coaching", (MEDIAN_WAIT, LONG_WAIT, WAITING), confidence)


def coach_time(results: Results, confidence: float = CONFIDENCE) -> Answer:
    """Say what becomes of the coaches' time: hours with people, those lost, and what they work on."""
    return overview(results, "What becomes of the coaches' time", (COACH_HOURS, LOST_HOURS, RIGHT_AREA), confidence)


def _coaches(count: int) -> Words:
    return lambda translate: translate("{count} coach", count=count)
