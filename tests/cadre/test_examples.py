"""One plausible example of every command of a cadre member: lawful where it can be, else refused with the reason."""

from datetime import timedelta
from functools import cache

import pytest
from tests.cadre import course
from tests.cadre.corpus import corpus, moments

from pdflow import Command, Header
from pdflow.cadre import CadreMember, decider
from pdflow.cadre.examples import EXAMPLES, an_actor, example
from pdflow.kernel.fields import fields
from pdflow.testing.spec import given
from pdflow.testing.walks import MORNING

NEXT_ID = "00000000-0000-4000-8000-00000000ffff"
REASONS_WITHOUT_RECORDS = {
    "Critique": "teachback.unknown",
    "Debrief": "teachback.unknown",
    "EvaluateDebrief": "teachback.not_debriefed",
    "Clear": "teachback.none",
    "VoidRecord": "record.unknown",
}


@cache
def sample() -> tuple[tuple[CadreMember, Header], ...]:
    """One state in ten of the corpus, and somebody's header an hour later."""
    found = []
    for history in corpus():
        now = MORNING
        for number, (state, attempt) in enumerate(moments(history)):
            now = max(now, attempt.command.at)
            if number % 10 in (0, 5):
                found.append((state.copy(), Header(NEXT_ID, attempt.command.by, now + timedelta(hours=1))))
    return tuple(found)


def examples(state: CadreMember, header: Header) -> list[Command]:
    return [
        example(state, kind, Header(header.id, an_actor(state, kind), header.at)) for kind in decider.commands.values()
    ]


def test_every_command_has_an_example_by_its_name_too() -> None:
    assert EXAMPLES.keys() == decider.commands.keys()
    for state, header in sample()[:20]:
        for name, kind in decider.commands.items():
            assert example(state, name, header) == example(state, kind, header)


def test_an_example_is_of_its_command_changes_nothing_and_makes_a_new_name() -> None:
    for state, header in sample():
        before, known = state.copy(), {*state.voided, *(name for name, _ in state.records())}
        made = examples(state, header)
        assert [type(command) for command in made] == [*decider.commands.values()]
        assert made == examples(state, header)
        assert state == before
        for command in made:
            assert known.isdisjoint(
                getattr(command, field.name) for field in fields(type(command)) if "key" in field.metadata
            )


def test_every_example_is_lawful_somewhere_by_whoever_is_named() -> None:
    lawful = set()
    for state, header in sample():
        for command in examples(state, header):
            codes = {reason.code for reason in decider.why_not(state, command)}
            assert not codes & {"right.role", "right.not_on_team", "teachback.by_self"}, command
            if not codes and decider.decide(state, command):
                lawful.add(type(command).__name__)
    assert lawful == {*decider.commands}


@pytest.mark.parametrize(("name", "code"), REASONS_WITHOUT_RECORDS.items())
def test_without_anything_to_act_on_the_example_is_refused_with_the_reason(name: str, code: str) -> None:
    state = given(decider, *course.PREPARING).state
    kind = decider.commands[name]
    attempt = example(state, kind, Header(NEXT_ID, an_actor(state, kind), course.at(3)))
    assert code in {reason.code for reason in decider.why_not(state, attempt)}


def test_the_form_says_what_the_example_is_about() -> None:
    state = given(decider, *course.PREPARING).state
    held = example(state, "HoldTeachBack", course.lee(5), subject="counting")
    assert (held.subject, held.minutes) == ("counting", 20)  # type: ignore[attr-defined]
