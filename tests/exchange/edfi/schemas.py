"""Ed-Fi's own schemas, and what a foreign validator says of a record."""

import json
from functools import cache
from typing import Any

import pytest
from tests.oracles import oracle

from pdflow.exchange.edfi import EdFiRecord

SCHEMAS = {
    "persons": "edFi_person",
    "professionalDevelopmentEvents": "edFi_professionalDevelopmentEvent",
    "professionalDevelopmentEventAttendances": "edFi_professionalDevelopmentEventAttendance",
    "goals": "edFi_goal",
}
"""Those in the oracle; of descriptors it has none."""
ORACLE = "edfi60-subset.json"


@cache
def validator(resource: str) -> Any:
    module = pytest.importorskip("openapi_schema_validator", reason="openapi-schema-validator is not installed")
    schema = {
        "$ref": f"#/components/schemas/{SCHEMAS[resource]}",
        **json.loads(oracle(ORACLE).read_text()),
    }
    return module.OAS30Validator(schema, format_checker=module.oas30_format_checker)


def objections(record: EdFiRecord) -> list[str]:
    """What the foreign validator objects to."""
    if record.resource.name not in SCHEMAS:
        return []
    return [error.message for error in validator(record.resource.name).iter_errors(record.body)]
