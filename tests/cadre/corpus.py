"""Histories of cadre members to test with: a fixed corpus, each of somebody nominated for two subjects."""

from collections.abc import Iterator
from functools import cache
from random import Random

from tests.cadre.course import READING, nominate

from pdflow.cadre import CadreMember, decider
from pdflow.cadre.examples import an_actor, example
from pdflow.testing.walks import AttemptedCommand, History, Subject, walk

SUBJECT = Subject(decider, example, an_actor)


@cache
def corpus() -> tuple[History[CadreMember], ...]:
    """The same histories in every run: thirty of 60 commands, lawful and unlawful."""
    opening = [nominate(subjects=(READING, "open questions"))]
    return tuple(walk(SUBJECT, Random(f"{seed}"), 60, opening) for seed in range(30))


def moments(history: History[CadreMember]) -> Iterator[tuple[CadreMember, AttemptedCommand]]:
    """Each attempted command with the state before it; do not change the state."""
    state = decider.state()
    for attempt in history.attempts:
        yield state, attempt
        decider.fold(attempt.events, onto=state)
