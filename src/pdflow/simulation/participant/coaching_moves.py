"""The four moves of a coaching session: a model, a comparison, named steps, practice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pdflow.kernel.fields import RecordId
from pdflow.kernel.messages import Command
from pdflow.participation import CompareWithModel, HomeStep, NameSteps, Practise, ShowModel
from pdflow.simulation.participant.evidence import observed_level
from pdflow.simulation.participant.person import SimulatedPerson

MoveMaker = Callable[[SimulatedPerson, RecordId], Command[Any]]
"""Makes the command for a move in a session."""


def show_model(person: SimulatedPerson, session: RecordId) -> ShowModel:
    """Show what success looks like."""
    header, model = person.header(person.coach), person.phrase.look_for
    return ShowModel(header, move=person.new_id("move"), session=session, model=model)


def compare_with_model(person: SimulatedPerson, session: RecordId) -> CompareWithModel:
    """Compare the person's own practice, as last observed, with the model."""
    *_, evidence = *person.state.artifacts, *person.state.observations
    header, gap = person.header(person.coach), person.phrase.struggle
    return CompareWithModel(header, move=person.new_id("move"), session=session, evidence=evidence, gap=gap)


def name_steps(person: SimulatedPerson, session: RecordId) -> NameSteps:
    """Name the steps to rehearse, and one action step if the policy allows another."""
    phrase, most = person.phrase, person.policy.steps_at_once
    home = (HomeStep(person.new_id("step"), phrase.step, phrase.look_for),)
    return NameSteps(
        person.header(person.coach),
        move=person.new_id("move"),
        session=session,
        steps=(phrase.step, phrase.look_for),
        home=home if most is None or len(person.state.open_steps()) < most else (),
    )


def practise(person: SimulatedPerson, session: RecordId) -> Practise:
    """Rehearse the steps in several rounds, with the level that the coach observes."""
    rounds, level = person.chance("rehearsal").randint(2, 5), observed_level(person)
    header = person.header(person.coach)
    return Practise(header, move=person.new_id("move"), session=session, rounds=rounds, level=level)
