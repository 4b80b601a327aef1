"""No repr of any command or event quotes a personal text."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from tests.cadre import corpus as members
from tests.engagement import corpus as engagements
from tests.participation import corpus as participations
from tests.storage import golden

from pdflow.kernel.fields import fields, personal_fields
from pdflow.kernel.messages import EVENTS
from pdflow.storage.codec import Codec

CORPORA: dict[str, Any] = {"participation": participations, "engagement": engagements, "cadre": members}
SECRET = "she cried"


def with_secrets(value: Any) -> Any:
    """The value with every personal text in it, at any depth, replaced by one that can be found again."""
    if isinstance(value, tuple):
        return tuple(map(with_secrets, value))
    if not attrs.has(type(value)) or not hasattr(value, "header"):
        return value
    notes = dict.fromkeys(personal_fields(type(value)), SECRET)
    others = {field.name: with_secrets(getattr(value, field.name)) for field in fields(type(value))[1:]}
    return attrs.evolve(value, **(others | notes))


@pytest.mark.parametrize("aggregate", CORPORA)
def test_no_repr_of_a_command_or_an_event_quotes_a_note(aggregate: str) -> None:
    decider = CORPORA[aggregate].SUBJECT.decider
    commands = [command for each in CORPORA[aggregate].corpus() for command in each.commands]
    events = [Codec(decider).from_row(row) for row in golden.rows() if row.type.startswith(f"{aggregate}.")]
    shown = {type(message): with_secrets(message) for message in (*commands, *events)}
    with_notes = {kind for kind in shown if personal_fields(kind)}
    for kind in with_notes:
        assert SECRET not in repr(shown[kind])
        assert "..." in repr(shown[kind])
    declared = [known.type for name, known in EVENTS.items() if name.startswith(f"{aggregate}.")]
    asked = {*decider.commands.values(), *declared}
    assert {kind for kind in asked if personal_fields(kind)} == with_notes
