"""CloudEvents of an example year: right attributes, nothing beyond the audience, and the events read back."""

import json
import re
from itertools import chain

import attrs
import pytest
from jsonschema import Draft202012Validator
from tests.documents import example_participations
from tests.documents.example_engagement import engagement_year
from tests.exchange.xapi.statements import CODECS, example_year, stored

from pdflow import Audience, Event, cadre, engagement, participation
from pdflow.audience import audiences, personal
from pdflow.errors import OutOfRange
from pdflow.exchange.cloudevents import NOTHING_TO_READ, OTHER_AGGREGATE, UNSENDABLE_NAME, CloudEvents
from pdflow.schemas import event_schema
from pdflow.storage.json_values import JsonObject
from pdflow.storage.memory import MemoryStore

SOURCE = "https://pd.example.org"
DECIDERS = {module.decider.name: module.decider for module in (participation, engagement, cadre)}
MARK = "what only its writer should ever see"
READERS = [Audience.ALL, Audience.TEAM, Audience.PAIR]


def messages(store: MemoryStore, audience: Audience, **more: object) -> list[JsonObject]:
    return [*CloudEvents(store, SOURCE, audience=audience, **more)]  # type: ignore[arg-type]


def test_a_message_has_the_attributes_of_its_event() -> None:
    row = example_year().load("participation-ana")[0]
    message = next(each for each in messages(example_year(), Audience.TEAM) if each["subject"] == "participation-ana")
    data = message.pop("data")
    assert message == {
        "specversion": "1.0",
        "id": row.id,
        "source": SOURCE,
        "type": "org.pdflow.participation.enrolled.v2",
        "subject": "participation-ana",
        "time": "2026-09-05T08:00:00+00:00",
        "dataschema": "urn:pdflow:participation/events/enrolled/2",
        "datacontenttype": "application/json",
        "streamversion": 1,
        "sequence": f"{row.position:020}",
    }
    assert (data["event"], data["version"], data["person"]) == ("participation.enrolled", 2, "ana")


def test_every_message_has_an_id_of_its_own_and_the_order_of_the_feed() -> None:
    found = messages(example_year(), Audience.PAIR)
    assert len({message["id"] for message in found}) == len(found) == len(example_year().feed(limit=10_000))
    assert [message["sequence"] for message in found] == sorted(message["sequence"] for message in found)
    assert all(re.fullmatch("[a-z0-9]{1,20}", name) for message in found for name in message)


def test_the_data_keep_to_the_schema_that_the_message_names() -> None:
    for audience in (Audience.TEAM, Audience.PAIR):
        for message in messages(example_year(), audience):
            name = message["data"]["event"]
            schema = event_schema(DECIDERS[name.partition(".")[0]], name, reader=audience, notes=False)
            assert schema["$id"] == message["dataschema"]
            Draft202012Validator(schema).validate(message["data"])


def test_the_events_are_read_back_from_the_messages_without_their_notes() -> None:
    expected = dict[str, Event]()
    for row in example_year().feed(limit=10_000):
        event = CODECS[row.type.partition(".")[0]].from_row(attrs.evolve(row, notes=None))
        expected[row.id] = event
    found = messages(example_year(), Audience.PAIR)
    read = {each["id"]: CODECS[each["data"]["event"].partition(".")[0]].event_from_dict(each["data"]) for each in found}
    assert read == expected


def streams() -> dict[str, tuple[Event, ...]]:
    return {"engagement-e1": engagement_year(), **example_participations.streams()}


@pytest.mark.parametrize("audience", READERS)
def test_no_message_holds_a_field_beyond_the_audience(audience: Audience) -> None:
    for message in messages(example_year(), audience):
        kept_for = audiences(type(CODECS_READ[message["id"]]))
        own = set(message["data"]) - {"event", "version", "id", "command_id", "by", "at"}
        assert {name for name in own if not audience.may_read(kept_for[name])} == set()
        if not audience.may_read(kept_for["header"]):
            assert not {"command_id", "by", "at"} & set(message["data"])
            assert not {"time", "dataschema"} & set(message)


