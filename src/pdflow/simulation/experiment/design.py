"""The design of an experiment: named alternatives, each a way to run a year, and the seeds of their replications."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from math import ceil
from typing import Any, Final

import attrs

from pdflow.calendar import Calendar
from pdflow.errors import OutOfRange, PdflowError, WrongType, as_name, did_you_mean
from pdflow.policy import TEXAS_CYCLE, TEXAS_LEADER, Policy
from pdflow.simulation.experiment.costs import Costs
from pdflow.simulation.experiment.setbacks import Setback, check_setbacks
from pdflow.simulation.world.cast import Cast, staffed
from pdflow.simulation.world.parameters import SCHOOL_YEAR, Parameters
from pdflow.simulation.world.school_year import DEFAULT, SchoolYear
from pdflow.simulation.world.skill import SkillParameters

PRICES: Final = Costs()
CHANGED: Final = " changed"
"""What the name of a policy with other rules ends in."""


class UnknownSetting(PdflowError, ValueError):
    """Raised when no field of an alternative, its policy, parameters or costs has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def message(self) -> str:
        return f"nothing of an alternative is called {as_name(self.name)}{did_you_mean(self.name, SETTINGS)}"


def _tuple(setbacks: Iterable[Setback]) -> tuple[Setback, ...]:
    return tuple(setbacks)


@attrs.frozen
class Alternative:
    """One way to run a year: who takes part, with how many coaches, by which rules, and what goes wrong.

    Raises:
        OutOfRange: a number of coaches or weeks below 1, more weeks counted than there are, a setback without a place.
    """

    cast: Cast
    coaches: int = attrs.field()
    """By default those of the cast; other numbers serve the same people."""
    policy: Policy = TEXAS_CYCLE
    leaders: Policy | None = attrs.field()
    """The policy of campus leaders; by default their own where that of the others is TEXAS_CYCLE."""
    calendar: Calendar = DEFAULT
    weeks: int = 40
    weeks_counted: int = attrs.field()
    """Weeks that are simulated, all by default; the rest of the year costs nothing where the answer is known."""
    parameters: Parameters = SCHOOL_YEAR
    setbacks: tuple[Setback, ...] = attrs.field(default=(), converter=_tuple)
    costs: Costs = PRICES

    @coaches.default
    def _of_the_cast(self) -> int:
        return len(self.cast.coaches)

    @leaders.default
    def _leaders_of_the_profile(self) -> Policy | None:
        return TEXAS_LEADER if self.policy == TEXAS_CYCLE else None

    @weeks_counted.default
    def _all_weeks(self) -> int:
        return self.weeks

    def __attrs_post_init__(self) -> None:
        if not self.cast.seats:
            raise OutOfRange("Alternative.cast", 0, "a cast with people")
        limits = {"coaches": len(self.cast.seats), "weeks": 104, "weeks_counted": self.weeks}
        for name, most in limits.items():
            number = getattr(self, name)
            if not isinstance(number, int) or not 1 <= number <= most:
                raise OutOfRange(f"Alternative.{name}", number, f"a whole number from 1 to {most}")
        training = [day for days in self.rounds() for day in days]
        check_setbacks(self.setbacks, self.coaches, self.year, training)

    @property
    def year(self) -> SchoolYear:
        """The school year with its calendar."""
        return SchoolYear(self.weeks, calendar=self.calendar)

    @property
    def people(self) -> int:
        """How many people take part."""
        return len(self.cast.seats)

    def rounds(self) -> Sequence[Sequence[int]]:
        """Return the days of each round of training."""
        numbers = self.parameters
        return self.year.training(self.policy.fewest_cycles, numbers.weeks_between_rounds, numbers.days_of_training)

    def staff(self) -> Cast:
        """Return the cast with the number of coaches."""
        return self.cast if self.coaches == len(self.cast.coaches) else staffed(self.cast, self.coaches)

    def but(self, **settings: Any) -> Alternative:
        """Return the same with other settings.

        Args:
            settings: fields of this class, of its policy (for leaders too), parameters, skill or costs; or
                ``caseload``, the people a coach, for as many coaches as that takes.

        Raises:
            UnknownSetting: nothing of an alternative has this name.
            OutOfRange: a value cannot be.
        """
        if "caseload" in settings:
            caseload = settings.pop("caseload")
            settings["coaches"] = ceil(self.people / max(caseload, 1))
        own = {name: value for name, value in settings.items() if name in OWN}
        if "weeks" in own:
            own.setdefault("weeks_counted", own["weeks"])
        if "policy" in own:
            own.setdefault("leaders", TEXAS_LEADER if own["policy"] == TEXAS_CYCLE else None)
        return attrs.evolve(self, **own)._with({name: settings[name] for name in settings.keys() - own.keys()})

    def _with(self, settings: Mapping[str, Any]) -> Alternative:
        """Return the same with other values of the fields of its parts."""
        found: dict[str, dict[str, Any]] = {part: {} for part in PARTS}
        for name, value in sorted(settings.items()):
            part = next((part for part, kind in PARTS.items() if name in _fields(kind)), None)
            if part is None or name == "name":
                raise UnknownSetting(name)
            found[part][name] = value
        skill = attrs.evolve(self.parameters.skill, **found["skill"])
        rules = found["policy"]
        return attrs.evolve(
            self,
            policy=_derived(self.policy, rules),
            leaders=None if self.leaders is None else _derived(self.leaders, rules),
            parameters=attrs.evolve(self.parameters, skill=skill, **found["parameters"]),
            costs=attrs.evolve(self.costs, **found["costs"]),
        )


