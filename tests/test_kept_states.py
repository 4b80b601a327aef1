"""A desk that keeps states answers as one that folds every stream anew, whatever else happens to the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given, settings, strategies as st
from tests.participation.corpus import SUBJECT, enrolment
from tests.test_desk import enrol, header, plan

from pdflow import PROFILES, Command, Desk, MemoryStore, OutOfRange, PdflowError, Receipt, Refused, SqliteStore
from pdflow.participation import Enrol, TakeBaseline, Withdraw, decider
from pdflow.participation.examples import AN_OUTCOME
from pdflow.storage.erasure import erase_notes
from pdflow.storage.event_store import EventStore
from pdflow.storage.snapshots import Snapshot
from pdflow.testing.stores import with_another
from pdflow.testing.walks import walk

STREAMS = ("p-0", "p-1", "p-2")
SEEN = '["", 1, "2026-09-01T08:00:00Z", null]'
CHICAGO = ZoneInfo("America/Chicago")


class Asked:
    """A store that notes what it is asked."""

    def __init__(self, store: EventStore) -> None:
        self.store, self.asked = store, list[str]()

    def __getattr__(self, name: str) -> Any:
        self.asked.append(name)
        return getattr(self.store, name)

    def since(self) -> list[str]:
        asked, self.asked = self.asked, []
        return asked


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EventStore]:
    if request.param == "memory":
        yield MemoryStore()
    else:
        with SqliteStore(tmp_path / "pd.sqlite") as sqlite:
            yield sqlite


def at_one_hour() -> MemoryStore:
    """A store whose clock stands still, so that two of them record the same."""
    return MemoryStore(clock=lambda: datetime.fromtimestamp(0, UTC))


def outcome(work: Callable[[Desk, Desk], object], ours: Desk, theirs: Desk) -> object:
    """What is returned, or what is raised, as something to compare."""
    try:
        return work(ours, theirs)
    except PdflowError as error:
        return (type(error), str(error))


def another(store: EventStore) -> Desk:
    return Desk(decider, store, clock=None)


def history(random: Random) -> Iterator[Command]:
    opening = enrolment(random.choice([*PROFILES.values()]))
    header = attrs.evolve(opening.header, id=str(UUID(int=random.getrandbits(128))))
    return iter(walk(SUBJECT, Random(random.random()), 60, [attrs.evolve(opening, header=header)]).commands)


def steps(random: Random) -> list[Callable[[Desk, Desk], object]]:
    """What happens one after the other, each for the desk under test and another on the same store."""
    made: list[Callable[[Desk, Desk], object]] = []
    sent: list[tuple[str, Command]] = []
    histories = {stream: history(random) for stream in STREAMS}
    erasures: list[Callable[[str], Callable[[Desk, Desk], object]]] = [
        lambda stream: lambda ours, theirs: ours.store.erase_stream(stream),
        lambda stream: lambda ours, theirs: erase_notes(ours.store, stream),
        lambda stream: lambda ours, theirs: ours.store.rewrite(['": "ana"'], with_another('": "ana"', '": "x7"')),
    ]
    for _ in range(100):
        stream = random.choice(STREAMS)
        command = next(histories[stream], enrol())
        if random.random() < 0.2:
            command = attrs.evolve(command, header=attrs.evolve(command.header, at=command.at.astimezone(CHICAGO)))
        if sent and random.random() < 0.15:
            stream, command = random.choice(sent)
        sent.append((stream, command))
        by_another = random.random() < 0.2
        expected = random.choice((None, None, None, random.randrange(20)))
        made.append(carrying_out(stream, command, expected, by_another=by_another))
        if random.random() < 0.06:
            made.append(random.choice(erasures)(random.choice(STREAMS)))
        if random.random() < 0.1:
            made.append(lambda ours, theirs, stream=stream: ours.load(stream))  # type: ignore[misc]
    return made


def carrying_out(
    stream: str, command: Command, expected: int | None, *, by_another: bool
) -> Callable[[Desk, Desk], object]:
    def work(ours: Desk, theirs: Desk) -> Receipt:
        return (theirs if by_another else ours).carry_out(stream, command, expected=expected)

    return work


@settings(max_examples=30)
@given(seed=st.integers(0), keep=st.sampled_from([1, 2, 1000]), every=st.sampled_from([None, 1, 3, 10]))
def test_with_and_without_kept_states_and_snapshots_all_answers_and_streams_are_the_same(
    seed: int, keep: int, every: int | None
) -> None:
    stores = at_one_hour(), at_one_hour()
    others = [Desk(decider, store, clock=None, keep=0) for store in stores]
    plain = Desk(decider, stores[0], clock=None, keep=0)
    keeping = Desk(decider, stores[1], clock=None, keep=keep, snapshot_every=every)
    for step in steps(Random(seed)):
        assert outcome(step, keeping, others[1]) == outcome(step, plain, others[0])
    assert stores[0].feed(limit=10_000) == stores[1].feed(limit=10_000)
    for stream in STREAMS:
        anew = Desk(decider, stores[1], clock=None, keep=0).load(stream)
        assert keeping.load(stream) == plain.load(stream) == anew


@pytest.mark.parametrize(
    ("options", "first", "later"),
    [
        ({}, ["look_up", "append"], ["append"]),
        ({"keep": 0}, ["look_up", "append"], ["look_up", "append"]),
        ({"snapshot_every": 9}, ["snapshot", "look_up", "append"], ["append"]),
        ({"snapshot_every": 1}, ["snapshot", "look_up", "append"], ["keep_snapshot", "append"]),
        ({"snapshot_every": 9, "keep": 0}, *[["snapshot", "look_up", "append"]] * 2),
    ],
)
def test_a_command_asks_the_store_at_most_one_question_before_it_appends(
    store: EventStore, options: dict[str, int], first: list[str], later: list[str]
) -> None:
    asked = Asked(store)
    desk = Desk(decider, asked, clock=None, **options)
    asked.since()
    desk.carry_out("p-1", enrol())
    assert asked.since() == first
    for n in range(2):
        desk.carry_out("p-1", plan(f"s-{n}"))
        assert asked.since() == later


@pytest.mark.parametrize(("keep", "read"), [(2, [1]), (1, [5]), (0, [1, 2, 5])])
def test_only_what_is_new_is_read_of_the_streams_used_last(store: EventStore, keep: int, read: list[int]) -> None:
    counts: list[int] = []

    class Counted(Asked):
        def look_up(self, stream: str, command_id: str, *, after: int = 0) -> Any:
            found = self.store.look_up(stream, command_id, after=after)
            counts.append(len(found.events))
            return found

    desk = Desk(decider, Counted(store), clock=None, keep=keep)
    for command in (enrol(), *map(plan, "abcd")):
        desk.carry_out("p-1", command)
    desk.carry_out("p-2", enrol())
    counts.clear()
    desk.carry_out("p-2", plan("t-1"))
    desk.carry_out("p-2", plan("t-2"))
    desk.load("p-1")
    assert counts == read


@pytest.mark.parametrize(
    ("meanwhile", "asked"),
    [
        (lambda store: None, ["append"]),
        (lambda store: another(store).carry_out("p-1", plan("theirs")), ["append", "look_up", "append"]),
        (lambda store: store.erase_notes(store.load("p-1")[0].id), ["append"]),
        (lambda store: store.erase_stream("p-2"), ["append", "look_up", "look_up", "append"]),
    ],
    ids=["nothing", "another command", "nothing to erase", "a stream erased elsewhere"],
)
def test_what_came_in_between_is_looked_up_and_the_command_decided_anew(
    store: EventStore, meanwhile: Callable[[EventStore], object], asked: list[str]
) -> None:
    noting = Asked(store)
    desk = Desk(decider, noting, clock=None)
    desk.carry_out("p-1", enrol())
    desk.carry_out("p-2", enrol())
    desk.carry_out("p-2", Withdraw(header(1), reason="moved"))
    meanwhile(store)
    noting.since()
    receipt = desk.carry_out("p-1", plan("ours"))
    assert noting.since() == asked
    assert receipt.version == len(store.load("p-1"))
    assert desk.load("p-1") == Desk(decider, store, clock=None).load("p-1")


def test_a_command_of_which_an_event_has_an_id_of_before_leaves_no_more(store: EventStore) -> None:
    command = plan("s-1")
    desk = Desk(decider, store, clock=None)
    desk.carry_out("p-1", enrol())
    [row] = desk.codec.to_rows(decider.decide(desk.load("p-1")[0], command), None, desk.codec.fingerprint(command))
    store.append("p-1", [attrs.evolve(row, id=str(UUID(int=1)))], expected=1)
    desk.load("p-1")
    receipt = desk.carry_out("p-1", command)
    assert (receipt.version, receipt.repeated) == (2, True)
    assert len(store.load("p-1")) == 2


def test_what_is_loaded_is_the_caller_s_to_change(store: EventStore) -> None:
    desk = Desk(decider, store, clock=None)
    desk.carry_out("p-1", enrol())
    for _ in range(2):
        state, _ = desk.load("p-1")
        state.plans["mine"] = state.phase = "spoilt"  # type: ignore[assignment]
        state.voided = {"mine"}
    assert desk.load("p-1") == Desk(decider, store, clock=None).load("p-1")
    assert desk.carry_out("p-1", plan("s-1")).version == 2


def test_a_kept_state_is_that_of_the_events_as_they_are_read(store: EventStore) -> None:
    desk = Desk(decider, store, clock=None)
    desk.carry_out("p-1", Enrol(header(), person="ana", outcomes=(AN_OUTCOME,)))
    on, outcome = header().at.date(), AN_OUTCOME.outcome
    [taken] = desk.carry_out("p-1", TakeBaseline(header(), baseline="b", outcome=outcome, value=20, on=on)).events
    assert repr(taken.value) == "20"
    assert repr(desk.load("p-1")) == repr(Desk(decider, store, clock=None).load("p-1"))


def test_a_failed_append_leaves_the_kept_state_as_it_was(store: EventStore) -> None:
    class Failing(Asked):
        fails = False

        def append(self, *args: Any, **more: Any) -> Any:
            if self.fails:
                raise OSError("the disk is full")
            return self.store.append(*args, **more)

    failing = Failing(store)
    desk = Desk(decider, failing, clock=None)
    desk.carry_out("p-1", enrol())
    failing.fails = True
    command = plan("s-1")
    with pytest.raises(OSError, match="full"):
        desk.carry_out("p-1", command)
    assert [*desk.load("p-1")[0].plans] == []
    failing.fails = False
    assert desk.carry_out("p-1", command) == Receipt(tuple(desk.history("p-1")[1:]), 2)


def test_a_batch_that_is_rolled_back_is_forgotten(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "pd.sqlite") as store:
        desk = Desk(decider, store, clock=None)
        desk.carry_out("p-1", enrol())
        with suppress(LookupError), store.batch():
            desk.carry_out("p-1", Withdraw(header(1), reason="moved"))
            desk.carry_out("p-2", enrol())
            raise LookupError
        assert desk.carry_out("p-1", plan("s-1")).version == 2
        assert desk.load("p-2") == (decider.state(), 0)


def test_a_rolled_back_command_that_comes_again_with_other_words_is_seen(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "pd.sqlite") as store, SqliteStore(tmp_path / "pd.sqlite") as same:
        desk, other = Desk(decider, store, clock=None, snapshot_every=1), Desk(decider, same, clock=None)
        command = enrol(person="lost")
        with suppress(LookupError), store.batch():
            desk.carry_out("p-1", command)
            raise LookupError
        other.carry_out("p-1", attrs.evolve(command, person="kept"))
        assert desk.load("p-1") == other.load("p-1")
        desk.carry_out("p-1", plan("s-1"))
        assert Desk(decider, same, clock=None, snapshot_every=1).load("p-1")[0].person == "kept"


def test_a_restored_backup_is_seen_even_where_it_has_gone_on_to_the_same_version(tmp_path: Path) -> None:
    first, second = SqliteStore(tmp_path / "one.sqlite"), SqliteStore(tmp_path / "two.sqlite")
    switched = Asked(first)
    desk, other = Desk(decider, switched, clock=None), Desk(decider, second, clock=None)
    for each, name in ((desk, "lost"), (other, "there")):
        each.carry_out("p-1", enrol())
        each.carry_out("p-1", plan(name))
    switched.store = second
    assert [*desk.load("p-1")[0].plans] == ["there"]
    first.close()
    second.close()


@pytest.mark.parametrize("every", [None, 1], ids=["kept", "kept and snapshots"])
def test_a_person_renamed_from_elsewhere_lives_on_in_no_state_and_in_no_new_event(
    store: EventStore, every: int | None
) -> None:
    desk = Desk(decider, store, clock=None, snapshot_every=every)
    desk.carry_out("p-anna", enrol(person="anna"))
    desk.carry_out("p-1", enrol(person="anna"))
    desk.carry_out("p-1", plan("s-1"))
    store.rewrite(["anna"], with_another("anna", "x7"))
    assert desk.load("p-1")[0].person == "x7"
    assert desk.load("p-anna") == (decider.state(), 0)
    desk.carry_out("p-1", plan("s-2"))
    desk.carry_out("p-x7", plan("s-3"))
    assert "anna" not in repr(store.feed())
    assert all("anna" not in repr(attrs.asdict(kept)) for name in ("p-1", "p-x7") if (kept := store.snapshot(name)))


def test_an_erased_stream_begins_anew(store: EventStore) -> None:
    desk, other = Desk(decider, store, clock=None, snapshot_every=1), Desk(decider, store, clock=None)
    for each in (desk, other):
        each.carry_out("p-1", enrol() if each is desk else plan("s-1"))
    assert other.store.erase_stream("p-1") == 2
    for each in (desk, other):
        assert each.load("p-1") == (decider.state(), 2)
        with pytest.raises(Refused, match=r"participation\.not_in_phase"):
            each.carry_out("p-1", plan("s-2"))


@pytest.mark.parametrize(
    "fields",
    [
        {"format": "pdflow 0.0.9"},
        {"data": "{"},
        {"data": "{}"},
        {"data": '{"seen": 7}'},
        {"data": f'{{"seen": {SEEN}, "aggregate": "participation", "format": 99, "state": {{}}}}'},
    ],
)
def test_a_snapshot_of_another_format_or_that_cannot_be_read_is_made_anew(
    store: EventStore, fields: dict[str, str]
) -> None:
    def desk() -> Desk:
        return Desk(decider, store, clock=None, keep=0, snapshot_every=2)

    desk().carry_out("p-1", enrol())
    for n in (1, 2, 3):
        desk().carry_out("p-1", plan(f"s-{n}"))
    good = store.snapshot("p-1")
    assert good is not None
    assert good.version == 2
    store.keep_snapshot(attrs.evolve(with_another_plan(good), **fields))
    assert desk().load("p-1") == Desk(decider, store, clock=None).load("p-1")
    assert desk().carry_out("p-1", plan("s-4")).version == 5
    anew = store.snapshot("p-1")
    assert anew is not None
    assert (anew.version, anew.format) == (4, good.format)
    assert desk().load("p-1") == Desk(decider, store, clock=None).load("p-1")


def test_a_snapshot_is_used_and_counts_as_long_as_nothing_is_erased(store: EventStore) -> None:
    asked = Asked(store)
    desk = Desk(decider, asked, clock=None, keep=0, snapshot_every=2)
    desk.carry_out("p-1", enrol())
    desk.carry_out("p-1", plan("s-1"))
    desk.carry_out("p-1", plan("s-2"))
    [kept] = [store.snapshot("p-1")]
    assert kept is not None
    good = with_another_plan(kept)
    store.keep_snapshot(good)
    assert "from the snapshot" in desk.load("p-1")[0].plans
    store.erase_notes(store.load("p-1")[0].id)
    store.rewrite(["s-1"], with_another("s-1", "s-9"))
    assert [*desk.load("p-1")[0].plans] == ["s-9", "s-2"]


def with_another_plan(snapshot: Snapshot) -> Snapshot:
    assert '"s-1"' in snapshot.data
    return attrs.evolve(snapshot, data=snapshot.data.replace('"s-1"', '"from the snapshot"'))


@pytest.mark.parametrize("options", [{"keep": -1}, {"snapshot_every": 0}])
def test_a_number_that_means_nothing_is_refused(options: dict[str, int]) -> None:
    with pytest.raises(OutOfRange):
        Desk(decider, MemoryStore(), **options)
