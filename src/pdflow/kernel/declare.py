"""How a chapter declares what may be asked (commands) and what happened (events)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar, dataclass_transform

import attrs

from pdflow.errors import NaiveTime, OutOfRange
from pdflow.kernel.header import Actor, Header
from pdflow.kernel.unrolled import saying

if TYPE_CHECKING:
    from pdflow.kernel.rights import Right

RecordId = str
C = TypeVar("C", bound="Command")
E = TypeVar("E", bound="Event")
H = TypeVar("H", bound="Headed")
Upcast = Callable[[dict[str, Any]], dict[str, Any]]


def fields(kind: type[Any]) -> tuple[attrs.Attribute[Any], ...]:
    """The fields of a command, an event, an entry or a state, the header first where there is one."""
    told: tuple[attrs.Attribute[Any], ...] = attrs.fields(kind)
    return told


def key(ledger: str) -> Any:
    """Mark the field by which a command names the record it makes; a name already there is silence."""
    return attrs.field(metadata={"key": ledger})


def names(*ledgers: str, unknown: str = "record.unknown", each: str | None = None, default: Any = attrs.NOTHING) -> Any:
    """Mark a command's field that names records of these ledgers, or items whose attribute ``each`` does.

    A name that stands in none of them is refused with the code ``unknown``, one dated later with ``record.before``.
    """
    return attrs.field(metadata={"names": (ledgers, unknown, each)}, default=default)


_TIMES = {f"{told}{or_none}" for told in ("datetime", "datetime.datetime", datetime) for or_none in ("", " | None")}
"""How a field's type reads, annotations being postponed or not."""


def _aware(instance: object, field: attrs.Attribute[Any], value: datetime | None) -> None:
    if value is not None and getattr(value, "tzinfo", None) is None:
        raise NaiveTime(f"{type(instance).__name__}.{field.name}", value)


_TAKEN = {"apply", "at", "by", "name", "of", "right", "version"}
"""What every command or event has already."""


def _with_aware_times(owner: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    if hidden := _TAKEN & {f.name for f in fields}:
        raise TypeError(f"{owner.__name__}: another name, please, for {', '.join(sorted(hidden))}")
    return [f.evolve(validator=_aware) if str(f.type) in _TIMES else f for f in fields]


_COUNTS = {"minutes", "held", "there", "rounds"}


def _countable(instance: object, field: attrs.Attribute[Any], value: int) -> None:
    if value < 0:
        raise OutOfRange(f"{type(instance).__name__}.{field.name}", value, "zero or more")


def _checked(owner: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    counts = {f.name for f in fields if f.name in _COUNTS and f.type in ("int", int)}
    counted = [f.evolve(validator=_countable) if f.name in counts else f for f in fields]
    return _with_aware_times(owner, counted)


def _freeze(owner: type[Any], check: Any = _with_aware_times) -> type[Any]:
    return attrs.frozen(owner, kw_only=True, eq=False, repr=False, field_transformer=check)


@dataclass_transform(frozen_default=True)
def _base(owner: type[H]) -> type[H]:
    return attrs.frozen(owner, eq=False, repr=False)


class Headed:
    """What commands and events share: equal when they say the same, and short to read."""

    __slots__ = ()
    header: Header

    @property
    def at(self) -> datetime:
        """When it happened."""
        return self.header.at

    @property
    def by(self) -> Actor:
        """Who did it."""
        return self.header.by

    def _told(self) -> tuple[Any, ...]:
        return tuple([getattr(self, field.name) for field in fields(type(self))])

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._told() == other._told()

    def __hash__(self) -> int:
        return hash((type(self), self.header))

    def __repr__(self) -> str:
        told = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in fields(type(self))[1:])
        return f"{type(self).__name__}({told}; {self.header.at:%Y-%m-%d %H:%M} by {self.header.by.person})"


@_base
class Command(Headed):
    """What is asked, in the imperative. Fields other than the header are given by keyword."""

    header: Header
    right: ClassVar[Right[Any]]


@_base
class Event(Headed):
    """What happened, in the past tense: the storage format. Fields other than the header are given by keyword."""

    header: Header
    name: ClassVar[str]
    version: ClassVar[int]

    @classmethod
    def of(cls, command: Command, /, **more: Any) -> Self:
        """The event that says what its command said, and this more. Raises TypeError where it would say less."""
        of = saying(cls, [field.name for field in fields(cls)])
        cls.of = staticmethod(of)  # type: ignore[method-assign]
        said: Self = of(command, **more)
        return said

    def apply(self, state: Any) -> None:
        """Remember this in the state, in place; asks nothing and cannot fail."""
        raise NotImplementedError


@attrs.frozen
class Registered:
    """An event type as it is stored: its name, its version, and how older versions are read."""

    type: type[Event]
    version: int
    older: Mapping[int, Upcast]


EVENTS: dict[str, Registered] = {}
"""Every event type by its stored name. Names are never reused or changed in place."""


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(key, names, attrs.field))
def command(*, by: Right[Any]) -> Callable[[type[C]], type[C]]:
    """Declare a command, and whose right it is to ask it."""

    def declare(owner: type[C]) -> type[C]:
        owner.right = by
        return _freeze(owner, _checked)

    return declare


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(attrs.field,))
def event(name: str, *, version: int = 1, older: Mapping[int, Upcast] | None = None) -> Callable[[type[E]], type[E]]:
    """Register an event under its stored name; ``older`` lifts the data of each former version by one.

    Raises TypeError where a version has no way up, or where the name, or a field's, is taken.
    """
    upcasts = dict(older or {})
    if gaps := set(range(1, version)) ^ set(upcasts):
        raise TypeError(f"{name} version {version}: versions {sorted(gaps)} do not match the upcasts given")

    def declare(owner: type[E]) -> type[E]:
        if name in EVENTS:
            raise TypeError(f"{name} is registered already, by {EVENTS[name].type.__qualname__}")
        owner.name, owner.version = name, version
        owner.of = Event.__dict__["of"]  # type: ignore[method-assign]
        frozen = _freeze(owner)
        EVENTS[name] = Registered(frozen, version, upcasts)
        return frozen

    return declare
