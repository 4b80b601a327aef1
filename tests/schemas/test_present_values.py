"""Present values: a form that replaces something starts with what is there."""

from __future__ import annotations

from uuid import uuid4

import attrs
import pytest
from tests.schemas.test_choices import moments

from pdflow import Actor, Header, Role, UnknownCommand, participation
from pdflow.kernel.fields import fields
from pdflow.schemas import present_values
from pdflow.storage.codec import Codec

CODEC = Codec(participation.decider)
RESTATING = {"AssignTeam", "BriefParticipant", "Transfer"}


def test_the_commands_that_replace_something_are_marked() -> None:
    marked = {
        kind.__name__
        for kind in participation.decider.commands.values()
        if any("restates" in field.metadata for field in fields(kind))
    }
    assert marked == RESTATING


def test_given_what_a_form_starts_with_when_it_is_sent_unchanged_then_nothing_changes() -> None:
    changed, tried = [], set()
    for state, attempt in moments("participation", every=5):
        header = attrs.evolve(attempt.command.header, id=uuid4(), by=Actor("cora", Role.COORDINATOR))
        for name in RESTATING & {*_possible(state, header)}:
            values = present_values(participation.decider, state, name, header)
            values |= {"command": f"participation.{name}"}
            values |= {"from_day": header.at.date().isoformat()} if name == "Transfer" else {}
            command = CODEC.command_from_dict(values, header)
            tried.add(name)
            if not participation.decider.why_not(state, command):
                changed += participation.decider.decide(state, command)
    assert tried == RESTATING
    assert changed == []


def test_a_command_that_adds_something_starts_with_nothing_and_an_unknown_one_is_an_error() -> None:
    state = participation.Participation()
    [(_, attempt), *_] = moments("participation", every=1000)
    assert present_values(participation.decider, state, "SetPriority", attempt.command.header) == {}
    with pytest.raises(UnknownCommand):
        present_values(participation.decider, state, "SetPriorities", attempt.command.header)


def _possible(state: participation.Participation, header: Header) -> list[str]:
    """The commands that are possible; the first team is no repeat, even if it is of nobody."""
    options = participation.decider.options(state, header)
    return [name for name, reasons in options.items() if not reasons and (state.teams or name != "AssignTeam")]
