"""Histories of engagements to test with: a fixed corpus under three policies."""

from collections.abc import Iterator
from functools import cache
from random import Random

from tests.engagement.stories import accept, request

from pdflow import (
    AGENCY_CADRE,
    FULL,
    LIGHT,
    Command,
    Policy,
)
from pdflow.engagement import Engagement, decider
from pdflow.engagement.examples import an_actor, example
from pdflow.testing.walks import AttemptedCommand, History, Subject, walk

SUBJECT = Subject(decider, example, an_actor)


def opening(policy: Policy) -> tuple[Command, ...]:
    return request(), accept(policy=policy)


@cache
def corpus() -> tuple[History[Engagement], ...]:
    """The same histories in every run, lawful and unlawful: a few long ones and more short ones under each policy."""
    return tuple(
        walk(SUBJECT, Random(f"{policy.name} {seed}"), length, opening(policy))
        for policy in (FULL, LIGHT, AGENCY_CADRE)
        for length, seeds in ((400, 4), (60, 8))
        for seed in range(seeds)
    )


def moments(history: History[Engagement]) -> Iterator[tuple[Engagement, AttemptedCommand]]:
    """Each attempted command with the state before it; do not change the state."""
    state = decider.state()
    for attempt in history.attempts:
        yield state, attempt
        decider.fold(attempt.events, onto=state)