def _derived(policy: Policy, rules: Mapping[str, Any]) -> Policy:
    """Return a policy with other rules, under a name of its own."""
    return (
        attrs.evolve(policy, name=f"{policy.name.removesuffix(CHANGED)}{CHANGED}", version=1, **rules)
        if rules
        else policy
    )


def _fields(kind: type[attrs.AttrsInstance]) -> frozenset[str]:
    return frozenset(field.name for field in attrs.fields(kind))


PARTS: Final[Mapping[str, type[attrs.AttrsInstance]]] = {
    "policy": Policy,
    "parameters": Parameters,
    "skill": SkillParameters,
    "costs": Costs,
}
"""The parts of an alternative whose fields are settings too."""
OWN: Final = _fields(Alternative)
SETTINGS: Final = frozenset({"caseload", *OWN, *(name for kind in PARTS.values() for name in _fields(kind))}) - {"name"}


def _copied(alternatives: Mapping[str, Alternative]) -> Mapping[str, Alternative]:
    return dict(alternatives)


def _distinct(seeds: Any) -> tuple[int, ...]:
    distinct = tuple(dict.fromkeys(seeds)) if isinstance(seeds, Iterable) else (None,)
    if not all(isinstance(seed, int) for seed in distinct):
        raise WrongType("Design.seeds", seeds, "whole numbers, as range(1, 21)")
    return distinct


@attrs.frozen
class Design:
    """Alternatives by name, each run once with every seed; the same seed is the same luck in all of them.

    Raises:
        OutOfRange: no alternatives, or no seeds.
        WrongType: seeds that are no whole numbers.
    """

    alternatives: Mapping[str, Alternative] = attrs.field(converter=_copied)
    seeds: tuple[int, ...] = attrs.field(default=range(1, 21), converter=_distinct)

    def __attrs_post_init__(self) -> None:
        for name in ("alternatives", "seeds"):
            if not getattr(self, name):
                raise OutOfRange(f"Design.{name}", 0, "one or more")

    def __len__(self) -> int:
        """How many years are simulated."""
        return len(self.alternatives) * len(self.seeds)


def grid(base: Alternative, **settings: Iterable[Any]) -> dict[str, Alternative]:
    """Return an alternative for each combination of some settings, named as ``coaches=4, check_in_every=28``.

    Raises:
        UnknownSetting: nothing of an alternative has this name.
    """
    combinations = product(*([(name, value) for value in values] for name, values in settings.items()))
    return {
        ", ".join(f"{name}={value}" for name, value in combination): base.but(**dict(combination))
        for combination in combinations
    }
