"""Messages: how a chapter declares what may be asked (commands) and what happened (events)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, Final, Generic, TypeVar, dataclass_transform, get_args, get_origin

import attrs

from pdflow.errors import WrongType
from pdflow.kernel import codegen
from pdflow.kernel.checks import check_fields
from pdflow.kernel.fields import fields, instant, key, names, one_of, per_class, requirement
from pdflow.kernel.frozen import frozen
from pdflow.kernel.header import Actor, Header
from pdflow.kernel.rights import Right
from pdflow.kernel.shown_fields import shown_fields

S = TypeVar("S", contravariant=True)
T = TypeVar("T")
C = TypeVar("C", bound="Command[Any]")
E = TypeVar("E", bound="Event[Any]")
M = TypeVar("M", bound="Message")
Upcaster = Callable[[dict[str, Any]], dict[str, Any]]
"""Lifts the stored data of an event from one version to the next."""


def with_fields(**values: object) -> Upcaster:
    """Adds fields that an earlier version had not, with these values."""
    return lambda data: {**values, **data}


_TAKEN: Final = {"aggregate", "apply", "at", "by", "name", "of", "right", "version"}
"""What every command or event has already."""


@dataclass_transform(frozen_default=True)
def _base(owner: type[M]) -> type[M]:
    return attrs.define(owner, eq=False, repr=False)


class Message:
    """What commands and events share: equal when they say the same, and short to read."""

    __slots__ = ()
    header: Header
    aggregate: ClassVar[type]
    """The state that a command asks and an event changes."""

    @property
    def at(self) -> datetime:
        """When it happened."""
        return self.header.at

    @property
    def by(self) -> Actor:
        """Who did it."""
        return self.header.by

    def _values(self) -> tuple[object, ...]:
        return tuple([getattr(self, field.name) for field in fields(type(self))])

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self), self.header))

    def __repr__(self) -> str:
        own = [f"{name}={value}" for name, value in shown_fields(self).items() if name != "header"]
        fields_of_its_own = f"{', '.join(own)}; " if own else ""
        return f"{type(self).__name__}({fields_of_its_own}{self.at:%Y-%m-%d %H:%M} by {self.by.person})"


@_base
class Command(Message, Generic[S]):
    """What is asked of a state, in the imperative. Fields other than the header are given by keyword.

    Raises:
        FieldError: A value, at any depth, is not what its field allows; ``place`` names it.
    """

    header: Header
    right: ClassVar[Right[Any]]

    def __attrs_post_init__(self) -> None:
        check_fields(self)


class _EventOfCommand:
    """Finds the generated function of whichever event it is asked on."""

    def __get__(self, instance: object, event: type[T]) -> Callable[..., T]:
        return _copier(event)


@_base
class Event(Message, Generic[S]):
    """What happened, in the past tense: the storage format. Fields other than the header are given by keyword."""

    header: Header
    name: ClassVar[str]
    version: ClassVar[int]

    of: ClassVar[_EventOfCommand] = _EventOfCommand()
    """The event with the fields of its command, and more by keyword: ``CoachingOpened.of(command, granted_on=())``.

    Raises TypeError where it has a field that neither the command has nor the keywords.
    """

    def apply(self, state: S, /) -> None:
        """Record this in the state, in place; asks nothing and cannot fail."""
        raise NotImplementedError


AnyCommand = Command[Any]
"""A command of whichever aggregate."""
AnyEvent = Event[Any]
"""An event of whichever aggregate."""


@per_class
def _copier(event: type[T]) -> Callable[..., T]:
    return codegen.event_of_command(event, [field.name for field in fields(event)])


@frozen
class EventType:
    """An event type as it is stored: its class, its version, and how older versions are lifted."""

    type: type[AnyEvent]
    version: int
    upcasters: Mapping[int, Upcaster]


EVENTS: Final[dict[str, EventType]] = {}
"""Every event type by its stored name. Names are never reused or changed in place."""


def _declared(owner: type[M], base: type[Message], define: Callable[..., type[M]]) -> type[M]:
    """The class with its fields. Raises TypeError where a field hides what every message has."""
    states = [get_args(of)[0] for of in getattr(owner, "__orig_bases__", ()) if get_origin(of) is base]
    if not states:
        raise TypeError(f"{owner.__name__}: say whose it is, {base.__name__}[...]")
    owner.aggregate = states[0]
    declared = define(owner, kw_only=True, eq=False, repr=False)
    if hidden := _TAKEN & {field.name for field in fields(declared)}:
        raise TypeError(f"{owner.__name__}: another name, please, for {', '.join(sorted(hidden))}")
    return declared


@dataclass_transform(
    kw_only_default=True, frozen_default=True, field_specifiers=(key, names, one_of, instant, requirement, attrs.field)
)
def command(*, by: Right[Any]) -> Callable[[type[C]], type[C]]:
    """Declare a command, and whose right it is to ask it."""

    def declare(owner: type[C]) -> type[C]:
        owner.right = by
        return _declared(owner, Command, attrs.frozen)

    return declare


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(attrs.field,))
def event(
    name: str, *, version: int = 1, upcasters: Mapping[int, Upcaster] | None = None
) -> Callable[[type[E]], type[E]]:
    """Register an event under its stored name.

    Args:
        name: The stored name, which never changes.
        version: The version of its data, from 1.
        upcasters: For each former version, what lifts its data by one.

    Raises:
        TypeError: A version has no upcaster, or the name, or a field's, is taken.
    """
    known = dict(upcasters or {})
    if gaps := set(range(1, version)) ^ set(known):
        raise TypeError(f"{name} version {version}: versions {sorted(gaps)} do not match the upcasters given")

    def declare(owner: type[E]) -> type[E]:
        if name in EVENTS:
            raise TypeError(f"{name} is registered already, by {EVENTS[name].type.__qualname__}")
        owner.name, owner.version = name, version
        # Frozen for type checkers only: to make one takes half the time, and each is made anew on every replay.
        declared: type[E] = _declared(owner, Event, attrs.define)
        EVENTS[name] = EventType(declared, version, known)
        return declared

    return declare


def require_events(events: object) -> None:
    """Raise WrongType where something else than events was given to be folded."""
    if not isinstance(events, Iterable):
        raise WrongType("events", events, "several events, as in a list,") from None
    if isinstance(events, Sequence):
        for place, event in enumerate(events):
            if not isinstance(event, Event):
                raise WrongType(f"events[{place}]", event, "an event") from None
