"""Choices: what may be named now is never refused as unknown, and what succeeded could be chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import attrs
import pytest
from jsonschema import Draft202012Validator
from tests.participation.stories import ana, in_coaching, kim, lee, observe
from tests.schemas.test_schemas import CORPORA, DECIDERS, aggregates

from pdflow import Command, Header, UnknownCommand, WrongType, participation
from pdflow.kernel.beforehand import Choice, namings_of
from pdflow.participation import SetPriority
from pdflow.schemas import choices, command_schema, with_choices
from pdflow.storage.codec import Codec


def moments(name: str, every: int) -> Iterator[tuple[Any, Any]]:
    corpus = CORPORA[name]
    for history in corpus.corpus()[:10]:
        yield from islice(corpus.moments(history), 0, None, every)


def after(story: Sequence[Command]) -> participation.Participation:
    state = participation.Participation()
    for command in story:
        state = participation.decider.evolve(state, *participation.decider.decide(state, command))
    return state


def named_in(command: Command, choice: Choice) -> tuple[str, ...]:
    value = getattr(command, choice.field)
    if value is None:
        return ()
    return tuple(
        getattr(each, choice.each) if choice.each else each for each in ((value,) if choice.is_single else value)
    )


def naming(command: Command, choice: Choice, id: str) -> Command | None:
    """The same command with this id in the field; None where it has no item to put it in."""
    value = getattr(command, choice.field)
    if choice.each is not None:
        return (
            attrs.evolve(command, **{choice.field: (attrs.evolve(value[0], **{choice.each: id}),)}) if value else None
        )
    return attrs.evolve(command, **{choice.field: id if choice.is_single else (id,)})


@aggregates
def test_what_may_be_chosen_is_never_refused_as_unknown(name: str) -> None:
    decider, subject, seen = DECIDERS[name], CORPORA[name].SUBJECT, set()
    for state, attempt in moments(name, every=23):
        for kind in decider.commands.values():
            header = Header(attempt.command.header.id, subject.an_actor(state, kind), attempt.command.at)
            example = subject.example(state, kind, header)
            offered = decider.choices(state, kind, header)
            for choice in namings_of(kind):
                seen |= {(kind.__name__, choice.place)} if offered[choice.place] else set()
                # Which record an attendance continues depends on its session too.
                for id in offered[choice.place][:3] if choice.place != "continues" else ():
                    command = naming(example, choice, id)
                    reasons = () if command is None else decider.why_not(state, command)
                    codes = {each.code for each in reasons if repr(id) in str(each.parameters)}
                    assert {code for code in codes if code.endswith(".unknown")} == set()
    every = {(kind.__name__, choice.place) for kind in decider.commands.values() for choice in namings_of(kind)}
    assert len(seen) > 0.9 * len(every)


@aggregates
def test_what_a_command_named_with_success_could_be_chosen(name: str) -> None:
    decider = DECIDERS[name]
    for state, attempt in moments(name, every=1):
        kind = type(attempt.command)
        if attempt.events and (namings := [*namings_of(kind)]):
            offered = decider.choices(state, kind, attempt.command.header)
            for choice in namings:
                assert {*named_in(attempt.command, choice)} <= {*offered[choice.place]}, attempt


def test_a_choice_has_words_of_the_state_and_names_of_the_host() -> None:
    state = after(in_coaching())
    asked = choices(participation.decider, state, "ScheduleVisit", lee(60), names={"kim": "Kim Sandoval"})
    assert asked["supporter"]["kim"] == "Kim Sandoval"
    asked = choices(participation.decider, state, "AddArtifact", kim(60), language="es", reader="COACH")
    assert set(asked["observation"].values()) == {"observación del 2026-09-09"}


def test_a_form_takes_only_what_may_be_chosen() -> None:
    state = after([*in_coaching(), SetPriority(ana(10, 9), priority="p9", statement="ask more")])
    schema = command_schema(participation.decider, "RecordObservation")
    asked = with_choices(schema, choices(participation.decider, state, "RecordObservation", kim(60)))
    Draft202012Validator.check_schema(asked)
    check = Draft202012Validator(asked).is_valid
    written = Codec(participation.decider).command_to_dict(observe(kim(60), "b9", "p9"))
    assert check(written)
    assert not check({**written, "focus": [{"on": "none-such"}]})
    assert not check({**written, "visit": "none-such"})
    assert check({**written, "visit": None})


def test_where_there_is_nothing_to_name_nothing_can_be_chosen() -> None:
    state = participation.Participation()
    asked = choices(participation.decider, state, "CompleteActionStep", kim(1))
    assert asked == {"step": {}, "evidence": {}}
    schema = with_choices(command_schema(participation.decider, "CompleteActionStep"), asked)
    assert schema["properties"]["step"]["not"] == {}


def test_there_are_no_choices_for_a_command_that_there_is_not() -> None:
    with pytest.raises(UnknownCommand):
        choices(participation.decider, participation.Participation(), "Enroll", kim(1))
    with pytest.raises(UnknownCommand):
        participation.decider.choices(participation.Participation(), Command, kim(1))
    with pytest.raises(WrongType):
        choices(participation.decider, participation.Participation(), participation.Enrol, kim(1))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("command", "items", "field", "ledger"),
    [
        ("CommitToPractice", "CommittedStep", "step", "commitments"),
        ("NameSteps", "HomeStep", "step", "steps"),
        ("BriefParticipant", "Outcome", "outcome", "outcomes"),
    ],
)
def test_an_item_that_makes_something_says_among_what(command: str, items: str, field: str, ledger: str) -> None:
    made = command_schema(participation.decider, command)["$defs"][items]["properties"][field]
    assert (made["x-makes"], "x-names" in made) == (ledger, False)
