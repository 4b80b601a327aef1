"""Export: the statements of a store, or of one stream, for one reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from pdflow import engagement, participation
from pdflow.audience import Audience, audiences
from pdflow.deciders import DECIDERS
from pdflow.errors import WrongType
from pdflow.exchange.xapi.corrections import Corrections
from pdflow.exchange.xapi.engagement import ABOUT_A_GROUP
from pdflow.exchange.xapi.facts import StreamFacts, Titles
from pdflow.exchange.xapi.participation import ABOUT_A_PERSON
from pdflow.exchange.xapi.source import XapiSource
from pdflow.history import EffectiveEvents, engagement_name, session_calendar
from pdflow.kernel.messages import EVENTS, AnyEvent, Event
from pdflow.storage.arguments import require_store
from pdflow.storage.codec import Codec
from pdflow.storage.event_ids import event_id
from pdflow.storage.event_store import EventStore
from pdflow.storage.json_values import JsonObject
from pdflow.storage.stored_streams import stored_streams

NO_VERB: Final = "no verb"
"""Why an event was passed over: xAPI has no word for it, as for a plan, a policy or a note."""
NOBODY_THERE: Final = "nobody there"
"""Why an event was passed over: it records an absence, or a session that nobody attended."""
NOT_FOR_READER: Final = "not for this reader"
"""Why an event was passed over: the audience may not read it."""

PassedOver = Counter[tuple[str, str]]
"""How many events were passed over, by their type and why."""

_MAKERS: Final = {**ABOUT_A_PERSON, **ABOUT_A_GROUP}
_TAKING_BACK: Final = (participation.RecordVoided, participation.Reopened, engagement.RecordVoided)
_LEARNT_FROM: Final = (
    engagement.EngagementRequested,
    engagement.TrainingRescheduled,
    engagement.TrainingScheduled,
    participation.CoachingOpened,
    participation.ParticipantBriefed,
    participation.SessionPlanned,
)
_READ: Final = frozenset(name for name, kind in EVENTS.items() if kind.type in (*_MAKERS, *_TAKING_BACK, *_LEARNT_FROM))
_CODECS: Final[Mapping[str, Codec[Any]]] = {decider.name: Codec(decider) for decider in DECIDERS}


@attrs.define(eq=False)
class Statements:
    """The statements of a store, one stream after the other; each time it is iterated it reads the store anew.

    The same store gives the same statements, letter for letter, and one that has more events since gives the former
    ones and more: what was corrected is voided, nothing is changed.

    Args:
        source: Where people and activities have their addresses.
        audience: Who reads them. For the pair, observations, check-ins and so on say levels; for ``ALL`` there is
            nothing, since what a participation records is for the team.
    """

    store: EventStore
    source: XapiSource
    audience: Audience = attrs.field(default=Audience.TEAM, kw_only=True)
    passed_over: PassedOver = attrs.field(init=False, factory=Counter)
    """What was passed over when it was last iterated."""

    def __attrs_post_init__(self) -> None:
        require_store(self.store)
        if not isinstance(self.source, XapiSource):
            raise WrongType("Statements.source", self.source, "an XapiSource")
        if not isinstance(self.audience, Audience):
            raise WrongType("Statements.audience", self.audience, "an Audience such as Audience.TEAM")

    def __iter__(self) -> Iterator[JsonObject]:
        self.passed_over = Counter()
        titles = stored_titles(self.store)
        for stream, rows in stored_streams(self.store):
            maker = _Maker(StreamFacts(self.source, self.audience, stream, titles), self.passed_over)
            for row in rows:
                if row.type in _READ:
                    yield from maker.made(row.id, _CODECS[row.type.partition(".")[0]].from_row(row))
                else:
                    self.passed_over[row.type, NO_VERB] += 1


def stream_statements(
    stream: str,
    events: Iterable[Event[Any]],
    source: XapiSource,
    *,
    audience: Audience = Audience.TEAM,
    titles: Titles | None = None,
) -> tuple[list[JsonObject], PassedOver]:
    """The statements of one stream, the same as those of the store, and what was passed over.

    Their ids are made of the commands' ids as a store makes them today; for events that an older pdflow recorded under
    its own formula, ``Statements`` has the ids that the store kept.

    Args:
        stream: Its name.
        events: All its events, in the order in which they were recorded.
        titles: The titles of sessions, by the names of engagement and session.
    """
    passed_over, numbers, statements = PassedOver(), Counter[str](), list[JsonObject]()
    maker = _Maker(StreamFacts(source, audience, stream, titles or {}), passed_over)
    for event in events:
        id = event_id(event.header.id, numbers[event.header.id])
        numbers[event.header.id] += 1
        statements += maker.made(id, event)
    return statements, passed_over


def stored_titles(store: EventStore) -> Titles:
    """The title of every training session in the engagements of a store."""
    codec, titles = _CODECS[engagement.decider.name], Titles()
    for _, rows in stored_streams(store, of=codec.decider.name):
        events = [codec.from_row(row) for row in rows]
        name = engagement_name(EffectiveEvents(events))
        titles |= {(name, session): booked.name for session, booked in session_calendar(events).items()}
    return titles


class _Maker:
    """Makes the statements of one stream, event after event."""

    def __init__(self, facts: StreamFacts, passed_over: PassedOver) -> None:
        self._facts, self._passed_over = facts, passed_over
        self._corrections = Corrections(facts.source, facts.issued)

    def made(self, id: str, event: AnyEvent) -> Iterator[JsonObject]:
        """What an event adds."""
        self._facts.learn(event)
        kind = type(event)
        if kind not in _MAKERS and kind not in _TAKING_BACK:
            self._passed_over[event.name, NO_VERB] += 1
        elif not self._facts.audience.may_read(_reader_of(kind)):
            self._passed_over[event.name, NOT_FOR_READER] += 1
        elif kind in _TAKING_BACK:
            yield from self._corrections.take_back(event)
        else:
            drafts = [*_MAKERS[kind](event, self._facts)]
            if not drafts:
                self._passed_over[event.name, NOBODY_THERE] += 1
            yield from self._corrections.state(id, event, drafts)


def _reader_of(kind: type[AnyEvent]) -> Audience:
    """Who may read an event's header, without which there is neither an actor nor a time."""
    return audiences(EVENTS[kind.name].type)["header"]
