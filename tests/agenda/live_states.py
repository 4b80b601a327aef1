"""Live states from the fixed corpora of histories, each a minute after its latest event."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from random import Random
from typing import TypeVar

from tests.cadre import corpus as of_members
from tests.engagement import corpus as of_engagements
from tests.participation import corpus as of_participations

from pdflow.cadre import CadreMember
from pdflow.cadre.state import ANY
from pdflow.engagement import DESIGN_ON, Engagement
from pdflow.kernel.records import Aggregate
from pdflow.participation import LIVE, Participation
from pdflow.testing.walks import AttemptedCommand

S = TypeVar("S", bound=Aggregate)


def live_states(every: int) -> Iterator[tuple[Participation, datetime]]:
    """One participation in so many of each history."""
    for history in of_participations.corpus():
        yield from _live(of_participations.moments(history), LIVE, every)


def some_live_states(number: int, seed: int) -> list[tuple[Participation, datetime]]:
    """So many participations, drawn by chance from one in ten."""
    return Random(seed).sample([*live_states(every=10)], number)


def some_live_engagements(number: int, seed: int) -> list[tuple[Engagement, datetime]]:
    """So many engagements, drawn by chance from one in five."""
    histories = map(of_engagements.moments, of_engagements.corpus())
    return Random(seed).sample([found for moments in histories for found in _live(moments, DESIGN_ON, 5)], number)


def some_members(number: int, seed: int) -> list[tuple[CadreMember, datetime]]:
    """So many cadre members, drawn by chance from one in five."""
    histories = map(of_members.moments, of_members.corpus())
    return Random(seed).sample([found for moments in histories for found in _live(moments, ANY, 5)], number)


def _live(
    moments: Iterable[tuple[S, AttemptedCommand]], live: Collection[str], every: int
) -> Iterator[tuple[S, datetime]]:
    now: datetime | None = None
    for number, (state, attempted) in enumerate(moments):
        now = attempted.command.at if now is None else max(now, attempted.command.at)
        if number % every == every // 2 and state.phase in live:
            yield state.copy(), now + timedelta(minutes=1)
