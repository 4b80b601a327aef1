"""Labels: every field of a form has a title and says what to put there, in English and in Spanish."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any, get_args

import attrs
import pytest
from tests.language.test_texts import source, texts_of
from tests.schemas.test_schemas import DECIDERS

from pdflow import Actor, participation
from pdflow.kernel.fields import fields, types_of
from pdflow.language import Catalogue
from pdflow.policy import Policy
from pdflow.schemas import command_schema
from pdflow.schemas.definitions import Definitions
from pdflow.schemas.events import events_of
from pdflow.schemas.labels import Labels
from pdflow.schemas.schemas import DEFS, policy_schema, state_schema

Place = tuple[str, str]
"""A class and a field of it."""
HEADER = {("Header", name) for name in ("id", "command_id", "by", "at")} | {("Event", "id")}
STATES = {("State", name) for name in DECIDERS}


def classes(hint: Any) -> Iterator[type]:
    """The classes of a type and of their fields, at any depth."""
    for part in get_args(hint):
        yield from classes(part)
    if isinstance(hint, type) and attrs.has(hint) and not issubclass(hint, Enum):
        yield hint
        for inner in types_of(hint).values():
            yield from classes(inner)


def places(*kinds: type) -> set[Place]:
    hints = [hint for kind in kinds for name, hint in types_of(kind).items() if name != "header"]
    every = {*kinds, *(inner for hint in hints for inner in classes(hint))}
    return {(kind.__name__, field.name) for kind in every for field in fields(kind) if field.name != "header"}


def in_forms() -> set[Place]:
    return places(Actor, *(kind for decider in DECIDERS.values() for kind in decider.commands.values()))


def in_documents() -> set[Place]:
    states = [decider.state for decider in DECIDERS.values()]
    ledgers = {(state.__name__, ledger) for state in states for ledger in state.ledgers}
    return places(*states, *(kind for decider in DECIDERS.values() for kind in events_of(decider).values())) - ledgers


def codes(group: str, language: str) -> set[str]:
    return {code.removeprefix(f"{group}.") for _, code in texts_of(source(language)) if code.startswith(f"{group}.")}


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_field_has_a_title_and_every_field_of_a_form_a_help_text(language: str) -> None:
    titles, hints = codes("field", language), codes("hint", language)
    every = in_forms() | in_documents() | HEADER | STATES
    assert {place for place in every if not {place[1], ".".join(place)} & titles} == set()
    assert titles <= {code for owner, name in every for code in (name, f"{owner}.{name}")}
    made = {
        (kind.__name__, field.name)
        for decider in DECIDERS.values()
        for kind in decider.commands.values()
        for field in fields(kind)
        if "key" in field.metadata
    }
    assert {place for place in in_forms() - made if not {place[1], ".".join(place)} & hints} == set()
    assert hints <= {code for owner, name in in_forms() | HEADER for code in (name, f"{owner}.{name}")} | {"key"}


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_help_text_is_a_sentence(language: str) -> None:
    texts = [text for (_, code), (text, *_) in texts_of(source(language)).items() if code.startswith("hint.")]
    assert [text for text in texts if not text.endswith(".") or text[:1] != text[:1].upper()] == []


def test_a_form_is_in_the_language_of_its_reader() -> None:
    schema = command_schema(participation.decider, "AgreeActionStep", language="es-MX,en;q=0.5")
    assert schema["title"] == "Acordar un paso de acción"
    assert schema["properties"]["due"]["title"] == "Fecha límite"
    assert schema["properties"]["due"]["description"] == "El día en que debe estar hecho."
    kinds = command_schema(participation.decider, "ScheduleVisit", language="es")["$defs"]["VisitKind"]["oneOf"]
    assert {"const": "CHECK_IN", "title": "Reunión de seguimiento"} in kinds


def test_the_texts_of_a_host_come_first() -> None:
    ours = Catalogue({"en": {"field.site": "campus", "field.Enrol.role_title": "grade taught"}})
    schema = command_schema(participation.decider, "Enrol", texts=ours)
    assert schema["properties"]["site"]["title"] == "Campus"
    assert schema["properties"]["role_title"]["title"] == "Grade taught"
    assert command_schema(participation.decider, "Enrol")["properties"]["site"]["title"] == "Site"


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_word_of_a_list_has_a_title_of_its_own(language: str) -> None:
    definitions = Definitions(Labels(language), DEFS)
    for decider in DECIDERS.values():
        for kind in (*decider.commands.values(), *events_of(decider).values(), decider.state):
            definitions.properties_of(kind)
    lists = {name: schema["oneOf"] for name, schema in definitions.made.items() if "oneOf" in schema}
    assert len(lists) > 30
    for name, members in lists.items():
        titles = [member["title"] for member in members]
        assert len({*titles}) == len(titles), name
        assert not any("." in title or "_" in title for title in titles), name


def test_documents_have_titles_too() -> None:
    state = state_schema(participation.decider, language="es")["properties"]["state"]["properties"]
    assert state["growth_areas"]["title"] == "Área de crecimiento"
    assert policy_schema(language="es")["properties"]["step_due"]["title"] == "Paso de acción previsto"
    assert Policy.__name__ in command_schema(participation.decider, "Enrol")["$defs"]
