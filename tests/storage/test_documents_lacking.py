"""A state's document that lacks what every state has is no state."""

from typing import Any

import pytest
from tests.benchmarks.story import midway

from pdflow import DecodeError, cadre, engagement, participation
from pdflow.participation import decider
from pdflow.storage.codec import Codec

ALWAYS = [
    (participation, ["phase", "person", "policy"]),
    (engagement, ["phase", "engagement", "policy"]),
    (cadre, ["phase", "person", "policy"]),
]


@pytest.mark.parametrize(("module", "fields"), ALWAYS)
def test_even_an_empty_state_says_what_every_state_says(module: Any, fields: list[str]) -> None:
    codec: Codec[Any] = Codec(module.decider)
    document = codec.state_to_dict(module.decider.state())
    assert [*document["state"]] == fields
    assert codec.state_from_dict(document) == module.decider.state()


@pytest.mark.parametrize("lacking", [["phase"], ["person"], ["policy"], ["phase", "person", "policy"]])
def test_a_document_without_them_names_all_that_it_lacks(lacking: list[str]) -> None:
    codec = Codec(decider)
    document = codec.state_to_dict(midway())
    for field in lacking:
        del document["state"][field]
    with pytest.raises(DecodeError) as error:
        codec.state_from_dict(document)
    first, *more = lacking
    assert error.value.field == first
    assert error.value.problem == "missing" + "".join(f"; {field}: missing" for field in more)
