"""Personal texts are stored apart and erased at any depth, and every reader sees only what is for them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any

import attrs
import pytest
from tests.storage.test_codec import BY_KIM

from pdflow import Audience, DecodeError, MemoryStore, view
from pdflow.audience import PairNote, TeamNote
from pdflow.kernel.messages import EVENTS, Command, Event, command, event
from pdflow.kernel.rights import in_role
from pdflow.participation import Participation, decider
from pdflow.storage.codec import Codec
from pdflow.storage.erasure import erase_notes
from pdflow.storage.event_store import NewEvent

TYPE = "participation.test_reviewed"


@attrs.frozen
class Hindrance:
    what: TeamNote = None
    hours: int = 0


@attrs.frozen
class Review:
    step: str
    obstacle: PairNote = None
    hindrances: tuple[Hindrance, ...] = ()
    main: Hindrance | None = None


@pytest.fixture(scope="module", autouse=True)
def reviewed() -> Iterator[type[Event[Any]]]:
    @event(TYPE)
    class Reviewed(Event[Participation]):
        reviews: tuple[Review, ...]
        best: Review | None = None
        summary: PairNote = None
        minutes: Annotated[int, Audience.ALL] = 0

        def apply(self, state: Participation) -> None:
            pass

    yield Reviewed
    del EVENTS[TYPE]


REVIEWS = (
    Review("st1", "no time", (Hindrance("illness", 3), Hindrance(None, 1))),
    Review("st2"),
    Review("st3", None, (), Hindrance("a move")),
)
TEXTS = ("no time", "illness", "a move", "all well", "too loud")


@pytest.fixture
def happened(reviewed: type[Event[Any]]) -> Event[Any]:
    return reviewed(BY_KIM, reviews=REVIEWS, best=Review("st4", "too loud"), summary="all well", minutes=20)


@pytest.fixture
def codec() -> Codec[Participation]:
    return Codec(decider)


def test_texts_within_values_are_in_no_repr(happened: Event[Any]) -> None:
    shown = repr(happened)
    assert not any(text in shown for text in TEXTS)
    assert "Review(step='st1', obstacle=..., hindrances=(Hindrance(what=..., hours=3), " in shown
    assert "main=Hindrance(what=..., hours=0)" in shown


def test_texts_within_values_are_stored_apart_and_come_back(codec: Codec[Participation], happened: Event[Any]) -> None:
    [row] = codec.to_rows([happened])
    assert json.loads(row.notes or "") == {
        "summary": "all well",
        "reviews": {
            "0": {"obstacle": "no time", "hindrances": {"0": {"what": "illness"}}},
            "2": {"main": {"what": "a move"}},
        },
        "best": {"obstacle": "too loud"},
    }
    assert not [text for text in TEXTS if text in row.data]
    assert codec.from_row(row) == happened


def test_texts_within_values_are_erased_and_the_rest_stays(codec: Codec[Participation], happened: Event[Any]) -> None:
    store = MemoryStore()
    store.append("p-1", codec.to_rows([happened]), expected=0)
    assert len(erase_notes(store, "p-1")) == 1
    left = codec.from_row(store.load("p-1")[0])
    assert left.reviews[0] == Review("st1", None, (Hindrance(None, 3), Hindrance(None, 1)))  # type: ignore[attr-defined]
    assert (left.best, left.summary) == (Review("st4"), None)  # type: ignore[attr-defined]


def test_texts_stored_within_the_data_before_are_still_read_and_erased(
    codec: Codec[Participation], happened: Event[Any]
) -> None:
    [row] = codec.to_rows([happened])
    data = json.loads(row.data)
    data["reviews"][1]["obstacle"] = "snow"
    data["summary"] = "as before"
    before = attrs.evolve(row, data=json.dumps(data), notes=None)
    old = codec.from_row(before)
    assert (old.reviews[1].obstacle, old.summary) == ("snow", "as before")  # type: ignore[attr-defined]
    store = MemoryStore()
    store.append("p-1", [before], expected=0)
    assert len(erase_notes(store, "p-1")) == 1
    [erased] = store.load("p-1")
    assert not [text for text in ("snow", "as before") if text in erased.data]
    left = codec.from_row(erased)
    assert (left.reviews[1], left.summary) == (Review("st2"), None)  # type: ignore[attr-defined]
    assert erase_notes(store, "p-1") == ()


def test_a_text_of_an_older_version_is_erased_under_the_name_that_it_has_today(codec: Codec[Participation]) -> None:
    @event("participation.test_moved", version=2, upcasters={1: lambda data: {"note": data["why"], "on": data["on"]}})
    class Moved(Event[Participation]):
        on: str
        note: TeamNote = None

    try:
        [row] = codec.to_rows([Moved(BY_KIM, on="Monday")])
        store, data = MemoryStore(), '{"why": "an illness", "on": "Monday"}'
        store.append("p-1", [attrs.evolve(row, type_version=1, data=data)], expected=0)
        assert codec.from_row(store.load("p-1")[0]) == Moved(BY_KIM, on="Monday", note="an illness")
        assert len(erase_notes(store, "p-1")) == 1
        assert "illness" not in store.load("p-1")[0].data
        assert codec.from_row(store.load("p-1")[0]) == Moved(BY_KIM, on="Monday")
    finally:
        del EVENTS["participation.test_moved"]


@pytest.mark.parametrize(
    "notes",
    [
        {"reviews": {"7": {"obstacle": "x"}}},
        {"reviews": {"first": {"obstacle": "x"}}},
        {"reviews": {"0": {"hindrances": {"0": "x"}}}},
        {"minutes": {"0": "x"}},
        {"reviews": [{"obstacle": "x"}]},
        {"best": {"step": "other"}},
    ],
)
def test_notes_that_do_not_fit_the_data_are_an_error(
    codec: Codec[Participation], happened: Event[Any], notes: dict[str, Any]
) -> None:
    [row] = codec.to_rows([happened])
    with pytest.raises(DecodeError):
        codec.from_row(attrs.evolve(row, notes=json.dumps(notes)))


def test_a_manager_sees_the_parts_of_a_value_that_are_for_the_team(happened: Event[Any]) -> None:
    shown = view(happened, Audience.TEAM)
    assert shown["reviews"][0] == {
        "step": "st1", "hindrances": [{"what": "illness", "hours": 3}, {"what": None, "hours": 1}], "main": None
    }  # fmt: skip
    assert shown["best"] == {"step": "st4", "hindrances": [], "main": None}
    assert "summary" not in shown


def test_a_successor_sees_no_note_within_a_value(happened: Event[Any]) -> None:
    assert not [text for text in TEXTS if text in json.dumps(view(happened, Audience.PAIR, notes=False))]


def test_somebody_on_the_engagement_sees_what_is_for_all(happened: Event[Any]) -> None:
    assert view(happened, Audience.ALL) == {"minutes": 20}


def test_an_event_as_an_object_is_for_a_reader_too(codec: Codec[Participation], happened: Event[Any]) -> None:
    for reader in Audience:
        shown = codec.event_to_dict(happened, reader=reader)
        fields = {name: value for name, value in view(happened, reader).items() if name != "header"}
        signed = {"command_id": BY_KIM.id, "at": BY_KIM.at.isoformat(), "by": {"person": "kim", "role": "COACH"}}
        header = {} if reader is Audience.ALL else signed
        assert shown == {"event": TYPE, "version": 1, **header, **fields}
        assert json.loads(json.dumps(shown)) == shown


def test_a_text_within_a_command_is_in_no_fingerprint(codec: Codec[Participation]) -> None:
    @command(by=in_role("COACH"))
    class Ask(Command[Participation]):
        reviews: tuple[Review, ...]

    one, two = (Ask(BY_KIM, reviews=(Review("st1", text),)) for text in ("no time", "too loud"))
    assert codec.fingerprint(one) == codec.fingerprint(two) != codec.fingerprint(Ask(BY_KIM, reviews=(Review("st1"),)))


def test_nothing_that_prints_a_stored_event_prints_its_notes() -> None:
    new = NewEvent("e1", TYPE, 1, "c1", "kim", "COACH", BY_KIM.at, "{}", '{"note":"went home in tears"}', None)
    for stored in (new, new.recorded("s1", 1, 1, BY_KIM.at)):
        assert "tears" not in repr(stored)
        assert stored.notes == '{"note":"went home in tears"}'
