"""Validators that are not ours take every statement, and refuse each planted fault."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.engagement import corpus as engagements
from tests.exchange.xapi.statements import SOURCE, decided, stated, year_statements
from tests.exchange.xapi.validators import VALIDATORS
from tests.participation import stories
from tests.participation.corpus import corpus

from pdflow import Audience, participation
from pdflow.exchange.xapi import stream_statements
from pdflow.storage.json_values import JsonObject


@pytest.mark.parametrize("validator", VALIDATORS)
@pytest.mark.parametrize("audience", [Audience.TEAM, Audience.PAIR])
def test_a_validator_takes_every_statement_of_a_year(validator: str, audience: Audience) -> None:
    assert [*filter(None, VALIDATORS[validator](year_statements(audience)))] == []


@pytest.mark.parametrize("validator", VALIDATORS)
def test_a_validator_takes_the_statements_of_any_history(validator: str) -> None:
    histories = [*corpus(), *engagements.corpus()]
    statements = [
        statement
        for number, history in enumerate(histories)
        for statement in stream_statements(f"stream {number}", history.events, SOURCE, audience=Audience.PAIR)[0]
    ]
    assert len({statement["verb"]["id"] for statement in statements}) == 11
    assert [*filter(None, VALIDATORS[validator](statements))] == []


def completed() -> JsonObject:
    return stated(stories.completed())[-1]


def attended() -> JsonObject:
    return stated(stories.trained())[-1]


def voiding() -> JsonObject:
    void = participation.VoidRecord(stories.office(5), record="a1", reason="error")
    events = decided(participation.decider, [*stories.enrolled(), stories.attend(stories.lee(3), "a1"), void])
    return stream_statements("ana", events, SOURCE)[0][-1]


def planted(make: Callable[[], JsonObject], *path: str, value: Any = None) -> JsonObject:
    """A statement with one value replaced, or left out."""
    statement = part = json.loads(json.dumps(make()))
    for name in path[:-1]:
        part = part[name]
    if value is None:
        del part[path[-1]]
    else:
        part[path[-1]] = value
    return statement


BOTH = frozenset(VALIDATORS)
LEARNING_LOCKER = frozenset({"learning locker"})
FAULTS: dict[str, tuple[JsonObject, frozenset[str]]] = {
    "no actor": (planted(attended, "actor"), BOTH),
    "an actor with two identifiers": (planted(attended, "actor", "mbox", value="mailto:ana@example.org"), BOTH),
    "an account without its home page": (planted(attended, "actor", "account", "homePage"), BOTH),
    "a verb that is no address": (planted(attended, "verb", "id", value="attended"), BOTH),
    "an id that is no UUID": (planted(attended, "id", value="a1"), BOTH),
    "a duration that is none": (planted(attended, "result", "duration", value="6 hours"), BOTH),
    "a duration in decimals of an hour": (planted(attended, "result", "duration", value="PT1.5H"), LEARNING_LOCKER),
    "a time without an offset": (planted(attended, "timestamp", value="2026-09-04T08:00:00"), LEARNING_LOCKER),
    "a scaled score above 1": (planted(completed, "result", "score", value={"scaled": 1.5}), BOTH),
    "a score outside its bounds": (planted(completed, "result", "score", value={"raw": 9, "max": 5}), BOTH),
    "a field that xAPI has not": (planted(completed, "mood", value="good"), BOTH),
    "a registration that is no UUID": (planted(completed, "context", "registration", value="e1"), BOTH),
    "one activity where a list is due": (
        planted(completed, "context", "contextActivities", "grouping", value={"id": "https://example.org/e1"}),
        LEARNING_LOCKER,
    ),
    "voiding what is no statement": (
        planted(voiding, "object", value={"objectType": "Activity", "id": "https://example.org/a1"}),
        LEARNING_LOCKER,
    ),
}


@pytest.mark.parametrize("validator", VALIDATORS)
def test_a_validator_refuses_the_planted_faults(validator: str) -> None:
    verdicts = VALIDATORS[validator](statement for statement, _ in FAULTS.values())
    refused = {name for name, verdict in zip(FAULTS, verdicts, strict=True) if verdict}
    assert refused == {name for name, (_, refusing) in FAULTS.items() if validator in refusing}
