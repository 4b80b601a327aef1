"""Sending to a data store over HTTP: a year again changes nothing, and a correction what it should."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest
from tests.exchange.edfi.records import SOURCE, of, of_person, of_year
from tests.exchange.edfi.stub_data_store import CREDENTIALS, StubDataStore, serving
from tests.participation import stories
from tests.participation.stories import agree, attend, kim, lee, office

from pdflow import Audience
from pdflow.errors import StoreError
from pdflow.exchange.edfi import (
    ATTENDANCES,
    EVENTS,
    GOALS,
    PERSONS,
    DataStandard,
    EdFiRecord,
    RecordChange,
    SentLedger,
)
from pdflow.participation import DropActionStep, VoidRecord

httpx = pytest.importorskip("httpx", reason="httpx is not installed")

from pdflow.exchange.edfi.client import EdFiDataStore  # noqa: E402
from pdflow.exchange.edfi.credentials import ClientCredentials  # noqa: E402
from pdflow.exchange.http import Patience, ServiceError  # noqa: E402

Kept = tuple[StubDataStore, EdFiDataStore]
TOLD = [*stories.enrolled(), attend(lee(3), "a1"), attend(lee(4), "a2", "d2", 60, held=60)]


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture(params=DataStandard)
def kept(request: pytest.FixtureRequest, pauses: list[float]) -> Iterator[Kept]:
    with opened(StubDataStore(request.param), pauses) as pair:
        yield pair


@pytest.fixture
def core(pauses: list[float]) -> Iterator[Kept]:
    with opened(StubDataStore(), pauses) as pair:
        yield pair


class opened:  # noqa: N801
    def __init__(self, store: StubDataStore, pauses: list[float], secret: str = CREDENTIALS[1]) -> None:
        self.store, self.pauses, self.secret = store, pauses, secret

    def __enter__(self) -> Kept:
        self.server = serving(self.store)
        address = self.server.__enter__()
        auth = ClientCredentials(f"{address}/oauth/token", CREDENTIALS[0], self.secret)
        self.session = httpx.Client(auth=auth, timeout=5)
        patience = Patience(tries=4, first_pause=0.5, longest_pause=5, sleep=self.pauses.append)
        client = EdFiDataStore(self.session, f"{address}/data/v3", self.store.standard, page=7, patience=patience)
        return self.store, client

    def __exit__(self, *error: object) -> None:
        self.session.close()
        self.server.__exit__(None, None, None)


@pytest.fixture
def ledger() -> Iterator[SentLedger]:
    with SentLedger(":memory:") as made:
        yield made


def test_a_year_arrives_whole_and_is_read_back_equal(kept: Kept, ledger: SentLedger) -> None:
    store, client = kept
    source = attrs.evolve(SOURCE, standard=store.standard)
    records = [*of_year(source)]
    sent = client.send(records, ledger)
    assert (sent.done, sent.refused) == (Counter({RecordChange.CREATE: len(records)}), [])
    for resource in (PERSONS, EVENTS, ATTENDANCES, GOALS):
        assert [record for _, record in client.read(resource)] == of(resource, records)
    assert [*client.read(EVENTS, namespace="uri://other.example")] == []


def test_a_year_sent_again_changes_nothing(core: Kept, ledger: SentLedger) -> None:
    store, client = core
    client.send(of_year(), ledger)
    before, asked = {name: dict(rows) for name, rows in store.rows.items()}, len(store.requests)
    sent = client.send(of_year(), ledger)
    assert (sent.done, sent.refused, len(store.requests)) == (Counter(), [], asked)
    assert store.rows == before


def test_given_no_ledger_then_a_year_sent_again_changes_nothing_either(core: Kept) -> None:
    store, client = core
    found = []
    for _ in range(2):
        with SentLedger(":memory:") as ledger:
            client.send(of_year(), ledger)
        found.append({name: dict(rows) for name, rows in store.rows.items()})
    assert found[0] == found[1]


def test_given_a_correction_then_one_attendance_is_replaced(core: Kept, ledger: SentLedger) -> None:
    store, client = core
    client.send(of_person(*TOLD), ledger)
    changes = len(store.changes())
    sent = client.send(of_person(*TOLD, attend(lee(5), "a3", there=100)), ledger)
    assert sent.done == {RecordChange.REPLACE: 1}
    [(method, path, status)] = store.changes()[changes:]
    assert (method, status) == ("POST", 200)
    assert path.endswith("/professionalDevelopmentEventAttendances")
    categories = [body["attendanceEventCategoryDescriptor"] for body in store.bodies(ATTENDANCES.name)]
    assert [each.partition("#")[2] for each in categories] == ["Partial", "In Attendance"]


def test_given_a_void_then_the_attendance_is_deleted_and_its_event_after_it(core: Kept, ledger: SentLedger) -> None:
    store, client = core
    client.send(of_person(*TOLD), ledger)
    changes = len(store.changes())
    sent = client.send(of_person(*TOLD, VoidRecord(office(7), record="a2", reason="other person")), ledger)
    assert (sent.done, sent.refused) == ({RecordChange.DELETE: 2}, [])
    deleted = [path.split("/")[-2] for _, path, _ in store.changes()[changes:]]
    assert deleted == [ATTENDANCES.name, EVENTS.name]
    assert len(store.bodies(ATTENDANCES.name)) == len(store.bodies(EVENTS.name)) == 1
    assert len(store.bodies(PERSONS.name)) == 1


def test_given_another_title_then_the_new_key_is_created_before_the_old_one_is_deleted(
    core: Kept, ledger: SentLedger
) -> None:
    store, client = core
    client.send(of_person(*TOLD), ledger)
    changes = len(store.changes())
    sent = client.send(of_person(*TOLD, source=attrs.evolve(SOURCE, names={"d1": "Open questions"})), ledger)
    assert sent.done == {RecordChange.CREATE: 2, RecordChange.DELETE: 2}
    done = [(method, path.split("/")[5 - 1]) for method, path, _ in store.changes()[changes:]]
    assert done == [
        ("POST", EVENTS.name),
        ("POST", ATTENDANCES.name),
        ("DELETE", ATTENDANCES.name),
        ("DELETE", EVENTS.name),
    ]
    titles = {body["professionalDevelopmentTitle"].partition(" #")[0] for body in store.bodies(EVENTS.name)}
    assert titles == {"Open questions", "Training session"}


def test_given_a_dropped_step_then_its_goal_is_deleted(core: Kept, ledger: SentLedger) -> None:
    store, client = core
    story = [*stories.with_growth_area(), agree(kim(9, 9), "st1", "g1")]
    client.send(of_person(*story), ledger)
    assert len(store.bodies(GOALS.name)) == 1
    client.send(of_person(*story, DropActionStep(kim(11), step="st1", reason="no longer wanted")), ledger)
    assert store.bodies(GOALS.name) == []


def test_given_a_narrower_reader_then_the_goals_are_taken_back(core: Kept, ledger: SentLedger) -> None:
    store, client = core
    client.send(of_year(), ledger)
    sent = client.send(of_year(audience=Audience.TEAM), ledger)
    assert sent.done == {RecordChange.DELETE: len(of(GOALS, of_year()))}
    assert store.bodies(GOALS.name) == []


def test_a_dry_run_counts_the_operations_and_sends_nothing(core: Kept, ledger: SentLedger) -> None:
    store, client = core
    count = len([*of_year()])
    for _ in range(2):
        assert client.send(of_year(), ledger, dry_run=True).done == {RecordChange.CREATE: count}
    assert store.requests == []
    client.send(of_person(*TOLD), ledger)
    asked = len(store.requests)
    dry = client.send(of_person(*TOLD[:-1]), ledger, dry_run=True)
    assert (dry.done, len(store.requests)) == ({RecordChange.DELETE: 2}, asked)
    assert client.send(of_person(*TOLD[:-1]), ledger).done == dry.done


def test_given_a_token_that_is_over_then_another_is_asked_for_and_nothing_is_lost(
    core: Kept, ledger: SentLedger
) -> None:
    store, client = core
    store.uses_of_a_token = 5
    sent = client.send(of_year(), ledger)
    assert sent.refused == []
    assert len(store.tokens) == -(-sent.done[RecordChange.CREATE] // 5)


def test_given_wrong_credentials_then_an_error_says_so_and_does_not_say_the_secret(ledger: SentLedger) -> None:
    with opened(StubDataStore(), [], secret="letmein") as (store, client):
        with pytest.raises(ServiceError, match="credentials are not accepted") as caught:
            client.send(of_year(), ledger)
        assert "letmein" not in str(caught.value) + repr(client)
        assert len(store.requests) == 1


def test_given_a_busy_service_of_tokens_then_it_is_asked_again(core: Kept, ledger: SentLedger) -> None:
    store, client = core
    store.token_failures = [503, 503]
    assert client.send(of_person(*TOLD), ledger).refused == []


@pytest.mark.parametrize("failure", [429, 500, 502, 503, 504, "hang up"])
def test_given_a_busy_data_store_then_a_request_is_tried_again_with_growing_pauses(
    core: Kept, ledger: SentLedger, pauses: list[float], failure: int | str
) -> None:
    store, client = core
    store.failures = [failure, failure, failure]
    sent = client.send(of_person(*TOLD), ledger)
    assert (sent.refused, pauses) == ([], [0.5, 1, 2])
    assert len(store.bodies(ATTENDANCES.name)) == 2


def test_given_a_pause_that_is_asked_for_then_it_is_kept(core: Kept, ledger: SentLedger, pauses: list[float]) -> None:
    store, client = core
    store.failures = ["429, after 3"]
    client.send(of_person(*TOLD), ledger)
    assert pauses == [3]


@pytest.mark.parametrize("saved", [True, False])
def test_given_a_data_store_that_goes_away_then_sending_again_goes_on_where_it_stopped(
    core: Kept, tmp_path: Path, saved: bool
) -> None:
    store, client = core
    store.uses_of_a_token = 11
    file = tmp_path / "sent.sqlite3" if saved else ":memory:"
    with SentLedger(file) as ledger:
        records = [*of_year()]

        def going_away() -> Iterator[EdFiRecord]:
            yield from records[:20]
            store.failures = [503] * 4
            yield from records[20:]

        with pytest.raises(ServiceError, match="503, 4 times"):
            client.send(going_away(), ledger)
        taken = len(store.changes())
        if not saved:
            assert client.send(records, ledger).done == {RecordChange.CREATE: len(records) - taken}
    if saved:
        with SentLedger(file) as ledger:
            assert client.send(records, ledger).done == {RecordChange.CREATE: len(records) - taken}
    assert taken == 20
    assert all(status == 201 for _, _, status in store.changes())


def test_given_records_that_are_refused_then_each_is_listed_and_tried_again(core: Kept, ledger: SentLedger) -> None:
    store, client = core
    people_missing = attrs.evolve(SOURCE, person_ids={"ana": "007"})
    sent = client.send(of_person(*TOLD, source=people_missing), ledger)
    assert [(each.status, each.operation.resource) for each in sent.refused] == [(409, ATTENDANCES)] * 2
    assert "refers to nothing" in sent.refused[0].answer
    store.persons_known = True
    again = client.send(of_person(*TOLD, source=people_missing), ledger)
    assert (again.done, again.refused) == ({RecordChange.CREATE: 2}, [])


def test_given_a_record_that_no_data_store_takes_then_it_is_not_sent_and_listed(core: Kept, ledger: SentLedger) -> None:
    store, client = core
    records = [*of_person(*TOLD)]
    [event, *_] = of(EVENTS, records)
    bad = EdFiRecord(EVENTS, {**event.body, "id": "1", "professionalDevelopmentTitle": "x" * 61})
    sent = client.send([*records, bad], ledger)
    [refused] = sent.refused
    assert (refused.status, refused.answer) == (
        0,
        "professionalDevelopmentTitle: 61 characters, not 1 to 60; id: unknown",
    )
    assert sent.done == {RecordChange.CREATE: len(records)}
    assert len(store.changes()) == len(records)


def test_given_two_records_of_one_key_then_the_second_does_not_overwrite_the_first(
    core: Kept, ledger: SentLedger
) -> None:
    store, client = core
    records = [*of_person(*TOLD)]
    [event, *_] = of(EVENTS, records)
    sent = client.send([*records, EdFiRecord(EVENTS, {**event.body, "totalHours": 99})], ledger)
    assert [each.operation.change for each in sent.refused] == [RecordChange.CLASH]
    assert 99 not in [body.get("totalHours") for body in store.bodies(EVENTS.name)]
    assert client.send(records, ledger).done == {}


def test_given_a_record_that_somebody_else_deleted_then_deleting_it_is_done(core: Kept, ledger: SentLedger) -> None:
    store, client = core
    client.send(of_person(*TOLD), ledger)
    store.rows[ATTENDANCES.name].clear()
    sent = client.send(of_person(*stories.enrolled()), ledger)
    assert (sent.done, sent.refused) == ({RecordChange.DELETE: 4}, [])


def test_given_a_lost_ledger_then_it_is_made_anew_from_the_data_store(core: Kept) -> None:
    store, client = core
    with SentLedger(":memory:") as lost:
        client.send(of_year(), lost)
    with SentLedger(":memory:") as anew:
        for resource in (PERSONS, EVENTS, ATTENDANCES, GOALS):
            for id, record in client.read(resource):
                anew.note_sent(record, id)
        assert client.send(of_year(), anew, dry_run=True).done == {RecordChange.CREATE: 1}
        sent = client.send(of_person(*stories.enrolled()), anew)
    assert store.bodies(ATTENDANCES.name) == store.bodies(GOALS.name) == []
    assert sent.refused == []


def test_a_ledger_holds_no_text_and_no_id_of_anybody(core: Kept, tmp_path: Path) -> None:
    _, client = core
    file = tmp_path / "sent.sqlite3"
    with SentLedger(file) as ledger:
        client.send(of_year(attrs.evolve(SOURCE, person_ids=None)), ledger)
    content = file.read_bytes()
    person = of(PERSONS, of_year())[0].body["personId"]
    assert person.encode() not in content
    assert b"Questioning" not in content
    assert b"Wait three" not in content


def test_given_an_export_that_breaks_off_then_nothing_is_deleted(core: Kept, ledger: SentLedger) -> None:
    store, client = core
    client.send(of_year(), ledger)
    before = {name: dict(rows) for name, rows in store.rows.items()}

    def breaking() -> Iterator[EdFiRecord]:
        yield from [*of_year()][:5]
        raise OSError("the store is away")

    with pytest.raises(OSError, match="away"):
        client.send(breaking(), ledger)
    assert store.rows == before


def test_given_a_file_that_is_no_ledger_then_an_error_names_it(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("not a database, but long enough to be read as one" * 100)
    with pytest.raises(StoreError, match=r"notes\.txt"):
        SentLedger(file)
