"""The commands of ``manage.py``: each does its work once, says what it did, and fails where something is wrong."""

import json
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from tests.contrib.conftest import Database, Project

from pdflow import Actor, Desk, Header, Refused, Role, engagement as e, participation as p
from pdflow.contrib.django import models
from pdflow.contrib.django.bookmarks import DjangoBookmark
from pdflow.contrib.django.queries import live, refusals_of_stream
from pdflow.contrib.django.read_models import DjangoReadModels
from pdflow.contrib.django.store import DjangoStore
from pdflow.contrib.django.upkeep import only_relay, runner_of
from pdflow.errors import StoreError
from pdflow.projections import refusal_log

SECRET = b"kept where the project keeps its secrets"
PAYER, LEE, KIM = Actor("payer", Role.COMMISSIONER), Actor("lee", Role.COORDINATOR), Actor("kim", Role.COACH)
STREAM = "participation-inquiry-2026-ana7f3a"
NOTE = "an operation on the knee"


def at(day: int, who: Actor) -> Header:
    return Header(uuid4(), who, datetime(2026, 9, day, 9, tzinfo=UTC))


@pytest.fixture
def store(database: Database, settings) -> DjangoStore:
    """An engagement with Ana on its roster, and no reaction to it yet."""
    settings(PDFLOW={"SECRET": SECRET})
    store = DjangoStore()
    desk = Desk(e.decider, store, clock=None)
    for command in (
        e.RequestEngagement(at(1, PAYER), engagement="inquiry", need="few ask", audience="science teachers"),
        e.AcceptRequest(at(2, LEE), start=date(2026, 9, 7)),
        e.Commission(at(3, PAYER)),
        e.AddToRoster(at(4, LEE), person="ana7f3a", site="North Middle"),
    ):
        desk.carry_out("inquiry-2026", command)
    return store


def run(command: str, *arguments: str, **options: object) -> str:
    """What a command writes to its outputs."""
    out = StringIO()
    call_command(command, *arguments, stdout=out, stderr=out, no_color=True, **options)
    return out.getvalue()


def failure_of(command: str, *arguments: str, **options: object) -> str:
    """What a command writes to its outputs, and the error with which it ends, exit status 1."""
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command(command, *arguments, stdout=out, stderr=out, no_color=True, **options)
    assert error.value.returncode == 1
    return f"{out.getvalue()}{error.value}"


def pause(store: DjangoStore) -> None:
    Desk(p.decider, store, clock=None).carry_out(STREAM, p.Pause(at(9, LEE), until=date(2026, 10, 1), note=NOTE))


def test_given_new_events_when_catching_up_then_streams_and_read_models_follow_once(store: DjangoStore) -> None:
    assert run("pdflow_catch_up") == "events: 5 reacted to, 5 in the read models\n"
    [row] = live(models.Participation)
    assert (row.stream, row.person, row.site) == (STREAM, "ana7f3a", "North Middle")
    assert run("pdflow_catch_up") == ""
    assert len(store.feed()) == DjangoBookmark().position() == 5


def test_given_no_secret_when_catching_up_then_only_the_read_models_follow(store: DjangoStore, settings) -> None:
    settings(PDFLOW={})
    assert run("pdflow_catch_up") == "events: 0 reacted to, 4 in the read models\n"
    assert len(store.feed()) == 4


def test_given_a_stream_that_cannot_be_read_when_catching_up_then_it_is_named_and_the_others_follow(
    store: DjangoStore,
) -> None:
    run("pdflow_catch_up")
    pause(store)
    models.StoredEvent.objects.filter(stream="inquiry-2026", version=1).update(data="{}")
    assert "events: 1 reacted to, 1 in the read models" in run("pdflow_catch_up")
    said = failure_of("pdflow_rebuild")
    assert "inquiry-2026: engagement.requested" in said
    assert "1 streams could not be read" in said
    assert [row.stream for row in live(models.Participation)] == [STREAM]


def test_given_another_relay_when_catching_up_then_it_is_refused(store: DjangoStore) -> None:
    with only_relay("default"):
        if connection.vendor == "sqlite":
            pytest.skip("SQLite has no such lock")
        assert failure_of("pdflow_catch_up") == "default: another relay is at work"
    run("pdflow_catch_up")


def test_given_no_tables_when_catching_up_then_it_says_so(project: Project, tmp_path: Path, sqlite) -> None:
    project.use({**sqlite(), "NAME": str(tmp_path / "empty.sqlite")})
    assert "no such table: pdflow_" in failure_of("pdflow_catch_up")


def test_given_former_rows_when_they_are_rebuilt_then_they_are_the_same(store: DjangoStore) -> None:
    run("pdflow_catch_up")
    before = [*live(models.Obligation).values_list("stream", "code", "due")]
    assert run("pdflow_rebuild") == "events: 5 in the read models\n"
    assert [*live(models.Obligation).values_list("stream", "code", "due")] == before
    assert models.StoredCheckpoint.objects.filter(reader="pdflow").count() == 1


def stored_bytes(database: Database) -> bytes:
    """All that is in a database's tables or files."""
    if connection.vendor == "sqlite":
        folder = Path(database["NAME"])
        return b"".join(file.read_bytes() for file in folder.parent.glob(f"{folder.name}*"))
    with connection.cursor() as cursor:
        tables = [model._meta.db_table for model in models.StoredEvent._meta.apps.get_models()]
        rows = [str(cursor.execute(f"SELECT * FROM {table}").fetchall()) for table in tables]
    return "".join(rows).encode()


