"""Functions written out field by field, as attrs writes an ``__init__``: a loop over the names takes twice as long.

Each is named after what it serves, and its source is registered with ``linecache``, so that tracebacks show it.
"""

from __future__ import annotations

import linecache
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import count
from typing import Any, Final, Protocol, TypeVar

E = TypeVar("E")
T = TypeVar("T")
_serial: Final = count(1)
_left_out: Final = object()


class Names(Protocol):
    """A command's field that names records of some ledgers."""

    @property
    def field(self) -> str: ...
    @property
    def within(self) -> tuple[str, ...]: ...
    @property
    def each(self) -> str | None: ...
    @property
    def parts(self) -> bool: ...
    @property
    def at_any_time(self) -> bool: ...
    @property
    def is_single(self) -> bool: ...


def event_of_command(event: type[E], fields: Iterable[str]) -> Callable[..., E]:
    """How an event is made of a command: each field as the command has it, unless it is given by keyword."""
    values = {name: f"_command.{name} if {name} is _left_out else {name}" for name in fields}
    lines = [
        "try:",
        *(f"    {line}" for line in _creation(values)),
        "except AttributeError as _error:",
        "    _lacks = f'{_kind.__name__} needs {_error.name}, which {type(_command).__name__} has not'",
        "    raise TypeError(_lacks) from None",
        "return _event",
    ]
    arguments = f"_command, /, *, {', '.join(f'{name}=_left_out' for name in values)}"
    return _compiled(f"{event.__name__}_of", arguments, lines, {"_left_out": _left_out, "_kind": event})


def only_event(event: type[E], fields: Iterable[str]) -> Callable[[object, object], tuple[E]]:
    """What comes of a command whose event has its fields and no others: one event."""
    lines = _creation({name: f"_command.{name}" for name in fields})
    return _compiled(f"only_{event.__name__}", "_state, _command", [*lines, "return (_event,)"], {"_kind": event})


def with_header(event: type[E], fields: Iterable[str]) -> Callable[[Any, object], E]:
    """How the same event is made with another header."""
    values = {name: f"_given.{name}" for name in fields} | {"header": "_header"}
    return _compiled(
        f"{event.__name__}_with", "_given, _header", [*_creation(values), "return _event"], {"_kind": event}
    )


def _creation(values: Mapping[str, str]) -> list[str]:
    return ["_event = _new(_kind)", *(f"_event.{name} = {value}" for name, value in values.items())]


def copy(state: type[E], fields: Mapping[str, str], containers: tuple[type, ...]) -> Callable[[E], E]:
    """How a state is copied: each field as it is, or a copy of it where it is a container.

    Args:
        fields: ``ALWAYS`` a container, ``PERHAPS`` or ``NEVER``, by the name of the field.
        containers: The kinds of containers.
    """
    copied = {
        "ALWAYS": "_state.{0}.copy()",
        "PERHAPS": "_state.{0}.copy() if isinstance(_state.{0}, _containers) else _state.{0}",
        "NEVER": "_state.{0}",
    }
    return _compiled(
        f"copy_of_{state.__name__}",
        "_state",
        [
            "_copy = _new(_kind)",
            *(f"_copy.{name} = {copied[container].format(name)}" for name, container in fields.items()),
            "if hasattr(_state, '_lookups'): _copy._lookups = _state._lookups.copy()",
            "return _copy",
        ],
        {"_kind": state, "_containers": containers},
    )


def all_of(name: str, conditions: Iterable[str], known: dict[str, object]) -> Callable[[object], bool]:
    """Whether all these conditions are true of ``_value``."""
    lines = ["return (", *(f"    {condition} and" for condition in conditions), "    True", ")"]
    return _compiled(f"{name}_is_allowed", "_value", lines, known)


def all_parts(condition: str, known: dict[str, object]) -> Callable[[object], bool]:
    """Whether this condition is true of every ``_part`` of ``_value``."""
    return _compiled(
        "all_parts_are_allowed",
        "_value",
        ["for _part in _value:", f"    if not ({condition}): return False", "return True"],
        known,
    )


def reader(name: str, lines: Iterable[str], known: dict[str, object]) -> Callable[[Any, Any], Any]:
    """What reads ``_value``, as these lines say; the second argument is the type once more, as cattrs gives it."""
    return _compiled(f"read_{name}", "_value, _", lines, known)


def encoder(name: str, lines: Iterable[str], known: dict[str, object]) -> Callable[[Any], Any]:
    """What makes JSON text of ``_value``, as these lines say."""
    return _compiled(f"encode_{name}", "_value", lines, known)


def trial(command: str, lines: Iterable[str], known: dict[str, object]) -> Callable[[Any, Any, Any], Any]:
    """What tries a command with a header and one after the other ``_among`` these names, as these lines say."""
    return _compiled(f"trial_of_{command}", "_state, _header, _among", lines, known)


