"""Ed-Fi's own schemas accept every record and refuse planted faults; our checks refuse those that they let pass."""

from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from tests.exchange.edfi.records import SOURCE, of, of_year
from tests.exchange.edfi.schemas import SCHEMAS, objections, validator
from tests.history.example_store import store_of
from tests.participation.corpus import corpus, participations

from pdflow import Audience
from pdflow.exchange.edfi import (
    ATTENDANCES,
    EVENTS,
    GOALS,
    PERSONS,
    RESOURCES,
    DataStandard,
    EdFiRecord,
    EdFiRecords,
    EdFiSource,
    Resource,
)

SOURCES = [SOURCE, attrs.evolve(SOURCE, absent="Unexcused Absence", person_ids=lambda person: person.upper()[:32])]


def example(resource: Resource) -> EdFiRecord:
    return of(resource, of_year())[0]


def changed(resource: Resource, *path: str, value: Any) -> EdFiRecord:
    """A record with another value at a place."""
    record = example(resource)
    body = inner = {name: dict(part) if isinstance(part, dict) else part for name, part in record.body.items()}
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = value
    return EdFiRecord(resource, body)


REFUSED_BY_BOTH = [
    changed(EVENTS, "professionalDevelopmentTitle", value="x" * 61),
    changed(EVENTS, "professionalDevelopmentTitle", value=""),
    changed(EVENTS, "namespace", value="uri"),
    changed(EVENTS, "totalHours", value=6.5),
    changed(EVENTS, "totalHours", value="6"),
    changed(EVENTS, "totalHours", value=None),
    changed(EVENTS, "multipleSession", value="yes"),
    changed(ATTENDANCES, "personReference", "personId", value="3fa85f64-5717-4562-b3fc-2c963f66afa6"),
    changed(ATTENDANCES, "attendanceDate", value="2026-10-05T08:00:00Z"),
    changed(ATTENDANCES, "attendanceDate", value="2026-02-30"),
    changed(ATTENDANCES, "personReference", value={}),
    changed(ATTENDANCES, "professionalDevelopmentEventReference", value="a title"),
    changed(PERSONS, "sourceSystemDescriptor", value="x" * 307),
    changed(GOALS, "goalTitle", value="x" * 256),
    changed(GOALS, "goalDescription", value="x" * 1025),
    changed(GOALS, "completedIndicator", value="true"),
    EdFiRecord(GOALS, {}),
]
REFUSED_BY_OURS = [
    changed(EVENTS, "id", value="3fa85f6457174562b3fc2c963f66afa6"),
    changed(EVENTS, "place", value="North"),
    changed(EVENTS, "professionalDevelopmentOfferedByDescriptor", value="District"),
    changed(EVENTS, "professionalDevelopmentOfferedByDescriptor", value="uri://ed-fi.org/GoalTypeDescriptor#District"),
    changed(EVENTS, "professionalDevelopmentTitle", value=" Title"),
    changed(EVENTS, "professionalDevelopmentTitle", value="<b>Title</b>"),
    changed(EVENTS, "professionalDevelopmentTitle", value="🎓" * 31),
    changed(EVENTS, "totalHours", value=-1),
    changed(
        ATTENDANCES, "attendanceEventCategoryDescriptor", value="uri://ed-fi.org/AttendanceEventCategoryDescriptor"
    ),
    changed(ATTENDANCES, "personReference", "name", value="Ana"),
]


@pytest.mark.parametrize("fault", REFUSED_BY_BOTH)
def test_a_planted_fault_is_refused_by_the_schema_and_by_our_own_checks(fault: EdFiRecord) -> None:
    assert objections(example(fault.resource)) == example(fault.resource).problems() == []
    assert objections(fault) != []
    assert fault.problems() != []


@pytest.mark.parametrize("fault", REFUSED_BY_OURS)
def test_a_planted_fault_that_the_schema_lets_pass_is_refused_by_our_own_checks(fault: EdFiRecord) -> None:
    assert objections(fault) == []
    assert len(fault.problems()) == 1


def test_no_problem_quotes_what_a_record_says() -> None:
    for fault in (*REFUSED_BY_BOTH, *REFUSED_BY_OURS):
        assert not any(
            str(value) in problem for problem in fault.problems() for value in fault.key if len(str(value)) > 3
        )


@pytest.mark.parametrize("source", SOURCES)
def test_the_example_year_is_accepted(source: EdFiSource) -> None:
    records = [*of_year(source)]
    assert len(of(ATTENDANCES, records)) > 15
    assert [(record, objections(record)) for record in records if objections(record)] == []
    assert [(record, record.problems()) for record in records if record.problems()] == []


@pytest.mark.parametrize("standard", DataStandard)
def test_every_history_is_accepted(standard: DataStandard) -> None:
    own = EdFiSource(SOURCE.namespace, SOURCE.source_system, standard=standard, absent="Unexcused Absence")
    streams = {f"p{number}": history.events for number, history in enumerate(corpus()) if history.events}
    records = [*EdFiRecords(store_of(streams), own, audience=Audience.PAIR)]
    assert len(of(GOALS, records)) > 20
    assert [record for record in records if record.problems() or objections(record)] == []
    keys = {(record.resource.name, str(record.key)) for record in records if record.resource is GOALS}
    assert len(keys) == len(of(GOALS, records))


@given(participations(60), st.sampled_from(Audience), st.sampled_from(SOURCES))
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_history_gives_records_that_are_accepted(history: Any, audience: Audience, source: EdFiSource) -> None:
    records = [*EdFiRecords(store_of({"p": history.events} if history.events else {}), source, audience=audience)]
    assert [record for record in records if record.problems() or objections(record)] == []


def test_our_fields_are_those_of_the_schema() -> None:
    for name in SCHEMAS:
        schema = validator(name).schema["components"]["schemas"][SCHEMAS[name]]
        known = {*schema["properties"]} - {"id", "_etag", "_lastModifiedDate"}
        ours = RESOURCES[name]
        assert {*ours.fields} <= known
        assert {*ours.needed} == {*schema["required"]}
        keys = {field for field, rule in schema["properties"].items() if rule.get("x-Ed-Fi-isIdentity")}
        assert keys <= {*ours.key}
