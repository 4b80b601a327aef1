"""Quantities: what one simulated year came to, each a number with its unit and its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Final

import attrs

from pdflow.simulation.experiment.counts import Times
from pdflow.simulation.experiment.results import Replication
from pdflow.simulation.report.translation import Translator
from pdflow.simulation.world.journal import LOST

LEVELS: Final = (0.4, 0.6, 0.8)
"""Shares of what a person can gain at all, to which they may be brought."""


class Unit(Enum):
    """In what a quantity is counted."""

    SHARE = "%"
    POINTS = "percentage points"
    DAYS = "days"
    HOURS = "hours"
    DOLLARS = "dollars"
    EFFECT = "standard deviations"
    COUNT = ""

    @property
    def of_difference(self) -> Unit:
        """In what a difference of two such values is counted."""
        return Unit.POINTS if self is Unit.SHARE else self

    def write(self, value: float, translate: Translator) -> str:
        """Write a value for a reader."""
        match self:
            case Unit.SHARE:
                return translate.share(value)
            case Unit.POINTS:
                return translate("{count} point", count=round(100 * value))
            case Unit.DOLLARS:
                return f"{'-' if value < -0.5 else ''}${translate.grouped(abs(round(value)))}"
            case Unit.COUNT:
                return translate.formatted(round(value))
        return translate.formatted(round(value, 2 if self is Unit.EFFECT else 1))


@attrs.frozen
class Quantity:
    """A number of a year, or None where it has none; its English words may have ``{count}`` or ``{share}`` in them."""

    words: str
    unit: Unit
    of: Callable[[Replication], float | None]
    count: int | None = None
    share: float | None = None

    def title(self, translate: Translator) -> str:
        """Return its words for a reader."""
        values: dict[str, object] = {} if self.count is None else {"count": self.count}
        return translate(self.words, **values, **({} if self.share is None else {"share": translate.share(self.share)}))


def percentile(times: Sequence[Times], share: float) -> float | None:
    """Return the lowest value that at least so large a share has or is below; None where there are no values."""
    so_far, total = 0, sum(count for _, count in times)
    for value, count in times:
        so_far += count
        if so_far >= share * total:
            return value
    return None


def at_least(times: Sequence[Times], value: float) -> int:
    """Return how many have a value or more."""
    return sum(count for each, count in times if each >= value)


def seen_within(days: int) -> Quantity:
    """The share of the people trained who were met by somebody other than the line manager so soon after it.

    Left out is who was trained fewer days than that before the end of what is counted, and not met yet.
    """

    def share(year: Replication) -> float | None:
        late = at_least(year.group.seen, days + 1) + at_least(year.group.unseen, days)
        in_time = at_least(year.group.seen, 0) - at_least(year.group.seen, days + 1)
        return in_time / (in_time + late) if in_time + late else None

    return Quantity("Seen within {count} day of training by somebody other than the manager", Unit.SHARE, share, days)


def brought_to(level: float, *, year_after: bool = False) -> Quantity:
    """The number of people who gained such a share of what they can gain at all, by their hidden level."""
    at_the_end = "People at {share} of what they can gain"
    words = "People at {share} of what they can gain, a year after" if year_after else at_the_end

    def people(year: Replication) -> float:
        return at_least(year.group.reached_after if year_after else year.group.reached, round(100 * level))

    return Quantity(words, Unit.COUNT, people, share=level)


def _a_person(value: Callable[[Replication], float]) -> Callable[[Replication], float | None]:
    return lambda year: value(year) / year.group.people if year.group.people else None


def _effect(gain: Callable[[Replication], float]) -> Callable[[Replication], float | None]:
    return _a_person(lambda year: gain(year) / year.alternative.parameters.skill.start_spread)


def _on_pupils(year: Replication) -> float:
    return year.alternative.parameters.skill.on_pupils * year.group.gain_in_year


def _right(year: Replication) -> float | None:
    return year.group.coached_right / year.group.coached if year.group.coached else None


def _lost(year: Replication) -> float | None:
    return dict(year.counts.minutes).get(LOST, 0) / 60 / year.coach_hours if year.coach_hours else None


MEDIAN_WAIT: Final = Quantity(
    "Days until a coaching session, half of them", Unit.DAYS, lambda year: percentile(year.group.waits, 0.5)
)
LONG_WAIT: Final = Quantity(
    "Days until a coaching session, nine in ten", Unit.DAYS, lambda year: percentile(year.group.waits, 0.9)
)
WAITING: Final = Quantity("Still waiting for a session at the end", Unit.COUNT, lambda year: year.group.waiting)
COMPLETED: Final = Quantity("Completed the year's work", Unit.SHARE, _a_person(lambda year: year.group.completed))
EFFECT: Final = Quantity("Effect on practice (SD)", Unit.EFFECT, _effect(lambda year: year.group.gain))
EFFECT_AFTER: Final = Quantity(
    "Effect on practice a year after support (SD)", Unit.EFFECT, _effect(lambda year: year.group.gain_after)
)
ON_PUPILS: Final = Quantity("Effect on pupils in the year (SD)", Unit.EFFECT, _effect(_on_pupils))
RIGHT_AREA: Final = Quantity("Coached on what holds them back", Unit.SHARE, _right)
COST: Final = Quantity("Cost of the year", Unit.DOLLARS, lambda year: year.cost)
COST_A_PERSON: Final = Quantity("Cost a person", Unit.DOLLARS, _a_person(lambda year: year.cost))
COACH_HOURS: Final = Quantity("Coaches' hours with people", Unit.HOURS, lambda year: year.coach_hours)
LOST_HOURS: Final = Quantity("Coaches' hours lost because nobody came", Unit.SHARE, _lost)
MAIN: Final = (COMPLETED, LONG_WAIT, EFFECT, EFFECT_AFTER, COST)
"""What is compared where nothing else is asked for."""
