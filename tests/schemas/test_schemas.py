"""Schemas: what they allow the codec reads, what the codec writes they allow, and just outside both refuse."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from jsonschema import Draft202012Validator
from tests.cadre import corpus as of_cadre
from tests.engagement import corpus as of_engagement
from tests.participation import corpus as of_participation
from tests.schemas.values_of_schemas import outside, values
from tests.storage.any_values import objects

from pdflow import (
    PROFILES,
    Audience,
    DecodeError,
    Policy,
    UnknownCommand,
    UnknownEvent,
    WrongType,
    cadre,
    engagement,
    participation,
)
from pdflow.kernel.decider import Decider
from pdflow.schemas import command_schema, event_schema, policy_schema, schemas, state_schema
from pdflow.schemas.events import events_of
from pdflow.storage.codec import Codec
from pdflow.storage.converters import reader, writer

DECIDERS: Mapping[str, Decider[Any]] = {each.decider.name: each.decider for each in (participation, engagement, cadre)}
CORPORA: Mapping[str, Any] = {"participation": of_participation, "engagement": of_engagement, "cadre": of_cadre}
GOLDEN = Path(__file__).parents[1] / "golden" / "schemas.txt"
TEXTS = ("title", "description")
BRIEF = settings(max_examples=25, suppress_health_check=list(HealthCheck))
aggregates = pytest.mark.parametrize("name", DECIDERS)


def checker(schema: Mapping[str, Any]) -> Draft202012Validator:
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


@aggregates
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_schema_is_one(name: str, language: str) -> None:
    Draft202012Validator.check_schema({"$defs": schemas(DECIDERS[name], language=language)})
    Draft202012Validator.check_schema(state_schema(DECIDERS[name], language=language))


@aggregates
def test_every_schema_has_an_id_of_its_own_below_that_of_the_host(name: str) -> None:
    decider, served = DECIDERS[name], "https://hr.example/schemas/"
    made = [
        *(command_schema(decider, each, base=served) for each in decider.commands),
        *(event_schema(decider, each, base=served) for each in events_of(decider)),
        state_schema(decider, base=served),
    ]
    assert len({schema["$id"] for schema in made}) == len(made)
    assert all(schema["$id"].startswith(f"{served}{name}/") for schema in made)


@aggregates
@BRIEF
@given(st.data())
def test_what_the_schema_of_a_command_allows_the_codec_reads(name: str, data: st.DataObject) -> None:
    decider = DECIDERS[name]
    schema = command_schema(decider, data.draw(st.sampled_from([*decider.commands])))
    value = data.draw(values(schema))
    checker(schema).validate(value)
    written = Codec(decider).command_to_dict(Codec(decider).command_from_dict(value))
    checker(schema).validate(written)


@aggregates
@BRIEF
@given(st.data())
def test_what_the_schema_of_an_event_allows_the_codec_reads(name: str, data: st.DataObject) -> None:
    decider = DECIDERS[name]
    schema = event_schema(decider, data.draw(st.sampled_from([*events_of(decider)])))
    value = data.draw(values(schema))
    checker(schema).validate(value)
    written = Codec(decider).event_to_dict(Codec(decider).event_from_dict(value))
    checker(schema).validate(written)


@aggregates
@BRIEF
@given(st.data())
def test_what_the_schema_of_a_state_allows_the_codec_reads(name: str, data: st.DataObject) -> None:
    decider = DECIDERS[name]
    schema = state_schema(decider)
    value = data.draw(values(schema))
    checker(schema).validate(value)
    checker(schema).validate(Codec(decider).state_to_dict(Codec(decider).state_from_dict(value)))


@BRIEF
@given(st.data())
def test_what_the_schema_of_a_policy_allows_is_a_policy(data: st.DataObject) -> None:
    value = data.draw(values(policy_schema()))
    checker(policy_schema()).validate(value)
    checker(policy_schema()).validate(writer(Policy)(reader(Policy)(value, Policy)))


@aggregates
@BRIEF
@given(st.data())
def test_every_command_that_can_be_made_is_allowed(name: str, data: st.DataObject) -> None:
    decider = DECIDERS[name]
    command = data.draw(st.sampled_from([*decider.commands.values()]).flatmap(objects))
    checker(command_schema(decider, type(command).__name__)).validate(Codec(decider).command_to_dict(command))


@aggregates
def test_every_event_and_state_of_a_history_is_allowed(name: str) -> None:
    decider, codec = DECIDERS[name], Codec(DECIDERS[name])
    known = {each: checker(event_schema(decider, each)) for each in events_of(decider)}
    happened = [event for history in CORPORA[name].corpus()[::4] for event in history.events]
    for event in happened:
        known[event.name].validate(codec.event_to_dict(event))
    of_state = checker(state_schema(decider))
    of_state.validate(codec.state_to_dict(decider.state()))
    for history in CORPORA[name].corpus()[::4]:
        of_state.validate(codec.state_to_dict(history.state))
    assert len({event.name for event in happened}) > len(known) // 2


@pytest.mark.parametrize(("reader", "notes"), [(Audience.ALL, True), (Audience.TEAM, False), (Audience.PAIR, False)])
@aggregates
def test_a_reader_has_a_schema_of_what_is_shown_to_them(name: str, reader: Audience, notes: bool) -> None:
    decider, codec = DECIDERS[name], Codec(DECIDERS[name])
    known = {each: checker(event_schema(decider, each, reader=reader, notes=notes)) for each in events_of(decider)}
    for event in CORPORA[name].corpus()[1].events:
        shown = codec.event_to_dict(event, reader=reader, notes=notes)
        known[event.name].validate(shown)
        assert shown.keys() >= {*known[event.name].schema["required"]}
        assert shown.keys() | {"id"} >= {*known[event.name].schema["properties"]}


@aggregates
@BRIEF
@given(st.data())
def test_what_is_just_outside_the_schema_both_refuse(name: str, data: st.DataObject) -> None:
    decider = DECIDERS[name]
    schema = command_schema(decider, data.draw(st.sampled_from([*decider.commands])))
    check = checker(schema)
    for value in outside(schema, data.draw(values(schema)), schema):
        assert not check.is_valid(value), value
        with pytest.raises(DecodeError):
            Codec(decider).command_from_dict(value)


@pytest.mark.parametrize("profile", PROFILES)
def test_a_command_may_name_a_profile_and_give_it_no_other_content(profile: str) -> None:
    schema = command_schema(participation.decider, "AdoptPolicy", header=False)
    asked = {"command": "participation.AdoptPolicy", "policy": {"name": profile, "version": PROFILES[profile].version}}
    assert checker(schema).is_valid(asked)
    assert checker(schema).is_valid({**asked, "policy": writer(Policy)(PROFILES[profile])})
    assert not checker(schema).is_valid({**asked, "policy": {**asked["policy"], "step_due": 3}})
    assert checker(schema).is_valid({**asked, "policy": {"name": "ours", "version": 1, "step_due": 3}})
    assert not checker(schema).is_valid({**asked, "policy": {"name": "ours", "version": 1}})


def test_a_form_without_a_header_says_so() -> None:
    schema = command_schema(participation.decider, "participation.Resume", header=False)
    assert [*schema["properties"]] == ["command", "note"]
    assert schema["required"] == ["command"]


def test_a_schema_may_be_changed_without_harm_to_the_next() -> None:
    schema = command_schema(cadre.decider, "Clear")
    schema["properties"].clear()
    schemas(cadre.decider)["Actor"].clear()
    assert command_schema(cadre.decider, "Clear")["properties"]
    assert schemas(cadre.decider)["Actor"]


def test_an_openapi_document_keeps_schemas_in_its_own_place() -> None:
    made = schemas(participation.decider, refs="#/components/schemas/", header=False)
    assert made["participation.AssignTeam"]["properties"]["team"]["items"] == {"$ref": "#/components/schemas/Supporter"}
    assert {"participation.enrolled", "Policy", "Role"} <= made.keys()


@pytest.mark.parametrize("name", ["Enroll", "engagement.Enrol"])
def test_a_command_that_there_is_not_is_an_error(name: str) -> None:
    with pytest.raises(UnknownCommand):
        command_schema(participation.decider, name)


def test_a_class_is_no_name() -> None:
    with pytest.raises(WrongType, match=r"^command: a name such as Enrol is needed, not .*Enrol"):
        command_schema(participation.decider, participation.Enrol)  # type: ignore[arg-type]
    with pytest.raises(WrongType, match=r"^event: a stored name such as participation\.enrolled is needed"):
        event_schema(participation.decider, participation.Enrolled)  # type: ignore[arg-type]


def test_an_event_that_there_is_not_is_an_error() -> None:
    with pytest.raises(UnknownEvent):
        event_schema(participation.decider, "cadre.nominated")


def without_texts(schema: Any) -> Any:
    """A schema without its titles and descriptions; of a word in a list nothing but the word."""
    if isinstance(schema, list):
        return [without_texts(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {name: part for name, part in schema.items() if name not in TEXTS or not isinstance(part, str)}
    properties = {name: without_texts(part) for name, part in kept.pop("properties", {}).items()}
    return {"properties": properties, **{name: without_texts(part) for name, part in kept.items()}}


def digests() -> list[str]:
    """A line for each schema: its name, and a digest of all but its texts."""
    found = {name: schema for decider in DECIDERS.values() for name, schema in schemas(decider).items()}
    found |= {f"{name}.state": state_schema(decider) for name, decider in DECIDERS.items()}
    written = {name: json.dumps(without_texts(schema), sort_keys=True) for name, schema in found.items()}
    return [f"{name} {sha256(text.encode()).hexdigest()[:12]}" for name, text in sorted(written.items())]


def test_the_schemas_are_as_they_were_agreed() -> None:
    """Where this fails, what others may send or will get has changed: see how, then put the lines in the file."""
    assert digests() == GOLDEN.read_text().splitlines()
