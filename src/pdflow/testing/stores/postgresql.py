"""PostgreSQL: isolation, locks, failures that pass, and time zones of the session."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from time import sleep

import attrs
import pytest

from pdflow.errors import Conflict, StoreError
from pdflow.storage.event_store import EventStore
from pdflow.testing.stores.databases import A_MOMENT, PATIENCE, Begin, DatabaseContract, in_background, words
from pdflow.testing.stores.sample_events import events_of


class PostgresContract(DatabaseContract):
    """Tests of what PostgreSQL adds; ``events_table`` is the name of the table of events."""

    @pytest.fixture
    def events_table(self) -> str:
        """The name of the table of events."""
        raise NotImplementedError("a subclass of PostgresContract needs a fixture named events_table")

    def test_given_a_transaction_that_began_first_when_it_appends_last_then_no_reader_misses_the_other(
        self, store: EventStore, begin: Begin
    ) -> None:
        began, go_on = Event(), Event()

        def write_late() -> None:
            with begin() as host:
                host.execute("INSERT INTO own VALUES ('one')")
                began.set()
                assert go_on.wait(PATIENCE)
                host.store.append("p-2", events_of("second"), expected=0)

        second = in_background(write_late)
        assert began.wait(PATIENCE)
        with begin() as host:
            host.store.append("p-1", events_of("first"), expected=0)
            go_on.set()
            sleep(A_MOMENT)
            seen = [*store.feed()]
        second.result(PATIENCE)
        seen += store.feed(after=seen[-1].position if seen else 0)
        assert [event.stream for event in seen] == ["p-1", "p-2"]

    @pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
    def test_given_a_host_s_transaction_with_an_old_view_when_appending_then_it_is_refused(
        self, store: EventStore, begin: Begin, level: str
    ) -> None:
        with begin() as host:
            host.execute(f"SET TRANSACTION ISOLATION LEVEL {level}")
            host.execute("INSERT INTO own VALUES ('one')")
            with pytest.raises(StoreError, match=f"{level}.*READ COMMITTED"):
                host.store.append("p-1", events_of("one"), expected=0)
        assert [*store.feed()] == []
        assert words(begin) == ["one"]

    @pytest.mark.parametrize("code", ["40001", "40P01"])
    @pytest.mark.parametrize("at", ["insert", "commit"])
    def test_given_a_failure_that_passes_when_appending_then_it_is_tried_again(
        self, store: EventStore, begin: Begin, events_table: str, at: str, code: str
    ) -> None:
        fail_at_inserts(begin, events_table, at, code, times=2)
        recorded = store.append("p-1", events_of("one"), expected=0)
        assert [*store.feed()] == [*recorded]
        assert [event.version for event in recorded] == [1]

    @pytest.mark.parametrize("at", ["insert", "commit"])
    def test_given_a_failure_that_stays_when_appending_then_it_is_named_and_nothing_is_kept(
        self, store: EventStore, begin: Begin, events_table: str, at: str
    ) -> None:
        fail_at_inserts(begin, events_table, at, "40001", times=10**9)
        with pytest.raises(StoreError, match="40001"):
            store.append("p-1", events_of("one"), expected=0)
        assert [*store.feed()] == []

    def test_given_a_row_that_the_database_refuses_when_appending_then_no_error_quotes_it(
        self, store: EventStore, begin: Begin, events_table: str
    ) -> None:
        with begin() as host:
            host.execute(f"ALTER TABLE {events_table} ADD CHECK (notes <> 'in confidence')")
        event = attrs.evolve(events_of("one")[0], notes="in confidence")
        with pytest.raises(StoreError) as error:
            store.append("p-1", [event], expected=0)
        found: BaseException | None = error.value
        while found is not None:
            assert "in confidence" not in f"{found} {vars(found)}"
            found = found.__cause__ if found.__suppress_context__ else found.__cause__ or found.__context__

    @pytest.mark.parametrize("zone", ["America/St_Johns", "Asia/Kathmandu", "<+1245>-12:45", "GMT"])
    def test_given_a_time_zone_of_the_session_when_loading_then_all_times_are_as_recorded(
        self, store: EventStore, begin: Begin, reopen: Callable[[], EventStore], zone: str
    ) -> None:
        before = store.append("p-1", events_of("one"), expected=0)
        with begin() as host:
            [(name,)] = host.execute("SELECT current_database()")
            host.execute(f"ALTER DATABASE {name} SET timezone TO '{zone}'")
        other = reopen()
        after = other.append("p-1", events_of("two"), expected=1)
        kept = [*before, *after]
        assert [*other.feed()] == [*store.feed()] == kept
        assert {event.recorded_at.isoformat()[-6:] for event in [*other.feed(), *store.feed()]} == {"+00:00"}

    def test_given_appends_when_they_are_done_then_no_session_holds_a_lock(
        self, store: EventStore, begin: Begin
    ) -> None:
        store.append("p-1", events_of("one"), expected=0)
        with pytest.raises(Conflict):
            store.append("p-1", events_of("two"), expected=0)
        with begin() as host:
            held = "SELECT mode FROM pg_locks JOIN pg_database ON pg_database.oid = database"
            assert host.execute(f"{held} WHERE datname = current_database() AND locktype = 'advisory'") == []


def fail_at_inserts(begin: Begin, table: str, at: str, code: str, *, times: int) -> None:
    """Make the first inserts into a table of PostgreSQL fail with this code, at once or at the commit."""
    trigger, deferred = "TRIGGER fails BEFORE", ""
    if at == "commit":
        trigger, deferred = "CONSTRAINT TRIGGER fails AFTER", "DEFERRABLE INITIALLY DEFERRED"
    with begin() as host:
        host.execute("CREATE SEQUENCE failures")
        host.execute(
            "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF nextval('failures') <= {times} THEN RAISE EXCEPTION 'once more' USING ERRCODE = '{code}'; END IF;"
            " RETURN NEW; END $$"
        )
        host.execute(f"CREATE {trigger} INSERT ON {table} {deferred} FOR EACH ROW EXECUTE FUNCTION fail()")