def objections(guards: Iterable[tuple[Any, str]]) -> Callable[..., list[tuple[Any, Any]]]:
    """The guards that object to a state at a time, and to a command where they ask for it, each with its answer.

    Args:
        guards: Each guard with the arguments it asks for.
    """
    known: dict[str, object] = {}
    lines = ["_found = []"]
    for number, (guard, arguments) in enumerate(guards):
        known |= {f"_guard_{number}": guard, f"_ask_{number}": guard.ask}
        lines += [f"_answer = _ask_{number}({arguments})", f"if _answer: _found.append((_guard_{number}, _answer))"]
    return _compiled("objections", "_state, _at, _command=None", [*lines, "return _found"], known)


@cache
def holds(*ledgers: str) -> Callable[[object, str], bool]:
    """Whether a state has a record of this name in any of these ledgers."""
    return _compiled("holds", "_state, _name", [f"return {_holds(ledgers)}"], {})


@cache
def find(*ledgers: str) -> Callable[[Any, str], Any]:
    """The record of this name in these ledgers; None where there is none."""
    return _compiled(f"find_in_{'_or_'.join(ledgers)}", "_state, _name", [f"return {_find(ledgers)}"], {})


def kept(make: Callable[[Any], T], read: Iterable[str | Callable[[Any], object]]) -> Callable[[Any], T]:
    """What ``make`` makes of a state, from the state's lookups where what it reads is as it was then.

    Args:
        read: Fields, which are as long as they were, and functions of the state with the same answer.
    """
    known: dict[str, object] = {"_make": make}
    parts = []
    for number, part in enumerate(read):
        if not isinstance(part, str):
            known[f"_part_{number}"] = part
        parts.append(f"len(_state.{part})" if isinstance(part, str) else f"_part_{number}(_state)")
    return _compiled(
        make.__name__,
        "_state",
        [
            f"_read = ({', '.join(parts)})",
            "try:",
            "    _known = _state._lookups.get(_make)",
            "except AttributeError:",
            "    _state._lookups, _known = {}, None",
            "if _known is not None and _known[0] == _read:",
            "    return _known[1]",
            "_made = _make(_state)",
            "_state._lookups[_make] = _read, _made",
            "return _made",
        ],
        known,
    )


def decision(
    name: str,
    no_op_if: Callable[[Any, Any], object] | None,
    guards: Iterable[tuple[Callable[..., object], str]],
    key: str | None,
    references: Iterable[Names],
    ledgers: Iterable[str],
    then: Callable[..., Any],
    fields: Iterable[str] | None,
) -> Callable[[Any, Any], Any]:
    """The events of a command, or None where anything stands in its way: one guard after the other, then its names.

    Args:
        name: The command's.
        no_op_if: Whether it changes nothing, asked first.
        guards: Each guard with the arguments it asks for.
        key: The field that names the record the command makes.
        references: The fields that name other records.
        ledgers: Those in which no two records may have one name.
        then: What makes the events, or the type of the only one.
        fields: The fields of that type, all of which the command has too.
    """
    known: dict[str, object] = {"_no_op_if": no_op_if, "_then": then, "_kind": then}
    lines = [] if no_op_if is None else ["if _no_op_if(_state, _command): return ()"]
    lines += ["_at = _command.header.at"]
    for number, (guard, arguments) in enumerate(guards):
        known[f"_guard_{number}"] = guard
        lines.append(f"if _guard_{number}({arguments}): return None")
    if key is None:
        lines.append("if _command.header.id in _state.voided: return None")
    else:
        gone = "_name in _state.voided or _name in _state.former_names"
        lines += [f"_name = _command.{key}", f"if {gone} or {_holds(ledgers)}: return None"]
    for reference in references:
        lines += _unknown_or_later(reference)
    if fields is None:
        lines.append("return _then(_state, _command)")
    else:
        lines += [*_creation({name: f"_command.{name}" for name in fields}), "return (_event,)"]
    return _compiled(f"decide_{name}", "_state, _command", lines, known)


def _unknown_or_later(names: Names) -> Iterator[str]:
    value, item = f"_command.{names.field}", f"_item.{names.each}" if names.each else "_item"
    yield f"if {value} is not None:" if names.is_single else f"for _item in {value} or ():"
    yield f"    _name = {value if names.is_single else item}"
    yield f"    _record = {_find(names.within, parts=names.parts)}"
    yield f"    if _record is None{'' if names.at_any_time else ' or _record.at > _at'}: return None"


def _holds(ledgers: Iterable[str]) -> str:
    return " or ".join(f"_name in _state.{ledger}" for ledger in ledgers)


def _find(ledgers: tuple[str, ...], *, parts: bool = False) -> str:
    if not ledgers:
        return "_state.find(_name)"
    found = [f"_state.{name}.get(_name)" for name in ledgers]
    return " or ".join([*found, f"_state.part_of(_name, {ledgers!r})"] if parts else found)


def _compiled(name: str, arguments: str, lines: Iterable[str], known: dict[str, object]) -> Callable[..., Any]:
    source = "\n    ".join([f"def {name}({arguments}):", *lines]) + "\n"
    place = f"<pdflow {name} {next(_serial)}>"
    linecache.cache[place] = (len(source), None, source.splitlines(keepends=True), place)
    known["_new"] = object.__new__
    exec(compile(source, place, "exec"), known)
    function: Any = known[name]
    return function  # type: ignore[no-any-return]
