"""Support that a published programme gave: training, observations with feedback, sessions, check-ins, and by whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import itemgetter

import attrs

from pdflow.simulation.world.skill import (
    Chances,
    Skill,
    SkillParameters,
    chance_of_right_area,
    coach_quality,
    learned_from_feedback,
    learned_in_session,
)

Occasion = Callable[["SupportedLife", float], None]
"""Something that happens to somebody on a day."""


@attrs.frozen
class Support:
    """What each person gets, by days from the beginning; fewer people a coach means more visits."""

    training: tuple[tuple[float, float], ...] = ()
    """Days of training, each with its hours."""
    visits: tuple[float, ...] = ()
    """Days of an observation with feedback."""
    sessions: bool = True
    """Whether a coaching session follows each visit."""
    areas: bool | None = None
    """Whether every session is on the right area, or none; None leaves it to the coach."""
    check_ins: tuple[float, ...] = ()
    protected: float = 1.0
    """The share of people whose time to practise is protected."""
    take_part: float = 1.0
    """The share of people who take part in what a coach offers."""
    hired: float = 1.0
    """The share of applicants who are hired as coaches, the best of them."""
    caseload: int = 20
    """People a coach."""

    def occasions(self) -> list[tuple[float, Occasion]]:
        """Return what happens to each person, by day."""
        found: list[tuple[float, Occasion]] = []
        found += ((day, _training(hours)) for day, hours in self.training)
        found += ((day, SupportedLife.see) for day in self.visits)
        found += ((day, SupportedLife.check_in) for day in self.check_ins)
        return sorted(found, key=itemgetter(0))


def _training(hours: float) -> Occasion:
    return lambda life, day: life.skill.train(day, hours)


def every(days: float, first: float, last: float) -> tuple[float, ...]:
    """Return the days from a first one to a last one, evenly apart."""
    return tuple(first + number * days for number in range(int((last - first) // days) + 1))


@attrs.define
class SupportedLife:
    """Somebody whom a programme supports, their coach's quality, and how often they have been seen."""

    support: Support
    numbers: SkillParameters
    skill: Skill
    chances: Chances
    quality: float
    looks: int = 0

    def see(self, day: float) -> None:
        """Observe practice and give feedback; a session on a growth area may follow."""
        self.looks += 1
        if not self.skill.traits.takes_part:
            return
        self.skill.meet(day, learned_from_feedback(self.numbers))
        if self.support.sessions and self._is_right_area(day):
            self.skill.meet(day, learned_in_session(self.numbers, self.quality, self.skill.traits.use))

    def check_in(self, day: float) -> None:
        """Review the steps in use."""
        if self.skill.traits.takes_part:
            self.skill.meet(day)

    def _is_right_area(self, day: float) -> bool:
        if self.support.areas is not None:
            return self.support.areas
        return self.chances.uniform("area", day) < chance_of_right_area(self.numbers, self.looks)


def coaches(support: Support, numbers: SkillParameters, seed: int, people: int) -> Iterator[float]:
    """Yield the quality of each person's coach."""
    for first in range(0, people, support.caseload):
        quality = coach_quality(numbers, Chances(seed, "coach", first // support.caseload), support.hired)
        yield from [quality] * min(support.caseload, people - first)
