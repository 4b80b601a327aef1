"""The generated readers read what cattrs reads field by field, and refuse what it refuses, wherever it is."""

import inspect
import json
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import given, settings, strategies as st
from tests.benchmarks.story import commands, history, whole
from tests.storage.any_values import objects
from tests.storage.test_codec import BY_KIM

from pdflow import participation
from pdflow.kernel.fields import personal_fields
from pdflow.kernel.messages import EVENTS, Event
from pdflow.storage.converters import converter, reader, writer
from pdflow.storage.problems import problems

OURS = ("participation.", "engagement.", "cadre.")
EVENT_TYPES = [known.type for name, known in EVENTS.items() if name.startswith(OURS)]
STATE = participation.decider.fold(history(commands(whole())))
others = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3) | st.sampled_from([[], {}, [[]]])
few = settings(max_examples=20, deadline=None)


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every object and list within a JSON value, each with the names of its parts."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        yield value, name
        yield from places(part)


def altered(values: Any, data: st.DataObject) -> Any:
    """The same JSON value with one part replaced, left out or added."""
    found = [*places(values)]
    if not found:
        return values
    holder, name = data.draw(st.sampled_from(found))
    change = data.draw(st.sampled_from(["replace", "leave out", "add"]))
    if change == "replace":
        holder[name] = data.draw(others)
    elif change == "leave out":
        del holder[name]
    elif isinstance(holder, dict):
        holder["mood"] = data.draw(others)
    else:
        holder.append(data.draw(others))
    return values


def read_by_cattrs(kind: type, values: Any) -> Any:
    return converter(detailed=True, stored=issubclass(kind, Event)).structure(values, kind)


def is_read_alike(kind: type, values: Any) -> bool:
    notes = personal_fields(kind) if issubclass(kind, Event) else ()
    complete = {**dict.fromkeys(notes), **values}
    found = [*problems(kind, complete)]
    try:
        read = reader(kind)(values, kind)
    except Exception:  # noqa: BLE001 (of any kind, and refused by both)
        return bool(found)
    return not found and repr(attrs.astuple(read)) == repr(attrs.astuple(read_by_cattrs(kind, complete)))


@pytest.mark.parametrize("chosen", range(8))
@given(data=st.data())
@few
def test_an_event_is_read_or_refused_as_cattrs_does(chosen: int, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(EVENT_TYPES[chosen::8]))
    values = altered(json.loads(json.dumps(writer(kind)(data.draw(objects(kind))))), data)
    assert is_read_alike(kind, {"header": BY_KIM, **values})


@given(data=st.data())
@few
def test_a_state_is_read_or_refused_as_cattrs_does(data: st.DataObject) -> None:
    document = json.loads(json.dumps(writer(participation.Participation)(STATE)))
    assert is_read_alike(participation.Participation, altered(document, data))


def test_a_traceback_shows_the_generated_source() -> None:
    source = inspect.getsource(reader(participation.CoachingOpened))
    assert "_made.session = _intern(_part)" in source
