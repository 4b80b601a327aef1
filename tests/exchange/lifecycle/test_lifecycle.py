"""The lifecycle in other state machines: python-statemachine and XState go where ours goes, and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from statemachine.io import load
from tests.validators import run_node

from pdflow import cadre, engagement, participation
from pdflow.exchange.lifecycle import scxml, xstate
from pdflow.kernel.decider import Decider

DECIDERS = [participation.decider, engagement.decider, cadre.decider]
MACHINE = Path(__file__).with_name("machine.mjs")
by_aggregate = pytest.mark.parametrize("decider", DECIDERS, ids=lambda decider: decider.name)


def asked_of(decider: Decider[Any]) -> Iterator[tuple[str, str, str]]:
    """Every phase, command, and phase in which the command might end."""
    for phase in decider.table.phases:
        for command in decider.table.commands:
            for after in decider.table.phases:
                yield str(phase), command, str(after)


def of_the_table(decider: Decider[Any], phase: str, command: str, after: str) -> tuple[bool, str]:
    """Whether the rows of the table let a command lead from a phase to another, and where it leads then."""
    row = decider.table.rows[decider.table.commands[command]].get(phase)
    if row is None:
        return False, phase
    to = row.move.to or (phase,)
    if len(to) == 1:
        return True, str(to[0])
    return after in to, after if after in to else phase


@by_aggregate
def test_given_scxml_when_python_statemachine_loads_it_then_every_command_leads_where_ours_does(
    decider: Decider[Any],
) -> None:
    chart = load(scxml(decider), format="scxml")
    for phase, command, after in asked_of(decider):
        machine = chart(start_value=phase)
        machine.send(command, phase=after)
        _, leads_to = of_the_table(decider, phase, command, after)
        assert [state.id for state in machine.configuration] == [leads_to], (phase, command, after)


def test_given_a_planted_arrow_when_python_statemachine_loads_it_then_it_is_found() -> None:
    arrow = '<transition event="Complete" target="COMPLETED" />'
    planted = scxml(participation.decider).replace('<state id="ENROLLED">', f'<state id="ENROLLED">{arrow}')
    machine = load(planted, format="scxml")(start_value="ENROLLED")
    machine.send("Complete", phase="COMPLETED")
    _, leads_to = of_the_table(participation.decider, "ENROLLED", "Complete", "COMPLETED")
    assert [state.id for state in machine.configuration] != [leads_to]


@pytest.mark.long
@by_aggregate
def test_given_json_when_xstate_loads_it_then_every_command_leads_where_ours_does(decider: Decider[Any]) -> None:
    asked = list(asked_of(decider))
    answers = json.loads(run_node(MACHINE, "xstate", json.dumps({"machine": xstate(decider), "asked": asked})))
    assert [tuple(answer) for answer in answers] == [of_the_table(decider, *each) for each in asked]


@pytest.mark.long
def test_given_a_planted_arrow_when_xstate_loads_it_then_it_is_found() -> None:
    machine = xstate(participation.decider)
    machine["states"]["ENROLLED"]["on"]["Complete"] = [{"target": "COMPLETED"}]
    asked = [("ENROLLED", "Complete", "COMPLETED")]
    [answer] = json.loads(run_node(MACHINE, "xstate", json.dumps({"machine": machine, "asked": asked})))
    assert tuple(answer) != of_the_table(participation.decider, *asked[0])
