"""Histories to test with: drawn by Hypothesis, or a fixed corpus over all policies."""

from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from random import Random

import attrs
from hypothesis import strategies as st

from pdflow import FULL, PROFILES, Actor, Command, Header, Policy, Role
from pdflow.participation import Enrol, Participation, Phase, decider
from pdflow.participation.examples import AN_OUTCOME, an_actor, example
from pdflow.policy import EvaluationBefore
from pdflow.testing.strategies import histories
from pdflow.testing.walks import MORNING, AttemptedCommand, History, Subject, walk

SUBJECT = Subject(decider, example, an_actor)
NEXT_ID = "00000000-0000-4000-8000-00000000ffff"
COORDINATOR = Actor("cora", Role.COORDINATOR)


def enrolment(policy: Policy) -> Enrol:
    header = Header("00000000-0000-4000-8000-000000000001", COORDINATOR, MORNING)
    return Enrol(header, person="ana", policy=policy, manager="max", outcomes=(AN_OUTCOME,))


enrolments = st.sampled_from([*PROFILES.values()]).map(lambda policy: (enrolment(policy),))


def participations(longest: int = 400) -> st.SearchStrategy[History[Participation]]:
    return histories(SUBJECT, openings=enrolments, longest=longest)


STRICT = attrs.evolve(FULL, name="STRICT", evaluation_before=EvaluationBefore.SUPPORT, most_cycles=2)
POLICIES = (*PROFILES.values(), STRICT)


@cache
def corpus() -> tuple[History[Participation], ...]:
    """The same histories in every run: a few long ones and more short ones under each policy."""
    return tuple(
        walk(SUBJECT, Random(f"{policy.name} {seed}"), length, [enrolment(policy)])
        for policy in POLICIES
        for length, seeds in ((400, 5), (100, 10), (30, 15))
        for seed in range(seeds)
    )


def moments(history: History[Participation]) -> Iterator[tuple[Participation, AttemptedCommand]]:
    """Each attempted command, with the state before it, which must not be changed."""
    state = decider.state()
    for attempt in history.attempts:
        yield state, attempt
        decider.fold(attempt.events, onto=state)


@cache
def sample() -> tuple[Participation, ...]:
    """The state before anything, the first in each later phase of some histories, and one in fifty of those after."""
    return (decider.state(), *(state for history in corpus()[::3] for state in _sampled(history)))


def _sampled(history: History[Participation]) -> Iterator[Participation]:
    phases = {Phase.NOTHING}
    for place, (state, _) in enumerate(moments(history)):
        if place % 50 == 40 or state.phase not in phases:
            phases.add(state.phase)
            yield state.copy()


def examples(state: Participation) -> Iterator[Command]:
    """The plausible example of every command, by somebody who may ask it, after all that has happened."""
    times = [entry.at for _, entry in state.records()]
    times += [former.at for former in (state.turned,) if former] + [leave.since for leave in (state.paused,) if leave]
    at = max(times, default=MORNING) + timedelta(hours=1)
    for kind in decider.commands.values():
        yield example(state, kind, Header(NEXT_ID, an_actor(state, kind), at))
