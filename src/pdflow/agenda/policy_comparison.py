"""Policy comparison: what would change for each running participation if another policy were adopted now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import datetime
from itertools import zip_longest
from typing import Final, Generic, TypeVar

import attrs

from pdflow.agenda.obligations.obligation import Obligation
from pdflow.agenda.obligations.participation import participation_obligations
from pdflow.agenda.reach import Reach, still_reachable
from pdflow.agenda.routes.route import route_to
from pdflow.calendar import Calendar, WorkingDays
from pdflow.errors import WrongType
from pdflow.kernel.decider import Decider
from pdflow.kernel.header import Header
from pdflow.kernel.refusal import Reason
from pdflow.participation import LIVE, Complete, Participation, Phase, PolicyAdopted, decider as participations
from pdflow.people import PersonId
from pdflow.policy import Policy

T = TypeVar("T")
OF_RIGHTS: Final = "right."
"""How the codes of reasons begin that depend on who asks."""


@attrs.frozen
class Difference(Generic[T]):
    """Something as it is, and as it would be; None where it is not, or would not be."""

    before: T | None
    after: T | None

    @property
    def appears(self) -> bool:
        """Whether it would be new."""
        return self.before is None

    @property
    def goes(self) -> bool:
        """Whether it would be no more."""
        return self.after is None


@attrs.frozen
class RefusalDifference(Difference[Reason]):
    """A reason against a command that would appear, go or read differently."""

    command: str = attrs.field(kw_only=True)


@attrs.frozen
class PolicyEffect:
    """What would change in one participation; ``is_none`` where nothing would."""

    stream: str
    person: PersonId
    phase: Phase
    refusals: tuple[RefusalDifference, ...]
    """Of every command; not the rights, which depend on who asks."""
    obligations: tuple[Difference[Obligation], ...]
    """What would be owed, or no longer, or by another day."""
    to_complete: tuple[Difference[Reason], ...]
    """What completion would still ask, as if the phase were the right one."""
    reach: tuple[Difference[Reach], ...]
    """The targets that could, or could not, be reached by the planned end."""
    completion: Difference[datetime] | None = None
    """The earliest completion by a shortest route, where it was asked for; None on a side where there is no route."""

    @property
    def is_none(self) -> bool:
        """Whether nothing would change."""
        moved = self.completion is not None and self.completion.before != self.completion.after
        return not (self.refusals or self.obligations or self.to_complete or self.reach or moved)


def compare(
    policy: Policy,
    streams: Iterable[tuple[str, Participation]],
    header: Header,
    calendar: Calendar,
    *,
    decider: Decider[Participation] = participations,
    with_routes: bool = False,
) -> Iterator[PolicyEffect]:
    """What would change for each participation that is under way if a policy were adopted; no state is changed.

    Args:
        policy: The policy to be tried.
        streams: Each stream's name with its state, as a host loads them one after the other.
        header: Who would adopt it, and when: all is judged at that moment.
        calendar: The host's calendar.
        decider: A host's own, with guards of its own.
        with_routes: Search the shortest routes to completion, too; that takes a second or so for each participation.

    Raises:
        WrongType: An argument is not what it should be.
    """
    for name, value, kind in (("policy", policy, Policy), ("header", header, Header), ("decider", decider, Decider)):
        if not isinstance(value, kind):
            raise WrongType(name, value, f"a {kind.__name__}")
    if not callable(getattr(calendar, "is_open", None)):
        raise WrongType("calendar", calendar, "a Calendar, such as Terms,")
    if not isinstance(streams, Iterable):
        raise WrongType("streams", streams, "the names of streams with their states")
    return _effects(policy, streams, header, WorkingDays.of(calendar), decider, with_routes=with_routes)


def _effects(
    policy: Policy,
    streams: Iterable[tuple[str, Participation]],
    header: Header,
    days: WorkingDays,
    decider: Decider[Participation],
    *,
    with_routes: bool,
) -> Iterator[PolicyEffect]:
    for stream, state in _pairs(streams):
        if state.phase in LIVE:
            after = decider.evolve(state, PolicyAdopted(header, policy=policy))
            outlooks = (_Outlook(each, header, days, decider) for each in (state, after))
            yield _effect(stream, *outlooks, with_routes=with_routes)


def _pairs(streams: Iterable[object]) -> Iterator[tuple[str, Participation]]:
    for n, pair in enumerate(streams):
        match pair:
            case (str() as stream, Participation() as state):
                yield stream, state
            case _:
                raise WrongType(f"streams[{n}]", pair, "the name of a stream with its state")


class _Outlook:
    """What is refused, owed and within reach in a state at a moment."""

    def __init__(
        self, state: Participation, header: Header, days: WorkingDays, decider: Decider[Participation]
    ) -> None:
        self.state, self._header, self._decider = state, header, decider
        at = header.at
        self.refusals = [
            (command, reason)
            for command, reasons in decider.options(state, header).items()
            for reason in _of_rules(reasons)
        ]
        self.obligations = participation_obligations(state, at, days)
        self.reach = still_reachable(state, at, days)

    def to_complete(self) -> Iterator[Reason]:
        """What completion would ask in the phase in which it is asked."""
        there = self.state.copy()
        there.phase = Phase(self._decider.table.phases_of(Complete)[0])
        return _of_rules(self._decider.options(there, self._header)[Complete.__name__])

    def completion(self) -> datetime | None:
        """The end of a shortest route to completion."""
        steps = route_to(self.state, Complete, self._header.at, decider=self._decider).steps
        return steps[-1].at if steps else None


def _of_rules(reasons: Iterable[Reason]) -> Iterator[Reason]:
    return (reason for reason in reasons if not reason.code.startswith(OF_RIGHTS))


def _effect(stream: str, before: _Outlook, after: _Outlook, *, with_routes: bool) -> PolicyEffect:
    return PolicyEffect(
        stream,
        before.state.person,
        before.state.phase,
        refusals=tuple([_refusal(*pair) for pair in _changed(before.refusals, after.refusals, _command_and_code)]),
        obligations=_differences(before.obligations, after.obligations, _duty, _by_whom_and_when),
        to_complete=_differences(before.to_complete(), after.to_complete(), lambda reason: reason.code),
        reach=_differences(before.reach, after.reach, lambda reach: reach.target, _need),
        completion=Difference(before.completion(), after.completion()) if with_routes else None,
    )


def _refusal(before: tuple[str, Reason] | None, after: tuple[str, Reason] | None) -> RefusalDifference:
    [command, *_] = [refusal[0] for refusal in (before, after) if refusal]
    return RefusalDifference(before and before[1], after and after[1], command=command)


def _command_and_code(refusal: tuple[str, Reason]) -> Hashable:
    return refusal[0], refusal[1].code


def _duty(owed: Obligation) -> Hashable:
    return owed.code, owed.about


def _by_whom_and_when(owed: Obligation) -> object:
    return owed.owner, owed.due, owed.breach


def _need(reach: Reach) -> object:
    return reach.needed, reach.reachable


def _differences(
    before: Iterable[T],
    after: Iterable[T],
    key: Callable[[T], Hashable],
    value_of: Callable[[T], object] = lambda each: each,
) -> tuple[Difference[T], ...]:
    return tuple([Difference(*pair) for pair in _changed(before, after, key, value_of)])


def _changed(
    before: Iterable[T],
    after: Iterable[T],
    key: Callable[[T], Hashable],
    value_of: Callable[[T], object] = lambda each: each,
) -> Iterator[tuple[T | None, T | None]]:
    """What stands on one side only, those of one key side by side; first what is, then what would be new."""
    was, would = _grouped(before, key), _grouped(after, key)
    for group in dict.fromkeys((*was, *would)):
        left, right = was.get(group, []), would.get(group, [])
        values_before, values_after = list(map(value_of, left)), list(map(value_of, right))
        yield from zip_longest(
            [each for each in left if value_of(each) not in values_after],
            [each for each in right if value_of(each) not in values_before],
        )


def _grouped(items: Iterable[T], key: Callable[[T], Hashable]) -> dict[Hashable, list[T]]:
    groups = defaultdict[Hashable, list[T]](list)
    for item in items:
        groups[key(item)].append(item)
    return groups
