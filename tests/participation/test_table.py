"""The machine and the decider are one table: they agree on every command in every state."""

from collections import Counter

from hypothesis import given, settings, strategies as st
from tests.participation.corpus import SUBJECT, examples, participations, sample
from transitions import MachineError

from pdflow import Command
from pdflow.participation import Participation, Phase, decider
from pdflow.testing.strategies import commands
from pdflow.testing.walks import History


def fired(state: Participation, command: Command) -> tuple[str, Phase]:
    """The result of firing the machine on a copy of the state, and the phase it leads to."""
    twin = state.copy()
    try:
        done = decider.machine.events[type(command).__name__].trigger(twin, command)
    except MachineError:
        return "wrong phase", twin.phase
    return ("done" if done else "refused"), twin.phase


def decided(state: Participation, command: Command) -> tuple[str, Phase]:
    reasons = decider.why_not(state, command)
    if [reason.code for reason in reasons] == [decider.wrong_phase]:
        return "wrong phase", state.phase
    if reasons:
        return "refused", state.phase
    return "done", decider.evolve(state, *decider.decide(state, command)).phase


def is_no_op(state: Participation, command: Command) -> bool:
    return decider.permits(state, command) and not decider.decide(state, command)


def test_the_machine_agrees_with_the_decider_on_every_command_in_every_phase() -> None:
    tried: set[tuple[Phase, str]] = set()
    results: Counter[str] = Counter()
    for state in sample():
        for command in examples(state):
            tried.add((state.phase, type(command).__name__))
            if not is_no_op(state, command):
                assert fired(state, command) == decided(state, command)
                results[fired(state, command)[0]] += 1
    assert tried == {(phase, name) for phase in Phase for name in decider.commands}
    assert min(results["done"], results["refused"], results["wrong phase"]) > 1000


@settings(max_examples=60)
@given(st.data(), participations(longest=60))
def test_they_agree_on_unlikely_commands_too(data: st.DataObject, history: History[Participation]) -> None:
    state = history.state
    command = data.draw(commands(SUBJECT, state, history.commands[-1].at))
    if not is_no_op(state, command):
        assert fired(state, command) == decided(state, command)


def test_every_phase_is_reached_from_nothing() -> None:
    reached = {Phase.NOTHING}
    for _ in Phase:
        reached.update(Phase(to) for row in decider.table.moves if reached & {*row.phases} for to in row.to)
    assert reached == {*Phase}


def test_nobody_is_advised_to_give_up() -> None:
    ways = {
        (name, phase): decider.table.way_to(kind, phase)
        for name, kind in decider.commands.items()
        for phase in Phase
        if phase not in decider.table.rows[kind]
    }
    assert not {"Withdraw", "CutCoachingShort"} & {*ways.values()}
    assert {name for (name, _), way in ways.items() if way is None} == {"Reopen"}


def test_every_remedy_is_a_command_that_somebody_may_ask() -> None:
    remedies = {cause.remedy for cause in decider.reason_codes.values() if cause.remedy}
    assert remedies <= decider.commands.keys()
    assert all(decider.commands[remedy].right.roles for remedy in remedies)


def test_rules_of_one_code_agree_on_whether_it_can_be_waived() -> None:
    for cause in decider.reason_codes.values():
        assert {guard.waivable for guard in cause.guards} == {cause.waivable}, cause.code
