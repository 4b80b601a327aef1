"""Sending to a learning record store over HTTP: nothing is lost, and nothing arrives twice."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest
from tests.exchange.xapi.statements import SOURCE, decided, stated, year_statements
from tests.exchange.xapi.stub_store import CREDENTIALS, StubStore, serving
from tests.participation import stories
from tests.participation.stories import attend, lee

import pdflow
from pdflow import Audience, participation
from pdflow.exchange.xapi import stream_statements
from pdflow.storage.json_values import JsonObject

httpx = pytest.importorskip("httpx", reason="httpx is not installed")

from pdflow.exchange.http import Patience, ServiceError  # noqa: E402
from pdflow.exchange.xapi.client import LearningRecordStore, SentStatements  # noqa: E402
from pdflow.exchange.xapi.comparison import is_same  # noqa: E402

Kept = tuple[StubStore, LearningRecordStore]


def year() -> tuple[JsonObject, ...]:
    return year_statements(Audience.TEAM)


class Pauses(list[float]):
    """The pauses that were made, in seconds."""


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


@pytest.fixture
def kept(pauses: Pauses) -> Iterator[Kept]:
    store = StubStore()
    patience = Patience(tries=4, first_pause=0.5, longest_pause=5, sleep=pauses.append)
    with serving(store) as address, httpx.Client(auth=CREDENTIALS, timeout=5) as session:
        yield store, LearningRecordStore(session, address, batch=50, patience=patience)


def test_a_year_arrives_whole_and_in_order(kept: Kept) -> None:
    store, lrs = kept
    delivery = lrs.send(year())
    assert [*store.statements] == [statement["id"] for statement in year()]
    assert delivery == SentStatements(batches=-(-len(year()) // 50), accepted=len(year()))


@pytest.mark.parametrize("names_the_known", [False, True])
def test_a_year_sent_again_changes_nothing(kept: Kept, names_the_known: bool) -> None:
    store, lrs = kept
    lrs.send(year())
    store.names_the_known, changes, before = names_the_known, store.changes, dict(store.statements)
    delivery = lrs.send(year())
    assert (store.changes, store.statements, delivery.refused) == (changes, before, [])
    assert (delivery.known if names_the_known else delivery.accepted) == len(year())


CORRECTED = [*stories.enrolled(), attend(lee(3), "a1"), attend(lee(3, 16), "a2", there=90)]


@pytest.mark.parametrize("names_the_known", [False, True])
def test_a_correction_changes_exactly_what_it_should(kept: Kept, names_the_known: bool) -> None:
    store, lrs = kept
    former = stated(CORRECTED[:-1])
    lrs.send(former)
    before, store.names_the_known = dict(store.standing()), names_the_known
    lrs.send(stated(CORRECTED))
    after = store.standing()
    assert {*before} - {*after} == {former[-1]["id"]}
    new = [after[id] for id in after if id not in before]
    assert [each["verb"]["id"].rpartition("/")[2] for each in new] == ["voided", "attended"]
    assert new[1]["result"] == {"duration": "PT1H30M"}
    assert all(store.statements[id] == kept_before for id, kept_before in before.items())


def test_statements_that_were_voided_are_known_too(kept: Kept) -> None:
    store, lrs = kept
    lrs.send(stated(CORRECTED))
    store.names_the_known = True
    assert lrs.send(stated(CORRECTED)) == SentStatements(batches=1, known=len(stated(CORRECTED)))


def test_of_a_batch_that_is_refused_only_what_is_wrong_is_left_out(kept: Kept) -> None:
    store, lrs = kept
    store.refuses = {year()[7]["id"], year()[60]["id"]}
    delivery = lrs.send(year())
    assert [(each.id, each.status) for each in delivery.refused] == [(id["id"], 400) for id in (year()[7], year()[60])]
    assert "an invalid statement" in delivery.refused[0].answer
    assert delivery.accepted == len(store.statements) == len(year()) - 2


def test_other_content_under_an_id_is_refused_and_listed(kept: Kept) -> None:
    store, lrs = kept
    lrs.send(year())
    other = year()[3] | {"timestamp": "2001-01-01T00:00:00Z"}
    delivery = lrs.send([*year()[:3], other])
    assert [(each.id, each.status) for each in delivery.refused] == [(other["id"], 409)]
    assert store.statements[other["id"]]["timestamp"] == year()[3]["timestamp"]


def test_the_title_of_a_session_may_change(kept: Kept) -> None:
    store, lrs = kept
    events = decided(participation.decider, CORRECTED)
    lrs.send(stream_statements("ana", events, SOURCE)[0])
    renamed = stream_statements("ana", events, SOURCE, titles={("", "d1"): "Another title"})[0]
    store.names_the_known = True
    assert lrs.send(renamed).refused == []


def test_a_store_that_is_busy_is_asked_again_after_growing_pauses(kept: Kept, pauses: Pauses) -> None:
    store, lrs = kept
    store.failures = [503, 502, "429, after 3"]
    assert lrs.send(year()[:5]).accepted == 5
    assert pauses == [0.5, 1.0, 3.0]


def test_no_pause_is_longer_than_the_longest(kept: Kept, pauses: Pauses) -> None:
    store, lrs = kept
    store.failures = ["503, after 3600", "503, after Wed, 01 Jan 2200 00:00:00 GMT", "503, after soon"]
    lrs.send(year()[:5])
    assert pauses == [5, 5, 2.0]


def test_a_connection_that_breaks_is_made_again(kept: Kept) -> None:
    store, lrs = kept
    store.failures = ["hang up", "hang up"]
    assert lrs.send(year()[:5]).accepted == 5
    assert store.changes == 5


def test_after_an_outage_everything_is_sent_again_and_arrives_once(kept: Kept) -> None:
    store, lrs = kept
    store.failures = []
    lrs.send(year()[:100])
    store.failures = [503] * 4
    with pytest.raises(ServiceError, match="answered 503, 4 times"):
        lrs.send(year())
    lrs.send(year())
    assert (store.changes, [*store.statements]) == (len(year()), [statement["id"] for statement in year()])


def test_wrong_credentials_are_an_error_at_once(kept: Kept, pauses: Pauses) -> None:
    _, lrs = kept
    with httpx.Client(auth=("key", "wrong")) as session, pytest.raises(ServiceError, match="credentials"):
        LearningRecordStore(session, lrs.endpoint, patience=lrs.patience).send(year())
    assert pauses == []


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/xapi", "nonsense", "ftp://127.0.0.1/xapi"])
def test_an_address_where_nobody_answers_is_an_error_that_names_it(address: str, pauses: Pauses) -> None:
    with httpx.Client() as session, pytest.raises(ServiceError, match=address):
        LearningRecordStore(session, address, patience=Patience(tries=2, sleep=pauses.append)).send(year()[:1])


def test_an_address_of_something_else_is_an_error(kept: Kept) -> None:
    _, lrs = kept
    with pytest.raises(ServiceError, match="answered 404"):
        LearningRecordStore(lrs.session, lrs.endpoint + "/other").send(year()[:1])


def test_a_dry_run_counts_and_asks_nothing(kept: Kept) -> None:
    store, lrs = kept
    assert lrs.send(year(), dry_run=True) == SentStatements(batches=-(-len(year()) // 50))
    assert store.requests == []


def test_the_version_of_every_request_is_the_one_asked_for(kept: Kept) -> None:
    _, lrs = kept
    two = LearningRecordStore(lrs.session, lrs.endpoint, version="2.0.0")
    assert two.send(year()[:5]).accepted == 5
    refused = LearningRecordStore(lrs.session, lrs.endpoint, version="0.9").send(year()[5:7]).refused
    assert ["no version" in each.answer for each in refused] == [True, True]


def test_where_httpx_is_not_installed_the_error_names_the_extra(tmp_path: Path) -> None:
    for installed in Path(attrs.__file__).parents[1].iterdir():
        if not installed.name.startswith("httpx"):
            (tmp_path / installed.name).symlink_to(installed)
    path = os.pathsep.join([str(Path(pdflow.__file__).parents[1]), str(tmp_path)])
    line = [sys.executable, "-S", "-c", "import pdflow.exchange.xapi; import pdflow.exchange.xapi.client"]
    run = subprocess.run(line, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False)
    assert "MissingExtra: httpx is not installed: pip install 'pdflow[http]'" in run.stderr


def test_what_a_store_may_write_otherwise_is_the_same_statement() -> None:
    sent = next(each for each in year() if each["actor"]["objectType"] == "Group")
    kept = sent | {"stored": "2027-01-01T00:00:00Z", "version": "1.0.3", "authority": {"mbox": "mailto:a@example.org"}}
    kept["actor"] = {"objectType": "Group", "member": sent["actor"]["member"][::-1]}
    kept["verb"] = {"id": sent["verb"]["id"]}
    kept["object"] = {"id": sent["object"]["id"]}
    kept["timestamp"] = "2026-09-10T09:00:00.000Z"
    assert is_same(sent, kept)
    assert not is_same(sent, kept | {"timestamp": "2026-09-10T09:00:00.001Z"})
    assert not is_same(sent, kept | {"result": {"duration": "PT3H1M"}})
    assert not is_same(sent, "a text")
