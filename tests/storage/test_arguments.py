"""Whoever gives something else in the place of a store, a person or a decider is told so at once."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from pdflow import FieldError, MemoryStore, WrongType, participation
from pdflow.desk import AsyncDesk, Desk
from pdflow.storage.erasure import erase_notes, forget, forget_async
from pdflow.storage.in_threads import InThreads
from pdflow.storage.person_export import export

STORE, DECIDERS = MemoryStore(), [participation.decider]


def awaited(*args: Any) -> object:
    return asyncio.run(forget_async(*args))


@pytest.mark.parametrize(
    ("ask", "args", "place"),
    [
        (forget, ("people.sqlite", "ana"), "store"),
        (forget, (InThreads(STORE), "ana"), "store"),
        (forget, (STORE, None), "person"),
        (forget, (STORE, ""), "person"),
        (awaited, (STORE, "ana"), "store"),
        (awaited, (InThreads(STORE), 7), "person"),
        (erase_notes, ("people.sqlite", "ana"), "store"),
        (export, ("people.sqlite", "ana", DECIDERS), "store"),
        (export, (STORE, 7, DECIDERS), "person"),
        (export, (STORE, "ana", participation.decider), "deciders"),
        (export, (STORE, "ana", ["participation"]), "deciders"),
        (Desk, (participation.decider, "people.sqlite"), "store"),
        (Desk, (participation.decider, None), "store"),
        (Desk, (participation.decider, InThreads(STORE)), "store"),
        (AsyncDesk, (participation.decider, "people.sqlite"), "store"),
        (AsyncDesk, (participation.decider, STORE), "store"),
        (Desk, ("participation", STORE), "decider"),
    ],
)
def test_what_is_something_else_is_named_by_its_place(ask: Any, args: Any, place: str) -> None:
    with pytest.raises(FieldError) as error:
        ask(*args)
    assert error.value.place == place


def test_what_is_no_audience_is_refused() -> None:
    with pytest.raises(WrongType) as error:
        export(STORE, "ana", DECIDERS, reader="PAIR")  # type: ignore[arg-type]
    assert error.value.place == "reader"
