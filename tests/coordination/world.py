"""Several streams of one store with a relay: the engagement e1 in the stream eng, its participations and a trainer."""

import attrs
from tests.cadre import course
from tests.engagement import stories as s

from pdflow import Command, Event, Refused, cadre, engagement, participation
from pdflow.coordination import (
    AddressedCommand,
    Bookmark,
    Directory,
    EventInStream,
    MemoryBookmark,
    Relay,
)
from pdflow.desk import Desk
from pdflow.engagement import AssignTask, Band, Engagement, Presence
from pdflow.participation import Participation
from pdflow.storage.event_store import EventStore, RecordedEvent
from pdflow.storage.memory import MemoryStore

DECIDERS = (engagement.decider, participation.decider, cadre.decider)
SECRET = b"known to this host only"
ANA, BOB, CY = "participation-eng-ana", "participation-eng-bob", "participation-eng-cy"


class World:
    """A store, its desks, and a relay whose refused commands are kept."""

    def __init__(
        self, store: EventStore | None = None, bookmark: Bookmark | None = None, directory: Directory | None = None
    ) -> None:
        self.store = MemoryStore() if store is None else store
        self.desks = [Desk(decider, self.store, clock=None) for decider in DECIDERS]
        self.desk_of = {kind: desk for desk in self.desks for kind in desk.decider.commands.values()}
        self.refused: list[tuple[AddressedCommand, list[str], EventInStream[Event]]] = []
        self.errors: list[tuple[EventInStream[Event] | RecordedEvent, Exception, AddressedCommand | None]] = []
        self.relay = Relay(self.desks, bookmark or MemoryBookmark(), directory, self._on_error, secret=SECRET)

    def _on_error(
        self, cause: EventInStream[Event] | RecordedEvent, error: Exception, addressed: AddressedCommand | None
    ) -> None:
        if isinstance(error, Refused):
            self.refused.append((addressed, [reason.code for reason in error.reasons], cause))
        else:
            self.errors.append((cause, error, addressed))

    def ask(self, stream: str, *commands: Command) -> "World":
        for command in commands:
            self.desk_of[type(command)].carry_out(stream, command)
        return self

    def catch_up(self) -> "World":
        """Let the relay catch up; expect it to be refused nothing."""
        self.relay.catch_up()
        assert (self.refused, self.errors) == ([], [])
        return self

    @property
    def engagement(self) -> Engagement:
        return self.desks[0].load("eng")[0]

    def participation(self, stream: str) -> Participation:
        return self.desks[1].load(stream)[0]

    def events(self, stream: str) -> list[Event]:
        """The events of a stream."""
        return self.desks[["eng", "par", "cad"].index(stream[:3])].history(stream)

    def streams(self) -> list[str]:
        return [*dict.fromkeys(row.stream for row in self.store.feed(limit=10_000))]

    def states(self) -> dict[str, object]:
        """The state of every stream."""
        desks = dict(zip(["eng", "par", "cad"], self.desks, strict=True))
        return {stream: desks[stream[:3]].load(stream)[0] for stream in sorted(self.streams())}


def begun(world: World | None = None, **request: object) -> World:
    """Commissioned, with ana at North and bob at South on the roster."""
    world = (world or World()).ask("eng", *s.commissioned(**request))
    joining = (s.join(s.host(4), "ana", site="North"), s.join(s.host(4), "bob", site="South"))
    return world.ask("eng", *joining)


def cleared(world: World, *also: Command) -> World:
    """Lee, cleared for reading aloud until 14 September 2028."""
    return world.ask("cadre-lee", *course.CLEARED, *also)


def with_new_relay(world: World) -> World:
    """The same store with a new relay, which reads from the beginning."""
    return World(world.store)


def scheduled(world: World) -> World:
    """Two sessions, s1 on day 10 and s2 on day 20."""
    sessions = (s.session("s1", 10), s.session("s2", 20))
    return world.ask("eng", s.design(s.lee(5), "tr1", "s1", "s2"), s.schedule(s.lee(5), "sch1", "tr1", *sessions))


def deliver(name: str, session: str, day: int, **minutes: int) -> Command:
    presences = tuple(Presence(person, present) for person, present in minutes.items())
    return attrs.evolve(s.deliver(s.lee(day, 12), name, session), there=presences)


def task(person: str = "lee") -> AssignTask:
    due = s.on(30)
    return AssignTask(s.office(5), task="t1", person=person, title="train", band=Band.MONTHS_1_TO_6, due=due)


def kinds(world: World, stream: str) -> list[str]:
    return [type(event).__name__ for event in world.events(stream)]
