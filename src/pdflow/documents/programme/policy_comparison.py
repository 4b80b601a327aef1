"""The policy comparison: what would change, and for whom, if another policy were adopted now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import datetime
from typing import Any, ClassVar

import attrs

from pdflow.agenda import Calendar, Difference, Obligation, PolicyEffect, Target
from pdflow.audience import Audience
from pdflow.documents.page import (
    Cell,
    DayCell,
    Fact,
    NameCell,
    Paragraph,
    PeopleDocument,
    PhraseCell,
    ReasonCell,
    Section,
    Table,
    zone_of,
)
from pdflow.kernel.refusal import Reason
from pdflow.policy import Policy

TRIED = "Nothing has been adopted: this is what would be refused and owed, judged as of this moment."
COLUMNS = (
    "Name",
    "Phase",
    "Newly owed",
    "No longer owed",
    "By another day: now, then",
    "Completion would also ask",
    "Completion would no longer ask",
)
COUNTED = "Counted are people; “by another day” includes another person who would owe it."


@attrs.frozen
class PolicyComparison(PeopleDocument):
    """What a policy would change, in numbers and person by person."""

    title: ClassVar[str] = "Policy comparison"
    audience = Audience.TEAM
    policy: Policy
    at: datetime
    effects: tuple[PolicyEffect, ...]

    @property
    def affected(self) -> tuple[PolicyEffect, ...]:
        """Those for whom something would change."""
        return tuple(effect for effect in self.effects if not effect.is_none)

    def facts(self) -> Iterator[Fact]:
        yield Fact("Policy", f"{self.policy.name} {self.policy.version}")
        yield Fact("As of", self.at)
        yield Fact("People", len(self.effects))
        yield Fact("Something would change for", len(self.affected))

    def sections(self) -> Iterator[Section]:
        yield Section("", (Paragraph(TRIED), Paragraph(COUNTED)))
        yield Section("What would be owed", (self._owed(),))
        yield Section("What would be refused", (self._refused(),))
        yield Section("Targets by the planned end", (self._targets(),))
        yield Section("Person by person", (self._people(),), new_page=True)

    def _owed(self) -> Table:
        counts = _counts(self.effects, lambda effect: ((each, _code(each)) for each in effect.obligations))
        rows: list[tuple[Cell, ...]] = [(PhraseCell(f"obligation.{code}"), *count) for code, count in counts]
        return Table("Owed", ("What", "Newly", "No longer", "By another day"), rows, empty="Nothing else is owed.")

    def _refused(self) -> Table:
        counts = _counts(self.effects, lambda effect: ((each, each.command) for each in effect.refusals))
        rows: list[tuple[Cell, ...]] = [(PhraseCell(f"command.{command}"), *count) for command, count in counts]
        columns = ("What", "For a new reason", "For a reason less", "For the same with other figures")
        return Table("Refused", columns, rows, empty="Nothing else is refused.")

    def _targets(self) -> Table:
        lost, won = Counter[Target](), Counter[Target]()
        for before, after in ((each.before, each.after) for effect in self.effects for each in effect.reach):
            if before and before.reachable and not (after and after.reachable):
                lost[before.target] += 1
            if after and after.reachable and not (before and before.reachable):
                won[after.target] += 1
        rows = [(target, lost[target], won[target]) for target in Target if lost[target] or won[target]]
        columns = ("Target", "No longer within reach", "Newly within reach")
        return Table("Targets", columns, rows, empty="The same targets are within reach.")

    def _people(self) -> Table:
        columns = [*COLUMNS]
        if self._has_routes:
            columns += ["Completed at the earliest", "With the policy"]
        rows = [self._row(effect) for effect in self.affected]
        return Table("People", columns, rows, order=(0,), empty="Nothing would change for anybody.")

    @property
    def _has_routes(self) -> bool:
        return any(effect.completion for effect in self.effects)

    def _row(self, effect: PolicyEffect) -> tuple[Cell, ...]:
        owed, asked = effect.obligations, effect.to_complete
        moved = tuple(_moved(each.before, each.after) for each in owed if each.before and each.after)
        cells: tuple[Cell, ...] = (
            NameCell(effect.person),
            effect.phase,
            tuple(_owed(each.after) for each in owed if each.after and each.appears) or None,
            tuple(_owed(each.before) for each in owed if each.before and each.goes) or None,
            moved or None,
            tuple(_why(each.after) for each in asked if each.after) or None,
            tuple(_why(each.before) for each in asked if each.before and each.goes) or None,
        )
        if not self._has_routes:
            return cells
        completion = effect.completion or Difference(None, None)
        return (*cells, *(None if at is None else DayCell(at) for at in (completion.before, completion.after)))


def _counts(
    effects: Iterable[PolicyEffect], of: Callable[[PolicyEffect], Iterable[tuple[Difference[Any], str]]]
) -> list[tuple[str, tuple[int, int, int]]]:
    """By code, for how many people something would appear, go, or be otherwise; the most frequent first."""
    people: dict[str, tuple[set[Hashable], set[Hashable], set[Hashable]]] = {}
    for effect in effects:
        for each, code in of(effect):
            appearing, going, other = people.setdefault(code, (set(), set(), set()))
            (appearing if each.appears else going if each.goes else other).add(effect.stream)
    counts = [(code, (len(new), len(gone), len(other))) for code, (new, gone, other) in people.items()]
    return sorted(counts, key=lambda each: -max(each[1]))


def _code(each: Difference[Obligation]) -> str:
    return next(owed.code for owed in (each.before, each.after) if owed)


def _owed(owed: Obligation) -> tuple[Cell, ...]:
    return PhraseCell(f"obligation.{owed.code}"), owed.last_day


def _moved(before: Obligation, after: Obligation) -> tuple[Cell, ...]:
    days = (before.last_day, after.last_day)
    return (PhraseCell(f"obligation.{before.code}"), *dict.fromkeys(days))


def _why(reason: Reason) -> tuple[Cell, ...]:
    return (ReasonCell(reason),)


def policy_comparison(
    policy: Policy, effects: Iterable[PolicyEffect], at: datetime, calendar: Calendar | None = None
) -> PolicyComparison:
    """Make the page of what ``pdflow.agenda.compare`` found.

    Args:
        policy: The policy that was tried.
        effects: What would change for each participation.
        at: The moment as of which they were compared.
        calendar: That with which they were compared; its zone is that of the days.
    """
    zone = zone_of(at)
    return PolicyComparison(policy, at, tuple(effects), zone=zone if calendar is None else calendar.zone)