CODECS_READ = {row.id: CODECS[row.type.partition(".")[0]].from_row(row) for row in example_year().feed(limit=10_000)}


@pytest.mark.parametrize("audience", READERS)
def test_no_personal_text_is_in_any_message(audience: Audience) -> None:
    marked = {
        name: [attrs.evolve(event, **dict.fromkeys(personal(type(event)), MARK)) for event in events]
        for name, events in streams().items()
    }
    assert MARK not in json.dumps(messages(stored(marked), audience))


def test_everybody_on_the_engagement_gets_no_message_about_a_person() -> None:
    export = CloudEvents(example_year(), SOURCE)
    assert {message["data"]["event"].partition(".")[0] for message in export} == {"engagement"}
    assert export.passed_over["participation.attendance_recorded", NOTHING_TO_READ] == 21
    text = json.dumps([*export])
    assert not [person for person in example_participations.STORIES if f'"{person}"' in text]


def test_what_was_not_sent_yet_is_sent_from_its_sequence_on() -> None:
    found = messages(example_year(), Audience.TEAM)
    assert messages(example_year(), Audience.TEAM, after=int(found[99]["sequence"])) == found[100:]


def test_batches_hold_every_message_once() -> None:
    export = CloudEvents(example_year(), SOURCE, audience=Audience.TEAM)
    batches = [json.loads(batch) for batch in export.batches(50)]
    assert [len(batch) for batch in batches[:-1]] == [50] * (len(batches) - 1)
    assert [*chain(*batches)] == [*export]


def test_sent_again_the_messages_are_the_same_letter_for_letter() -> None:
    once, again = ([*CloudEvents(example_year(), SOURCE).batches()] for _ in range(2))
    assert once == again


def test_events_of_other_aggregates_are_passed_over_and_counted() -> None:
    export = CloudEvents(example_year(), SOURCE, audience=Audience.TEAM, deciders=[engagement.decider])
    assert {message["subject"] for message in export} == {"engagement-e1"}
    assert export.passed_over["participation.enrolled", OTHER_AGGREGATE] == 12


@pytest.mark.parametrize("character", ["\x00", "\x9f", "\ufdd0", "\uffff", "\U0001fffe", "\U000fffff", "\U0010ffff"])
def test_a_stream_whose_name_no_message_may_hold_is_passed_over_and_counted(character: str) -> None:
    events = example_participations.streams()["participation-lou"]
    export = CloudEvents(stored({f"lou{character}": events, "lou": events}), SOURCE, audience=Audience.TEAM)
    assert {message["subject"] for message in export} == {"lou"}
    assert export.passed_over.total() == len(events)
    assert {why for _, why in export.passed_over} == {UNSENDABLE_NAME}


@pytest.mark.parametrize("character", ["\U0001fffd", "\U00020000", "\ufffd", "\ufdcf", "é"])
def test_a_stream_whose_name_has_other_characters_is_sent(character: str) -> None:
    events = example_participations.streams()["participation-lou"]
    export = CloudEvents(stored({f"lou{character}": events}), SOURCE, audience=Audience.TEAM)
    assert {message["subject"] for message in export} == {f"lou{character}"}


@pytest.mark.parametrize("source", ["", "pd example", "pdé"])
def test_a_source_that_is_no_uri_is_refused(source: str) -> None:
    with pytest.raises(OutOfRange, match=r"CloudEvents\.source"):
        CloudEvents(MemoryStore(), source)


@pytest.mark.parametrize("after", [-1, 2**63])
def test_a_position_that_no_store_has_is_refused(after: int) -> None:
    with pytest.raises(OutOfRange, match=r"CloudEvents\.after"):
        CloudEvents(MemoryStore(), SOURCE, after=after)
