"""Messages: the events of a store as CloudEvents 1.0, for queues and webhooks."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Final

import attrs

from pdflow.audience import Audience, audiences
from pdflow.deciders import DECIDERS
from pdflow.errors import OutOfRange, WrongType
from pdflow.exchange.timestamps import rfc3339
from pdflow.kernel.decider import Decider
from pdflow.kernel.messages import EVENTS, AnyEvent
from pdflow.schemas import BASE
from pdflow.storage.arguments import require_deciders, require_store
from pdflow.storage.codec import Codec
from pdflow.storage.event_store import ERASED, EventStore, RecordedEvent
from pdflow.storage.json_values import JsonObject
from pdflow.storage.stored_streams import feed_of

STRUCTURED: Final = "application/cloudevents+json"
"""The content type of one message."""
BATCHED: Final = "application/cloudevents-batch+json"
"""The content type of a list of messages."""
TYPE_PREFIX: Final = "org.pdflow."
LAST_POSITION: Final = 2**63 - 1
"""That a store can have."""
HEADER: Final = ("command_id", "by", "at")

NOTHING_TO_READ: Final = "nothing for this reader"
"""Why an event was passed over: it has no field that the audience may read."""
OTHER_AGGREGATE: Final = "another aggregate"
"""Why an event was passed over: it is of no aggregate whose decider was given."""
UNSENDABLE_NAME: Final = "a stream name that no message may hold"
"""Why an event was passed over: its stream's name has control characters, noncharacters or lone surrogates."""

_is_reference: Final = re.compile(r"[\x21-\x7e]+").fullmatch
_NONCHARACTERS: Final = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_cannot_be_sent: Final = re.compile(rf"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]").search


@attrs.define(eq=False)
class CloudEvents:
    """The events of a store as messages, in the order of the feed; each time it is iterated it reads the store anew.

    A message has the id of its event, so that whoever gets it twice knows it. Its data are the event as the codec
    writes it, without personal notes; where the audience may not read who did it and when, they lack these too.

    Args:
        source: The host's address, or another URI that names it; with the id it tells an event from all others.
        audience: Who reads them: what this audience may not read is left out, and so are events of which nothing is
            left.
        after: The position in the feed after which to begin: the ``sequence`` of the last message that was sent.
        deciders: Those of the aggregates whose events are sent; by default all three.
        schemas: What begins the address of each event's schema, as ``event_schema`` takes it.

    Raises:
        OutOfRange: A source or a base of schemas that cannot be in a URI, or a position that no store has.
        WrongType: An argument of another type.
    """

    store: EventStore
    source: str
    audience: Audience = attrs.field(default=Audience.ALL, kw_only=True)
    after: int = attrs.field(default=0, kw_only=True)
    deciders: Iterable[Decider[Any]] = attrs.field(default=DECIDERS, kw_only=True)
    schemas: str = attrs.field(default=BASE, kw_only=True)
    passed_over: Counter[tuple[str, str]] = attrs.field(init=False, factory=Counter)
    """How many events were passed over when it was last iterated, by their type and why."""
    _codecs: Mapping[str, Codec[Any]] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        require_store(self.store)
        for field in ("source", "schemas"):
            value = getattr(self, field)
            if not isinstance(value, str):
                raise WrongType(f"CloudEvents.{field}", value, "a URI")
            if not _is_reference(value):
                raise OutOfRange(f"CloudEvents.{field}", value, "a URI, such as https://example.org/pd")
        if not isinstance(self.audience, Audience):
            raise WrongType("CloudEvents.audience", self.audience, "an Audience such as Audience.TEAM")
        if not isinstance(self.after, int):
            raise WrongType("CloudEvents.after", self.after, "a position")
        if not 0 <= self.after <= LAST_POSITION:
            raise OutOfRange("CloudEvents.after", self.after, "a position, from 0 on")
        self._codecs = {decider.name: Codec(decider) for decider in require_deciders(self.deciders)}

    def __iter__(self) -> Iterator[JsonObject]:
        self.passed_over = Counter()
        for row in feed_of(self.store, after=self.after):
            if row.type == ERASED:
                continue
            message = self._message(row)
            if isinstance(message, str):
                self.passed_over[row.type, message] += 1
            else:
                yield message

    def batches(self, most: int = 100) -> Iterator[str]:
        """The messages as JSON texts of the batch format, so many in each.

        Raises:
            OutOfRange: Fewer than one in each.
        """
        if most < 1:
            raise OutOfRange("CloudEvents.batches", most, "1 or more")
        return self._batches(most)

    def _batches(self, most: int) -> Iterator[str]:
        left = iter(self)
        while batch := [*islice(left, most)]:
            yield json.dumps(batch)

    def _message(self, row: RecordedEvent) -> JsonObject | str:
        """The message of a row, or why there is none."""
        codec = self._codecs.get(row.type.partition(".")[0])
        if codec is None:
            return OTHER_AGGREGATE
        kind = EVENTS[row.type].type if row.type in EVENTS else type(codec.from_row(row))
        readers = audiences(kind)
        if not any(self.audience.may_read(reader) for reader in readers.values()):
            return NOTHING_TO_READ
        if _cannot_be_sent(row.stream):
            return UNSENDABLE_NAME
        data = codec.event_to_dict(row, reader=self.audience, notes=False)
        if self.audience.may_read(readers["header"]):
            return self._enveloped(row, kind, data, time=rfc3339(row.occurred_at), dataschema=self._schema(kind))
        return self._enveloped(row, kind, {name: value for name, value in data.items() if name not in HEADER})

    def _enveloped(self, row: RecordedEvent, kind: type[AnyEvent], data: JsonObject, **more: str) -> JsonObject:
        return {
            "specversion": "1.0",
            "id": row.id,
            "source": self.source,
            "type": f"{TYPE_PREFIX}{kind.name}.v{kind.version}",
            "subject": row.stream,
            **more,
            "datacontenttype": "application/json",
            "streamversion": row.version,
            "sequence": f"{row.position:020}",
            "data": data,
        }

    def _schema(self, kind: type[AnyEvent]) -> str:
        """The ``$id`` of the schema of its data."""
        aggregate, _, name = kind.name.partition(".")
        return f"{self.schemas}{aggregate}/events/{name}/{kind.version}"
