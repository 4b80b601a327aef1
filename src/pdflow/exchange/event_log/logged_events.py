"""Logged events: what a process miner reads of each event, no more than its reader may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

import attrs

from pdflow.audience import Audience, audiences
from pdflow.deciders import DECIDERS
from pdflow.errors import DecodeError, WrongType
from pdflow.exchange.event_log.named_objects import named_objects
from pdflow.kernel.decider import Decider
from pdflow.kernel.fields import per_class, types_of
from pdflow.kernel.messages import AnyEvent
from pdflow.storage.arguments import require_deciders, require_store
from pdflow.storage.codec import Codec
from pdflow.storage.event_store import EventStore, RecordedEvent
from pdflow.storage.stored_streams import stored_streams

Value = str | int | float | bool | datetime
NOT_FOR_READER: Final = "not for this reader"
"""Why an event was passed over: the audience may not read who did it and when."""


@attrs.frozen
class NamedObject:
    """Something an event is about: its kind, such as ``person``, and its id."""

    kind: str
    id: str

    def __str__(self) -> str:
        """An id that no object of another kind has."""
        return f"{self.kind}:{self.id}"


@attrs.frozen
class LoggedEvent:
    """One event of a log."""

    id: str
    case: str
    """The stream."""
    aggregate: str
    activity: str
    """The stored name of the event's type."""
    at: datetime
    """When it happened, in UTC."""
    resource: str
    """Who did it."""
    role: str
    attributes: Mapping[str, Value]
    """The single values of its fields; lists and values with parts are left out."""
    objects: Mapping[NamedObject, str]
    """What it is about, each with how: the stream, whoever did it, and what its fields name, by the field."""


@attrs.frozen
class EventLog:
    """The events of a store as a log, read anew whenever it is gone through; only one stream is in memory at a time.

    They come one stream after the other, each in the order in which it was recorded. Attributes and objects come from
    the fields that the audience may read; personal notes are left out; events whose headers are for fewer are
    passed over.
    """

    store: EventStore
    audience: Audience = attrs.field(default=Audience.TEAM)
    deciders: tuple[Decider[Any], ...] = DECIDERS
    """Those of a host that has chapters of its own."""
    passed_over: Counter[tuple[str, str]] = attrs.field(init=False, eq=False, factory=Counter)
    """How many events were passed over when it was last iterated, by their type and why."""

    @audience.validator
    def _require_audience(self, _: object, audience: Audience) -> None:
        if not isinstance(audience, Audience):
            raise WrongType("audience", audience, "an Audience such as Audience.TEAM")

    def __attrs_post_init__(self) -> None:
        require_store(self.store)
        require_deciders(self.deciders)

    def __iter__(self) -> Iterator[LoggedEvent]:
        """The events; raises DecodeError for one that cannot be read, or is of no aggregate of these."""
        self.passed_over.clear()
        codecs = {decider.name: Codec(decider) for decider in self.deciders}
        for stream, rows in stored_streams(self.store):
            for row in rows:
                aggregate = row.type.partition(".")[0]
                if aggregate not in codecs:
                    error = DecodeError(row.type, row.type_version, "", "of no aggregate known here")
                    error.stream, error.stream_version = stream, row.version
                    raise error
                event = codecs[aggregate].from_row(row)
                if self.audience.may_read(audiences(type(event))["header"]):
                    yield _logged(row, event, codecs[aggregate], self.audience)
                else:
                    self.passed_over[row.type, NOT_FOR_READER] += 1


def _logged(row: RecordedEvent, event: AnyEvent, codec: Codec[Any], audience: Audience) -> LoggedEvent:
    aggregate = codec.decider.name
    values = codec.event_to_dict(event, reader=audience, notes=False)
    kinds = attribute_types(type(event))
    objects = {NamedObject(aggregate, row.stream): "stream", NamedObject("person", row.actor): "by"}
    for kind, id, field in named_objects(type(event), values):
        objects.setdefault(NamedObject(kind, id), field)
    return LoggedEvent(
        id=row.id,
        case=row.stream,
        aggregate=aggregate,
        activity=row.type,
        at=event.at.astimezone(UTC),
        resource=row.actor,
        role=row.role,
        attributes={
            name: _single_value(value, kinds[name])
            for name, value in values.items()
            if name in kinds and value is not None
        },
        objects=objects,
    )


def _single_value(value: Any, kind: type) -> Value:
    if kind is datetime:
        return datetime.fromisoformat(value).astimezone(UTC)
    single: Value = float(value) if kind is float else value
    return single


@per_class
def attribute_types(event: type[AnyEvent]) -> Mapping[str, type]:
    """The type of each field of an event that holds a single value; an enumeration or a date counts as text."""
    found = {name: _single_type(hint) for name, hint in types_of(event).items() if name != "header"}
    return {name: single for name, single in found.items() if single is not None}


def _single_type(hint: Any) -> type | None:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _single_type(inner[0])
    if origin in (Union, UnionType):
        found = {_single_type(each) for each in inner if each is not type(None)}
        return found.pop() if len(found) == 1 else None
    if not isinstance(hint, type) or attrs.has(hint) or issubclass(hint, tuple | list | set | frozenset | Mapping):
        return None
    return next((each for each in (bool, int, float, datetime) if issubclass(hint, each)), str)
