"""No error quotes free text about a person, wherever in the data it was put by mistake."""

from typing import Any

import attrs
import pytest
from tests.participation.stories import kim, supported
from tests.storage import golden
from tests.storage.test_codec import BY_KIM

from pdflow import DecodeError, Refused
from pdflow.participation import FeedbackKind, GiveFeedback, decider
from pdflow.storage.codec import Codec
from pdflow.testing.spec import given

SECRET = "she cried"
codec = Codec(decider)
VALUES: dict[str, dict[str, Any]] = {
    "a date": {"command": "participation.Pause", "until": SECRET},
    "an enumeration": {"command": "participation.GiveFeedback", "feedback": "f", "observation": "o", "kind": SECRET},
    "a time": {"command": "participation.ScheduleVisit", "visit": "v", "start": SECRET},
    "a name": {"command": SECRET},
    "a list": {"command": "participation.RecordObservation", "focus": SECRET},
    "a field's name": {"command": "participation.Enrol", "person": "ana", SECRET: 1},
    "one of several fields' names": {"command": "participation.Enrol", "persn": "ana", SECRET: 1},
    "a policy": {"command": "participation.AdoptPolicy", "policy": {"name": SECRET, "version": 1}},
    "an id": {"command": "participation.Enrol", "id": SECRET, "by": {"person": "a", "role": "COACH"}, "at": SECRET},
}


@pytest.mark.parametrize("data", VALUES.values(), ids=VALUES)
def test_a_text_in_the_place_of_something_else_is_not_quoted(data: dict[str, Any]) -> None:
    with pytest.raises(DecodeError) as error:
        codec.command_from_dict(data, None if "id" in data else BY_KIM)
    assert SECRET not in str(error.value) + repr(error.value)


@pytest.mark.parametrize("damage", [{"notes": f'{{"note": "{SECRET}'}, {"notes": f'"{SECRET}"'}, {"data": SECRET}])
def test_damaged_rows_are_not_quoted(damage: dict[str, str]) -> None:
    with pytest.raises(DecodeError) as error:
        codec.from_row(attrs.evolve(golden.row("coaching_closed"), **damage))
    assert SECRET not in str(error.value) + repr(error.value)


def test_a_document_of_another_aggregate_is_not_quoted() -> None:
    with pytest.raises(DecodeError) as error:
        codec.state_from_dict({"aggregate": SECRET, "format": 1, "state": {}})
    assert SECRET not in str(error.value)


def test_a_refusal_shows_its_reasons_and_no_note() -> None:
    spoken = GiveFeedback(kim(9), feedback="f", observation="none", kind=FeedbackKind.DEBRIEF, said=SECRET)
    with pytest.raises(Refused) as refused:
        decider.decide(given(decider, *supported()).state, spoken)
    assert "feedback.no_observation" in repr(refused.value)
    assert SECRET not in repr(refused.value) + str(refused.value) + repr(spoken)
