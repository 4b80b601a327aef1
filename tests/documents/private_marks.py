"""Events with marks in their private fields, by which any trace of what only some may read is found."""

from collections.abc import Callable, Iterator
from enum import Enum
from itertools import count

import attrs

from pdflow import Audience, Event, Level
from pdflow.audience import audiences, personal
from pdflow.kernel.fields import fields

NAMING = {"on", "priority", "step", "criterion", "progress"}
"""Inside a private field: which record it is about, and whether a step was done, on which what is due depends."""
MARK = "§"


def marked(events: tuple[Event, ...], label: str = "") -> tuple[Event, ...]:
    """The same events, each private text a mark of its own and each private level, rating or number another."""
    numbers = count()

    def mark() -> str:
        return f"{MARK}{label}{next(numbers)}{MARK}"

    return tuple(_marked(event, mark) for event in events)


def erased(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The same events without any personal note."""
    return tuple(attrs.evolve(event, **dict.fromkeys(personal(type(event)))) for event in events)


def _marked(event: Event, mark: Callable[[], str]) -> Event:
    notes = {name: mark() for name in personal(type(event))}
    private = {name for name, audience in audiences(type(event)).items() if audience is Audience.PAIR} - notes.keys()
    changed = {name: _changed(getattr(event, name), mark) for name in private}
    return attrs.evolve(event, **notes, **changed)


def _changed(value: object, mark: Callable[[], str]) -> object:
    match value:
        case None | bool():
            return value
        case Level():
            return Level.FULLY if value is not Level.FULLY else Level.NOT_YET
        case Enum():
            return value
        case int():
            return value % 4 + 1
        case str():
            return value and mark()
        case tuple():
            return tuple(_changed(each, mark) for each in value)
    values = {field.name: getattr(value, field.name) for field in fields(type(value)) if field.name not in NAMING}
    return attrs.evolve(value, **{name: _changed(each, mark) for name, each in values.items()})  # type: ignore[misc]


def texts(events: tuple[Event, ...]) -> Iterator[str]:
    """Every private text there is."""
    for event in events:
        for name, audience in audiences(type(event)).items():
            if audience is Audience.PAIR or name in personal(type(event)):
                yield from _texts(getattr(event, name))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif attrs.has(type(value)):
        for field in fields(type(value)):
            if field.name not in NAMING:
                yield from _texts(getattr(value, field.name))