def refused_attempt(store: DjangoStore) -> None:
    desk = Desk(p.decider, store, on_refused=refusal_log(DjangoReadModels()), clock=None)
    with pytest.raises(Refused):
        desk.carry_out(STREAM, p.Resume(at(1, Actor("ana7f3a", Role.PARTICIPANT))))


def test_given_a_person_when_they_are_forgotten_then_their_id_and_notes_are_gone_and_the_rest_stays(
    store: DjangoStore, database: Database
) -> None:
    refused_attempt(store)
    run("pdflow_catch_up")
    pause(store)
    run("pdflow_catch_up")
    assert b"ana7f3a" in stored_bytes(database)
    assert NOTE.encode() in stored_bytes(database)
    assert run("pdflow_forget", "ana7f3a", ask=False) == (
        "events: 3 changed, 1 of them lost notes; streams: 2; reasons of refusals: 1 removed\n"
    )
    assert b"ana7f3a" not in stored_bytes(database)
    assert NOTE.encode() not in stored_bytes(database)
    [row] = live(models.Participation)
    assert (row.site, row.person != "ana7f3a", row.stream.endswith(row.person)) == ("North Middle", True, True)
    assert run("pdflow_catch_up") == ""
    assert len(store.feed()) == 6
    assert failure_of("pdflow_forget", "ana7f3a", ask=False) == "no event and no refusal names this person"


def test_given_a_person_of_whom_only_a_refusal_is_kept_when_they_are_forgotten_then_it_is_gone(
    store: DjangoStore, database: Database
) -> None:
    desk = Desk(p.decider, store, on_refused=refusal_log(DjangoReadModels()), clock=None)
    with pytest.raises(Refused):
        desk.carry_out("unknown", p.Resume(at(1, Actor("visitor5b", Role.PARTICIPANT))))
    assert b"visitor5b" in stored_bytes(database)
    assert "events: 0 changed" in run("pdflow_forget", "visitor5b", ask=False)
    assert b"visitor5b" not in stored_bytes(database)


def test_given_a_question_when_it_is_not_answered_by_yes_then_nobody_is_forgotten(
    store: DjangoStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builtins.input", lambda _: "y")
    assert failure_of("pdflow_forget", "ana7f3a") == "nothing was changed"
    assert store.load("inquiry-2026")[-1].data.count("ana7f3a") == 1


def test_given_streams_when_they_are_checked_then_each_is_in_order(store: DjangoStore) -> None:
    run("pdflow_catch_up")
    assert run("pdflow_check") == "streams: 2 in order\n"


def test_given_a_record_when_a_stream_says_something_else_then_it_is_named(store: DjangoStore, tmp_path: Path) -> None:
    run("pdflow_catch_up")
    file = str(tmp_path / "before.json")
    assert run("pdflow_check", "--record", file) == "streams: 2 recorded\n"
    assert run("pdflow_check", "--compare", file) == "streams: 2 same\n"
    row = models.StoredEvent.objects.get(stream="inquiry-2026", version=4)
    other = json.dumps({**json.loads(row.data), "site": "South Middle"})
    models.StoredEvent.objects.filter(position=row.position).update(data=other)
    said = failure_of("pdflow_check", "--compare", file)
    assert said == (
        "inquiry-2026, version 4: it says something else\nstreams: 1 differs, 1 same\nnot every stream is as it was"
    )


@pytest.mark.parametrize("text", [None, "no json", "[7]"])
def test_given_a_wrong_file_when_checking_then_it_says_so(store: DjangoStore, tmp_path: Path, text: str | None) -> None:
    file = tmp_path / "before.json"
    if text is not None:
        file.write_text(text)
    assert failure_of("pdflow_check", "--compare", str(file))


def test_given_a_hook_when_the_project_s_transaction_commits_then_it_is_called_and_its_errors_are_not_raised(
    store: DjangoStore, caplog: pytest.LogCaptureFixture
) -> None:
    called = []

    def catch_up() -> None:
        called.append(runner_of("default").catch_up(datetime.now(UTC)))
        raise LookupError

    hooked = Desk(p.decider, DjangoStore(after_commit=catch_up), clock=None)
    with transaction.atomic():
        hooked.carry_out("p-ben", p.Enrol(at(2, LEE), person="ben", site="North"))
        assert called == []
    assert called == [5]
    assert [row.person for row in live(models.Participation)] == ["ben"]
    assert "LookupError" in caplog.text

    with transaction.atomic():
        hooked.carry_out("p-cyd", p.Enrol(at(2, LEE), person="cyd", site="North"))
        transaction.set_rollback(True)
    assert called == [5]


def test_given_a_refusal_when_it_is_logged_then_it_is_kept_and_stays_with_the_project_s_transaction(
    store: DjangoStore,
) -> None:
    with transaction.atomic():
        refused_attempt(store)
    assert [row.command for row in refusals_of_stream(STREAM)][:1] == ["Resume"]
    kept = models.Refusal.objects.count()
    with transaction.atomic():
        refused_attempt(store)
        transaction.set_rollback(True)
    assert models.Refusal.objects.count() == kept


def test_given_a_database_that_is_away_when_a_relay_begins_then_it_says_so(project: Project, postgresql) -> None:
    project.use({**postgresql(), "NAME": "nowhere"})
    with pytest.raises(StoreError), only_relay("default"):
        pass


def test_given_a_position_when_a_former_one_is_kept_then_it_stays(store: DjangoStore) -> None:
    bookmark = DjangoBookmark("reader")
    assert bookmark.position() == 0
    for position in (7, 3):
        bookmark.keep(position)
    assert (bookmark.position(), DjangoBookmark("other").position()) == (7, 0)
