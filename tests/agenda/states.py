"""Live participations from the fixed corpus of histories, each a minute after the latest moment it has heard of."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from tests.participation.corpus import corpus, moments

from pdflow.participation import Participation
from pdflow.participation.state import LIVE


def live_states(every: int) -> Iterator[tuple[Participation, datetime]]:
    """One state in so many of each history."""
    for history in corpus():
        now = history.commands[0].at
        for number, (state, asked) in enumerate(moments(history)):
            now = max(now, asked.command.at)
            if number % every == every // 2 and state.phase in LIVE:
                yield state.copy(), now + timedelta(minutes=1)


def some_live_states(number: int, seed: int) -> list[tuple[Participation, datetime]]:
    """So many of them, drawn by chance from one in ten."""
    return Random(seed).sample([*live_states(every=10)], number)
