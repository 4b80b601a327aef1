"""Repeats: whether a command says what is on record, where the events of the stream know more than its state.

No state keeps personal texts, nor the records of closed cycles; the store has both, unless they were erased.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, TypeVar

import attrs

from pdflow.kernel.decider import Decider
from pdflow.kernel.fields import fields, personal_fields
from pdflow.kernel.messages import Command, Event
from pdflow.kernel.records import Aggregate
from pdflow.kernel.references import References
from pdflow.kernel.refusal import Reason, Refused
from pdflow.storage.codec import Codec
from pdflow.storage.event_store import ERASED, RecordedEvent

S = TypeVar("S", bound=Aggregate)

_with: Final[Callable[..., Any]] = attrs.evolve
OTHER_TEXT: Final = "record.other_text"
"""The code of a repeat that has another personal text than what was done."""
NAME_TAKEN: Final = "record.name_taken"


def has_texts(command: Command[Any]) -> bool:
    """Whether a command gives any personal text of its own."""
    return any(getattr(command, name) is not None for name in personal_fields(type(command)))


def is_of_closed_cycle(state: Aggregate, command: Command[Any]) -> bool:
    """Whether a command names, as the record that it makes, one that has left the state."""
    made = References.of(type(command)).key
    return made is not None and getattr(command, made) in state.former_names


def was_on_record(decider: Decider[S], events: Iterable[Event[S]], command: Command[S]) -> bool:
    """Whether a record that has left the state holds what the command says, judged by the state when it was there."""
    state, name = decider.state(), getattr(command, References.of(type(command)).key or "")
    for event in events:
        decider.fold([event], onto=state)
        if state.holds(name):
            try:
                return not decider.decide(state, command)
            except Refused:
                return False
    return False


def other_texts(
    decider: Decider[S], codec: Codec[S], rows: Sequence[RecordedEvent], command: Command[S]
) -> Reason | None:
    """Why a command that changes nothing is no repeat: each of the same content has other texts. None where it is one.

    Texts that were erased are taken to say the same.
    """
    differing = [_differing(codec, row, event, command) for row, event in _same_content(decider, codec, rows, command)]
    if not differing or not all(differing):
        return None
    made = References.of(type(command))
    if made.key is None:
        return Reason(OTHER_TEXT, {"differs": differing[-1]})
    return Reason(NAME_TAKEN, {"record": getattr(command, made.key), "kind": made.ledger, "differs": differing[-1]})


def _same_content(
    decider: Decider[S], codec: Codec[S], rows: Sequence[RecordedEvent], command: Command[S]
) -> Iterator[tuple[RecordedEvent, Event[S]]]:
    """The events that the command may have led to: of the record of its name, else those that say all that it says."""
    kind = type(command)
    types = {event.name for move in decider.table.moves if move.command is kind for event in move.events}
    made = References.of(kind).key
    content = [field.name for field in fields(kind)[1:] if field.name not in personal_fields(kind)]
    compared = content if made is None else [made]
    for row in rows:
        if row.type in types and row.type != ERASED:
            event = codec.from_row(row)
            if all(getattr(event, name, getattr(command, name)) == getattr(command, name) for name in compared):
                yield row, event


def _differing(codec: Codec[S], row: RecordedEvent, event: Event[S], command: Command[S]) -> tuple[str, ...]:
    """The personal texts of a command that are not those of an event it may have led to."""
    texts = [field.name for field in fields(type(command)) if field.name in personal_fields(type(command))]
    given = {name: getattr(command, name) for name in texts}
    kept = {name: getattr(event, name, None) for name in given}
    if not any(kept.values()):
        without = _with(command, header=event.header, **dict.fromkeys(given))
        if row.fingerprint != codec.fingerprint(without):
            return ()
    return tuple(name for name, text in given.items() if text is not None and text != kept[name])
