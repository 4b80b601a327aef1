"""A name stands for one record: said again it changes nothing, and said otherwise it is refused with what differs."""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta
from enum import Enum

from tests.participation.corpus import corpus, moments

from pdflow import Command, Event
from pdflow.audience import personal
from pdflow.errors import FieldError
from pdflow.kernel.fields import fields
from pdflow.participation import Participation, decider
from pdflow.testing.changes import with_field

OTHERS: dict[type, tuple[object, ...]] = {
    str: ("something else",),
    int: (1, 2),
    float: (0.5,),
    bool: (True, False),
    tuple: ((), ("somebody",)),
    date: (date(2026, 12, 24),),
}
"""Other values of a field, by the type of the one it has."""


def key_of(kind: type[Command]) -> str | None:
    return next((field.name for field in fields(kind) if "key" in field.metadata), None)


def content_of(kind: type[Command]) -> set[str]:
    """The fields of a command that are content: not its header, not the name itself, and no personal notes."""
    event = next(iter(move.events[-1] for move in decider.table.moves if move.command is kind))
    return {field.name for field in fields(kind)[1:]} - {key_of(kind), *personal(event)}


def test_every_field_of_every_command_that_makes_a_record_is_compared() -> None:
    noticed: dict[type[Command], set[str]] = defaultdict(set)
    for history in corpus()[::2]:
        for state, attempt in moments(history):
            if attempt.events and key_of(type(attempt.command)):
                noticed[type(attempt.command)] |= differences_noticed(state.copy(), attempt.command, attempt.events)
    makers = {kind for kind in decider.commands.values() if key_of(kind)}
    assert {
        kind.__name__: content_of(kind) - noticed[kind] for kind in makers if content_of(kind) - noticed[kind]
    } == {}


def differences_noticed(state: Participation, command: Command, events: Iterable[Event]) -> set[str]:
    """The fields that are named where a command is sent again with another value in one of them.

    Or it is refused for its phase: a session that is opened cannot be opened.
    """
    decider.fold(events, onto=state)
    found = set()
    for name in content_of(type(command)):
        for changed in with_another(command, name):
            reasons = decider.why_not(state, changed)
            taken = [reason.parameters.get("differs") for reason in reasons if reason.code == "record.name_taken"]
            assert taken in ([], [(name,)]), f"{command!r}: {name}"
            found |= {name} if taken or [reason.code for reason in reasons] == ["participation.not_in_phase"] else set()
    return found


def with_another(command: Command, name: str) -> list[Command]:
    """The command with other values in this field, as far as it allows them."""
    found = []
    for other in another(getattr(command, name)):
        with suppress(FieldError):
            found.append(with_field(command, **{name: other}))
    return found


def another(value: object) -> list[object]:
    if isinstance(value, Enum):
        return [member for member in type(value) if member is not value][:1]
    if isinstance(value, date):
        return [value - timedelta(days=1)]
    others = [other for kind, values in OTHERS.items() if value is None or type(value) is kind for other in values]
    return [other for other in others if other != value]
