"""A command that leaves no event says what is on record already: one that says anything else is not lost silently."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from random import Random
from typing import Any, Final
from uuid import UUID

import attrs
import pytest
from tests.cadre import corpus as members
from tests.engagement import corpus as engagements
from tests.participation import corpus as participations

from pdflow import Command
from pdflow.errors import FieldError
from pdflow.kernel.fields import fields, personal_fields
from pdflow.kernel.refusal import Refused
from pdflow.participation import AssignTeam
from pdflow.testing.changes import another_value, with_field

CORPORA: dict[str, Any] = {"participation": participations, "engagement": engagements, "cadre": members}
MAY_DIFFER: Final = {
    "VoidRecord.reason": "voiding the void is a no-op, whatever is said the second time",
    "Transfer.from_day": "who is there by then anyway moves nowhere",
    "Transfer.site": "without one the person stays at theirs, which may be the one that is named",
    "AddToRoster.role_title": "what is left blank stays as it is",
    "AddToRoster.site": "what is left blank stays as it is",
    "AddToRoster.manager": "what is left out stays as it is",
    "AgreeActionStep.due": "without one it is the policy's, which may be the one that is named",
    "PlanSession.cycle": "without one it is that of the plan on record, which may be the one that is named",
    "BeginNextCycle.cycle": "an earlier cycle has begun too",
    "CancelTraining.sessions": "without any all that are left are meant, which may be those that are named",
    "RescheduleTraining.sessions": "without any all that are left are meant, which may be those that are named",
    "RescheduleTraining.site": "without one the sessions stay where they are, which may be the one that is named",
    "SubmitEvaluation.reaction": "of an anonymous evaluation nothing is kept",
    "SubmitEvaluation.confidence": "of an anonymous evaluation nothing is kept",
    "SubmitEvaluation.commitment": "of an anonymous evaluation nothing is kept",
    "SubmitEvaluation.needs": "of an anonymous evaluation nothing is kept",
    "SubmitEvaluation.preferred": "of an anonymous evaluation nothing is kept",
}
"""The fields that may differ from what is on record and still change nothing, each with the reason."""


def silent(corpus: Any, seed: int) -> Iterator[tuple[Any, Command]]:
    """States with a command that left no event in them, for a fixed part of the attempts in a corpus."""
    random, decider = Random(seed), corpus.SUBJECT.decider
    for history in corpus.corpus():
        state = decider.state()
        for attempt in history.attempts:
            decider.fold(attempt.events, onto=state)
            if attempt.events and random.random() < 0.2:
                yield state, attempt.command


def content(kind: type[Command]) -> list[Any]:
    """The fields of a command that say something: neither what it acts on nor notes, which no state keeps."""
    own, notes = fields(kind)[1:], personal_fields(kind)
    has_key = any("key" in field.metadata for field in own)
    acted_on = {"key"} if has_key else {"names", "among"}
    return [each for each in own if each.name not in notes and acted_on.isdisjoint(each.metadata)]


def says_the_same(value: Any, other: Any) -> bool:
    """Whether a value says the same: what is listed twice or in another order says no more."""
    if isinstance(value, tuple) and isinstance(other, tuple):
        return set(map(repr, value)) == set(map(repr, other))
    return bool(value == other)


@pytest.mark.parametrize("aggregate", CORPORA)
def test_a_command_that_says_something_else_than_what_is_on_record_is_not_lost_without_a_word(aggregate: str) -> None:
    corpus, random, tried = CORPORA[aggregate], Random(5), set[str]()
    decider = corpus.SUBJECT.decider
    for number, (state, command) in enumerate(silent(corpus, 5)):
        header = attrs.evolve(command.header, id=str(UUID(int=number + 1)))
        again = attrs.evolve(command, header=header)
        for field in content(type(command)):
            other: Any = again
            with suppress(FieldError):
                other = with_field(again, **{field.name: another_value(again, field, random, state)})
            if says_the_same(getattr(again, field.name), getattr(other, field.name)):
                continue
            place = f"{type(command).__name__}.{field.name}"
            tried.add(place)
            if place not in MAY_DIFFER:
                with suppress(Refused):
                    assert decider.decide(state, other), f"{other!r} was lost without a word"
    of_all = {f"{kind.__name__}.{field.name}" for kind in decider.commands.values() for field in content(kind)}
    assert len(tried) > 0.8 * len(of_all), of_all - tried


@pytest.mark.parametrize("aggregate", CORPORA)
def test_the_same_command_under_another_id_changes_nothing(aggregate: str) -> None:
    corpus = CORPORA[aggregate]
    for number, (state, command) in enumerate(silent(corpus, 6)):
        again = attrs.evolve(command, header=attrs.evolve(command.header, id=str(UUID(int=number + 1))))
        is_ground_given = isinstance(again, AssignTeam) and again.ground is not None
        assert is_ground_given or not corpus.SUBJECT.decider.decide(state, again), f"{again!r} happened twice"
