"""What was once stored stays readable."""

import re

import attrs
import pytest
from tests.storage import golden

from pdflow import (
    FULL,
    Policy,
    cadre,
    engagement,
    participation,
)
from pdflow.kernel.messages import EVENTS
from pdflow.storage.codec import Codec
from pdflow.storage.event_store import NewEvent

ROWS = golden.rows()
DECIDERS = {aggregate.decider.name: aggregate.decider for aggregate in (participation, engagement, cadre)}
CODECS = {name: Codec(decider) for name, decider in DECIDERS.items()}


HIGHEST = {
    "participation.evaluation_submitted": 5,
    "engagement.partnership_reviewed": 5,
    "engagement.evaluation_collected": 5,
    "cadre.teach_back_critiqued": 4,
    "cadre.debrief_evaluated": 4,
}
"""The highest rating in the events whose golden rows have ratings of 31 and 32, as a former build took them."""


def as_it_is_read(row: NewEvent) -> NewEvent:
    """The row with its ratings within their scale."""
    most = HIGHEST.get(row.type)
    if most is None:
        return row
    data = re.sub(r'("(?:rating|reaction|commitment)": )3[12]', rf"\g<1>{most}", row.data)
    return attrs.evolve(row, data=data.replace("[31, 32]", f"[{most}, {most}]"))


def aggregate_of(name: str) -> str:
    return name.partition(".")[0]


@pytest.mark.parametrize("stored", ROWS, ids=[f"{row.type} {row.type_version}" for row in ROWS])
def test_a_row_stored_once_is_read_for_ever_and_written_again_as_it_was(stored: NewEvent) -> None:
    codec, known = CODECS[aggregate_of(stored.type)], EVENTS[stored.type]
    event = codec.from_row(stored)
    assert type(event) is known.type
    if stored.type_version == known.version:
        assert codec.to_rows([event]) == [as_it_is_read(stored)]


def test_there_is_a_golden_row_of_every_version_of_every_event() -> None:
    known = {name: known.version for name, known in EVENTS.items() if aggregate_of(name) in CODECS}
    versions = {(name, version) for name, latest in known.items() for version in range(1, latest + 1)}
    assert {(row.type, row.type_version) for row in ROWS} == versions


def test_the_full_rule_is_still_what_stored_policies_differ_from() -> None:
    """Where a default has to change, Enrolled and PolicyAdopted need another version whose upcast says the old one."""
    event = {field.name: getattr(FULL, field.name) for field in attrs.fields(Policy)}
    plain = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in event.items()}
    assert plain == golden.document("full_rule.json")


@pytest.mark.parametrize("aggregate", CODECS)
def test_a_document_of_the_present_format_is_read_and_written_again_as_it_was(aggregate: str) -> None:
    """Where this has to fail, raise the ``format`` of the state and put another document in the place of this one."""
    codec, kept = CODECS[aggregate], golden.document(f"{aggregate}.json")
    assert kept["format"] == DECIDERS[aggregate].state.format
    assert codec.state_to_dict(codec.state_from_dict(kept)) == kept
