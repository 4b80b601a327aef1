"""Present values: a form that replaces something starts with what is there."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import attrs
import pytest
from tests.schemas.test_choices import moments

from pdflow import Actor, Header, Role, UnknownCommand, WrongType, cadre, engagement, participation
from pdflow.kernel.fields import fields
from pdflow.schemas import present_values
from pdflow.storage.codec import Codec

CODEC = Codec(participation.decider)
RESTATING = {"AdoptPolicy", "AssignTeam", "BriefParticipant", "Transfer"}
RESTATING_OF_ENGAGEMENT = {"AdoptPolicy", "DefineManagerRole", "DefineTrainerRole", "SetBudget"}
OF_A_RECORD = {"MoveTask": "task", "MoveMilestone": "milestone", "RescheduleTraining": "training"}


@pytest.mark.parametrize(
    ("aggregate", "restating", "of_a_record"),
    [
        (participation, RESTATING, set()),
        (engagement, RESTATING_OF_ENGAGEMENT, {*OF_A_RECORD}),
        (cadre, set(), set()),
    ],
)
def test_the_commands_that_replace_something_are_marked(
    aggregate: Any, restating: set[str], of_a_record: set[str]
) -> None:
    def marked(mark: str) -> set[str]:
        kinds = aggregate.decider.commands.values()
        return {kind.__name__ for kind in kinds if any(mark in field.metadata for field in fields(kind))}

    assert marked("restates") == restating
    assert marked("restates_of") == of_a_record


def test_given_a_budget_and_roles_when_a_form_is_begun_then_it_says_what_is_in_force() -> None:
    found, told = dict.fromkeys(RESTATING_OF_ENGAGEMENT, 0), 0
    for state, attempt in moments("engagement", every=3):
        header = attempt.command.header
        policy = present_values(engagement.decider, state, "AdoptPolicy", header)["policy"]
        assert (policy["name"], policy["version"]) == (
            state.policy_at(header.at).name,
            state.policy_at(header.at).version,
        )
        for name in RESTATING_OF_ENGAGEMENT - {"AdoptPolicy"}:
            values = present_values(engagement.decider, state, name, header)
            key = {"SetBudget": "budget"}.get(name, "definition")
            again = Codec(engagement.decider).command_from_dict(
                {**values, key: "again", "command": f"engagement.{name}"},
                attrs.evolve(header, id=uuid4(), by=Actor("cora", Role.COMMISSIONER)),
            )
            told += 1
            if (state.budgets if name == "SetBudget" else state.roles) and not engagement.decider.why_not(state, again):
                after = engagement.decider.evolve(state, *engagement.decider.decide(state, again))
                assert present_values(engagement.decider, after, name, header) == values
                found[name] += any(values.values())
    assert told > 100
    assert all(found[name] for name in RESTATING_OF_ENGAGEMENT - {"AdoptPolicy"})


def test_given_a_record_when_its_form_is_begun_then_sent_unchanged_it_changes_nothing() -> None:
    tried = dict.fromkeys(OF_A_RECORD, 0)
    codec = Codec(engagement.decider)
    for state, attempt in moments("engagement", every=3):
        header = attrs.evolve(attempt.command.header, id=uuid4(), by=Actor("cora", Role.COORDINATOR))
        for name, field in OF_A_RECORD.items():
            for record in getattr(state, f"{field}s"):
                values = present_values(engagement.decider, state, name, header, names={field: record})
                reason = {} if name == "MoveTask" else {"reason": "x"}
                sent = {**values, **reason, field: record, "command": f"engagement.{name}"}
                command = codec.command_from_dict(sent, header)
                reasons = {each.code for each in engagement.decider.why_not(state, command)}
                assert reasons or engagement.decider.decide(state, command) == ()
                tried[name] += reasons <= {"record.unchanged", "right.role"} and bool(values.get("sessions", True))
    assert all(tried.values())


def test_given_no_record_when_a_form_is_begun_then_it_starts_with_nothing() -> None:
    [(state, attempt), *_] = moments("engagement", every=1000)
    for names in ({}, {"task": "none"}, {"other": "none"}):
        assert present_values(engagement.decider, state, "MoveTask", attempt.command.header, names=names) == {}
    with pytest.raises(WrongType, match="task"):
        present_values(engagement.decider, state, "MoveTask", attempt.command.header, names={"task": 1})


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
    with pytest.raises(WrongType):
        present_values(participation.decider, state, participation.SetPriority, attempt.command.header)  # type: ignore[arg-type]


def _possible(state: participation.Participation, header: Header) -> list[str]:
    """The commands that are possible; the first team is no repeat, even if it is of nobody."""
    options = participation.decider.options(state, header)
    return [name for name, reasons in options.items() if not reasons and (state.teams or name != "AssignTeam")]
