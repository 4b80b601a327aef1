"""The FastAPI host against its own OpenAPI document: whatever is sent, it answers as documented."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, assume, settings
from tests.participation.stories import in_coaching

from pdflow import Desk, MemoryStore, participation
from pdflow.storage.in_threads import InThreads

pytest.importorskip("fastapi", reason="needs the dependency group hosts")
schemathesis = pytest.importorskip("schemathesis", reason="needs the dependency group hosts")

from fastapi_host.host import host_on  # noqa: E402

BOUNDED = settings(
    max_examples=40, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), derandomize=True
)
store = MemoryStore()
desk = Desk(participation.decider, store, clock=None)
for command in in_coaching():
    desk.carry_out("ana", command)
app = host_on(InThreads(store))
anything = schemathesis.openapi.from_asgi("/openapi.json", app).exclude(path="/feed")
valid = schemathesis.openapi.from_asgi(
    "/openapi.json", app, config=schemathesis.Config.from_dict({"generation": {"mode": "positive"}})
).exclude(path="/feed")


def has_whole_float(value: object) -> bool:
    """Whether there is a 3.0, which JSON Schema takes for the whole number 3 and pdflow does not."""
    if isinstance(value, dict | list):
        return any(map(has_whole_float, value.values() if isinstance(value, dict) else value))
    return isinstance(value, float) and value.is_integer()


@anything.parametrize()
@BOUNDED
def test_whatever_is_sent_is_answered_as_documented(case: schemathesis.Case) -> None:
    assume(not has_whole_float(case.body))
    case.call_and_validate(headers={"Authorization": "Bearer office-token"})


@valid.parametrize()
@BOUNDED
def test_what_is_asked_of_somebody_who_is_there_is_answered_as_documented(case: schemathesis.Case) -> None:
    if "person" in case.path_parameters:
        case.path_parameters["person"] = "ana"
    assume(not has_whole_float(case.body))
    case.call_and_validate(headers={"Authorization": "Bearer office-token"})
