"""Functions written out name by name, as attrs writes an ``__init__``: a loop over the names takes twice as long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pdflow.kernel.naming import Reference


def saying(event: type[Any], fields: Iterable[str]) -> Callable[..., Any]:
    """How an event is made of a command: each field as the command said it, unless it is given by keyword."""
    said = {name: f"_command.{name} if {name} is _said else {name}" for name in fields}
    lines = [
        "try:",
        *(f" {line}" for line in _making(said)),
        "except AttributeError as _unsaid:",
        " raise TypeError(f'{_kind.__name__} says more than {type(_command).__name__}: {_unsaid.name}') from None",
        "return _event",
    ]
    arguments = f"_command, /, *, {', '.join(f'{name}=_said' for name in said)}"
    return _written(arguments, lines, {"_said": object(), **_writing(event, said)})


def repeating(event: type[Any], fields: Iterable[str]) -> Callable[[Any, Any], Any]:
    """What comes of a command that is told as it was said: one event."""
    lines = _making({name: f"_command.{name}" for name in fields})
    return _written("_state, _command", [*lines, "return (_event,)"], _writing(event, fields))


def _making(said: Mapping[str, str]) -> list[str]:
    return ["_event = _new(_kind)", *(f"_write_{name}(_event, {value})" for name, value in said.items())]


def _writing(event: type[Any], fields: Iterable[str]) -> dict[str, Any]:
    return {"_kind": event, **{f"_write_{name}": getattr(event, name).__set__ for name in fields}}


def copying(state: type[Any], fields: Mapping[str, bool]) -> Callable[[Any], Any]:
    """How a state is copied: each field as it is, or a copy of it where it is a container."""
    return _written(
        "_state",
        [
            "_twin = _new(_kind)",
            *(f"_twin.{name} = _state.{name}{'.copy()' if container else ''}" for name, container in fields.items()),
            "return _twin",
        ],
        {"_kind": state},
    )


@cache
def holding(*ledgers: str) -> Callable[[Any, str], bool]:
    """Whether a state has a record of this name in any of these ledgers."""
    return _written("_state, _name", [f"return {_held(ledgers)}"], {})


@cache
def finding(*ledgers: str) -> Callable[[Any, str], Any]:
    """The record of this name in these ledgers, or that which holds a part of this name; None where there is none."""
    return _written("_state, _name", [f"return {_found(ledgers)}"], {})


def standing(
    asks: Iterable[tuple[Callable[..., object], str]],
    key: str | None,
    references: Iterable[Reference],
    ledgers: Iterable[str],
) -> Callable[[Any, Any], bool]:
    """Whether anything stands in the way of a command: one question after the other, then the names in it."""
    known, lines = {}, ["_at = _command.header.at"]
    for number, (ask, about) in enumerate(asks):
        known[f"_ask_{number}"] = ask
        lines.append(f"if _ask_{number}({about}): return True")
    if key is None:
        lines.append("if _command.header.id in _state.voided: return True")
    else:
        lines += [f"_name = _command.{key}", f"if _name in _state.voided or {_held(ledgers)}: return True"]
    for reference in references:
        lines += _unknown_or_later(reference)
    return _written("_state, _command", [*lines, "return False"], known)


def _unknown_or_later(reference: Reference) -> Iterator[str]:
    said, item = f"_command.{reference.field}", f"_item.{reference.each}" if reference.each else "_item"
    yield f"if {said} is not None:" if reference.is_single else f"for _item in {said} or ():"
    yield f" _name = {said if reference.is_single else item}"
    yield f" _entry = {_found(reference.within)}"
    yield " if _entry is None or _entry.at > _at: return True"


def _held(ledgers: Iterable[str]) -> str:
    return " or ".join(f"_name in _state.{ledger}" for ledger in ledgers)


def _found(ledgers: tuple[str, ...]) -> str:
    if not ledgers:
        return "_state.find(_name)"
    return " or ".join([*(f"_state.{name}.get(_name)" for name in ledgers), f"_state.part_of(_name, {ledgers!r})"])


def _written(arguments: str, lines: Iterable[str], known: dict[str, Any]) -> Callable[..., Any]:
    known["_new"] = object.__new__
    exec("\n ".join([f"def written({arguments}):", *lines]), known)
    written: Callable[..., Any] = known["written"]
    return written
