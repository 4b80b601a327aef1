"""Documentation: the OpenAPI document, in which every command has the schema that pdflow gives."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi_host.problems import PROBLEM

from pdflow import participation
from pdflow.schemas import schemas

REFS = "#/components/schemas/"
_PROBLEM = {
    "type": "object",
    "properties": {"status": {"type": "integer"}, "title": {"type": "string"}, "detail": {"type": "string"}},
    "required": ["status", "title", "detail"],
}
_SAYS = {
    400: "no JSON",
    401: "nobody is known by this token",
    403: "not for this caller",
    404: "there is no such thing",
    409: "refused, and why; or the key was used for something else",
    422: "not to be read, and where",
    503: "to be tried again",
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route says when it does not succeed."""
    content = {PROBLEM: {"schema": {"$ref": f"{REFS}Problem"}}}
    return {status: {"description": _SAYS[status], "content": content} for status in statuses}


def document(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of the app."""
    if app.openapi_schema is None:
        made = get_openapi(title=app.title, version=app.version, routes=app.routes)
        made["components"]["schemas"] |= {**_commands(), "Problem": _PROBLEM}
        app.openapi_schema = made
    return app.openapi_schema


def _commands() -> dict[str, Any]:
    """The schemas of all commands, each without what the token and the key say."""
    known = schemas(participation.decider, refs=REFS)
    names = [f"participation.{name}" for name in participation.decider.commands]
    for name in names:
        command = known[name]
        for given in ("id", "by"):
            del command["properties"][given]
        command["required"] = [field for field in command["required"] if field not in ("id", "by")]
    mapping = {name: f"{REFS}{name}" for name in names}
    one_of = [{"$ref": ref} for ref in mapping.values()]
    return {**known, "Command": {"oneOf": one_of, "discriminator": {"propertyName": "command", "mapping": mapping}}}
