"""The table of a cadre member: its machine, its codes, its rights and its records agree with what is decided."""

from itertools import product

import attrs
import pytest
from tests.cadre.course import (
    CLEARED,
    NOMINATED,
    PREPARING,
    STOOD_DOWN,
    TAUGHT,
    at,
    clear,
    critique,
    debrief,
    evaluate,
    hold,
    lee,
    nominate,
    ola,
    reinstate,
    stand_down,
    taught,
    void,
)
from transitions import MachineError

from pdflow import (
    Actor,
    Command,
    Header,
    Refused,
    Role,
)
from pdflow.audience import audiences
from pdflow.cadre import AcceptNomination, CadreMember, CadreStage, DeclineNomination, decider
from pdflow.kernel.diagram import diagram
from pdflow.kernel.messages import EVENTS
from pdflow.testing.spec import given

HISTORIES = ((), NOMINATED, PREPARING, TAUGHT, CLEARED, (*CLEARED, *taught(2, 20)), STOOD_DOWN)
COMMANDS = (
    nominate(),
    AcceptNomination(lee(30)),
    DeclineNomination(lee(30)),
    hold("t-9", 30),
    critique("c-9", day=30),
    debrief("d-9", day=30),
    evaluate("e-9", day=30),
    clear("k-9", 30),
    stand_down(30),
    reinstate(30),
    void("c-1", 30),
)


def test_every_command_is_among_those_tried() -> None:
    assert {type(command).__name__ for command in COMMANDS} == set(decider.commands)


@pytest.mark.parametrize(("history", "command"), [*product(HISTORIES, COMMANDS)])
def test_the_machine_agrees_with_what_is_decided(history: tuple[Command, ...], command: Command) -> None:
    """Fired on a copy, the machine moves where the decision leads and stays where there is none."""
    state = given(decider, *history).state
    try:
        events = decider.decide(state, command)
    except Refused:
        events = None
    if events == ():
        return
    fired = state.copy()
    try:
        moved = decider.machine.events[type(command).__name__].trigger(fired, command)
    except MachineError:
        moved = False
    assert moved == (events is not None)
    assert fired.phase == (decider.evolve(state, *events).phase if events else state.phase)


def test_only_rows_that_name_a_stage_are_drawn() -> None:
    drawn = diagram(decider)
    assert "[*] --> NOMINATED: Nominate" in drawn
    assert "STOOD_DOWN --> CLEARED: Reinstate" in drawn


def test_options_show_a_trainer_which_commands_are_possible() -> None:
    header = Header("00000000-0000-0000-0000-000000000001", Actor("lee", Role.FACILITATOR), at(5))
    options = decider.options(given(decider, *PREPARING).state, header)
    assert [name for name, reasons in options.items() if not reasons] == ["HoldTeachBack"]
    assert [reason.code for reason in options["Clear"]] == ["teachback.none", "right.role"]


def test_a_command_given_too_early_is_refused_with_the_next_command() -> None:
    [reason] = given(decider).when(hold()).refused("cadre.not_in_stage")
    assert (reason.remedy, reason.roles) == ("Nominate", (Role.COORDINATOR,))
    [reason] = given(decider, *NOMINATED).when(clear()).refused("cadre.not_in_stage")
    assert reason.remedy == "AcceptNomination"


def test_a_host_with_rights_of_its_own_replaces_ours() -> None:
    open_to_all = decider.with_rights(lambda state, command, header: ())
    state = given(decider, *PREPARING).state
    assert open_to_all.permits(state, attrs.evolve(hold(), header=ola(10)))
    assert open_to_all.permits(given(decider).state, nominate())


def test_nothing_of_the_cadre_can_be_waived() -> None:
    assert not any(cause.waivable for cause in decider.reason_codes.values())


def test_every_event_of_the_cadre_says_who_may_read_its_fields() -> None:
    registered = [kind.type for name, kind in EVENTS.items() if name.startswith("cadre.")]
    assert len(registered) == 11
    for kind in registered:
        assert audiences(kind)


def test_a_state_of_its_own_is_not_shared() -> None:
    before = given(decider, *TAUGHT).state
    after = decider.evolve(before, *decider.decide(before, clear()))
    assert (before.phase, after.phase) == (CadreStage.PREPARING, CadreStage.CLEARED)
    assert before == decider.fold([], onto=before.copy())
    assert isinstance(after, CadreMember)
