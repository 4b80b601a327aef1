"""Streams beside the participants': what is asked of the engagement and of its trainers, decided by the real guards."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar
from uuid import uuid5

from pdflow.coordination import EVENTS_READ, AddressedCommand, EventInStream, FeedDirectory, react
from pdflow.kernel.decider import Decider
from pdflow.kernel.header import Actor, Header
from pdflow.kernel.messages import Command, Event
from pdflow.kernel.records import Aggregate
from pdflow.kernel.refusal import Reason, Refused
from pdflow.simulation.participant.person import COHORTS, Story
from pdflow.simulation.report.journal import Asked
from pdflow.storage.codec import event_id

if TYPE_CHECKING:
    from pdflow.simulation.engagement.commissioned import Commissioned

S = TypeVar("S", bound=Aggregate)


class Asking(NamedTuple):
    """A command that was asked, and why not, if it was refused."""

    command: Command[Any]
    reasons: tuple[Reason, ...]


class Stream(Generic[S]):
    """An engagement or a trainer: its state, and the way commands are asked of it."""

    def __init__(self, name: str, decider: Decider[S], world: Commissioned) -> None:
        self.name, self.decider, self.world = name, decider, world
        self.state = decider.state()
        self.asked: list[Asking] = []
        """What people asked, in order, without what followed from other streams."""
        self._space = uuid5(COHORTS, f"{world.seed}:{name}")
        self._refused: dict[Asked, int] = {}

    def ask(self, kind: Callable[..., Command[Any]], by: Actor, /, **said: Any) -> tuple[Reason, ...]:
        """Ask a command now; the reasons where it is refused."""
        name = str(uuid5(self._space, str(len(self.asked))))
        command = kind(Header(name, by, self.world.year.at(self.world.env.now)), **said)
        reasons = self.carry_out(command)
        self.asked.append(Asking(command, reasons))
        return reasons

    def carry_out(self, command: Command[Any]) -> tuple[Reason, ...]:
        """Decide a command and keep what happened."""
        journal, kind = self.world.journal, type(command).__name__
        journal.decisions += 1
        try:
            events = self.decider.decide(self.state, command)
        except Refused as refused:
            journal.refuse(kind, refused.reasons)
            for reason in refused.reasons:
                self._refused.setdefault(Asked(kind, reason.code), self.world.today)
            return refused.reasons
        self.decider.fold(events, onto=self.state)
        journal.events += len(events)
        journal.silences += not events
        if events:
            self.world.keeper.keep(self.name, events)
        for asked in [asked for asked in self._refused if asked.command == kind]:
            journal.remedy(asked, self.world.today - self._refused.pop(asked))
        return ()


class Post:
    """Carries what follows from an event to the streams it concerns, as a relay does over the feed of a store."""

    def __init__(self, world: Commissioned, naming: Callable[[str, str], str]) -> None:
        self.refused: list[tuple[AddressedCommand, tuple[Reason, ...]]] = []
        """What followed from an event and was refused; it is not tried again."""
        self._world, self._register = world, FeedDirectory(naming)
        self._waiting: deque[EventInStream[Any]] = deque()

    def hear(self, stream: str, events: Sequence[Event[Any]]) -> None:
        """Take in what happened; it is carried on at the same minute, after whatever goes on now."""
        if not self._waiting and any(event.name in EVENTS_READ for event in events):
            self._world.begin(self._deliver())
        for n, event in enumerate(events):
            if event.name in EVENTS_READ:
                self._waiting.append(EventInStream(event_id(event.header.id, n), stream, event))

    def _deliver(self) -> Story[None]:
        yield self._world.env.timeout(0)
        while self._waiting:
            happened = self._waiting[0]
            for addressed in react(happened, self._register):
                reasons = self._world.carry_out(addressed)
                if reasons:
                    self.refused.append((addressed, reasons))
            self._register.learn(happened)
            self._waiting.popleft()
