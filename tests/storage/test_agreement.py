"""Whatever is asked of them, the store in memory and the store in SQLite answer alike."""

from collections.abc import Callable
from typing import Any

from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from pdflow.errors import PdflowError
from pdflow.storage.event_store import EventStore
from pdflow.storage.memory import MemoryStore
from pdflow.storage.sqlite import SqliteStore
from pdflow.testing.stores import MORNING, events_of

streams = st.sampled_from(["p-1", "p-2"])
commands = st.sampled_from("abcd")
small = st.integers(0, 4)


def answer(ask: Callable[[EventStore], Any], store: EventStore) -> Any:
    try:
        return ask(store)
    except PdflowError as error:
        return type(error), error.args


class Agreement(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.memory = MemoryStore(clock=lambda: MORNING)
        self.sqlite = SqliteStore(":memory:", clock=lambda: MORNING)

    def alike(self, ask: Callable[[EventStore], Any]) -> None:
        assert repr(answer(ask, self.memory)) == repr(answer(ask, self.sqlite))

    @rule(stream=streams, commands=st.lists(commands, max_size=3), count=small, expected=small)
    def append(self, stream: str, commands: list[str], count: int, expected: int) -> None:
        events = [event for command in commands for event in events_of(command, count)]
        self.alike(lambda store: store.append(stream, events, expected=expected))

    @rule(stream=streams, command=commands, count=small)
    def go_on(self, stream: str, command: str, count: int) -> None:
        version = len(self.memory.load(stream))
        self.alike(lambda store: store.append(stream, events_of(command, count), expected=version))

    @rule(stream=streams, after=small, limit=small)
    def read(self, stream: str, after: int, limit: int) -> None:
        self.alike(lambda store: store.load(stream, after=after))
        self.alike(lambda store: store.feed(after=after, limit=limit))

    @rule(command=commands, nth=small)
    def erase(self, command: str, nth: int) -> None:
        event = events_of(command, nth + 1)[nth]
        self.alike(lambda store: store.erase_notes(event.id))
        self.alike(lambda store: store.of_command(event.command_id))

    def teardown(self) -> None:
        self.alike(lambda store: store.feed())
        self.sqlite.close()


TestAgreement = Agreement.TestCase
TestAgreement.settings = settings(max_examples=60, stateful_step_count=20)
