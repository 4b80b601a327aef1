"""Whatever history there is, its statements keep to the rules of xAPI that validators were seen to let pass."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from tests.exchange.xapi.statements import SOURCE, VOIDED
from tests.participation.corpus import participations

from pdflow import Audience
from pdflow.exchange.xapi import stream_statements
from pdflow.participation import Participation
from pdflow.storage.json_values import JsonObject
from pdflow.testing.walks import History

TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?[+-]\d\d:\d\d")
DURATION = re.compile(r"PT(\d+H)?(\d+M)?(?<=[HM])")


def parts(value: Any) -> Iterator[tuple[str, Any]]:
    """Every name with its value, at any depth."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield name, each
            yield from parts(each)
    elif isinstance(value, list):
        for each in value:
            yield from parts(each)


def broken_rules(statement: JsonObject) -> Iterator[str]:
    """The rules that a statement breaks."""
    UUID(statement["id"])
    context = statement.get("context", {})
    if not TIMESTAMP.fullmatch(statement["timestamp"]) or statement["timestamp"].endswith("-00:00"):
        yield "a timestamp has an offset, which is not -00:00"
    if "duration" in statement.get("result", {}) and not DURATION.fullmatch(statement["result"]["duration"]):
        yield "a duration is in whole hours and minutes"
    if not all(isinstance(each, list) for each in context.get("contextActivities", {}).values()):
        yield "the activities of a context are lists"
    if "registration" in context and statement["object"]["objectType"] != "Activity":
        yield "only a statement about an activity has a registration"
    if any(value in (None, {}) for _, value in parts(statement)):
        yield "nothing is null, or empty"
    if any(name in ("name", "mbox") and "@" in str(value) for name, value in parts(statement)):
        yield "nobody is named by an e-mail address"
    if statement["verb"]["id"] == VOIDED and statement["object"]["objectType"] != "StatementRef":
        yield "what voids points to a statement"


@given(history=participations(longest=120))
@settings(max_examples=25)
@pytest.mark.parametrize("audience", [Audience.TEAM, Audience.PAIR])
def test_the_statements_of_any_history_break_no_rule(history: History[Participation], audience: Audience) -> None:
    statements, _ = stream_statements("a stream", history.events, SOURCE, audience=audience)
    assert {rule for statement in statements for rule in broken_rules(statement)} == set()
    assert len({statement["id"] for statement in statements}) == len(statements)
    stated = {statement["id"] for statement in statements if statement["verb"]["id"] != VOIDED}
    gone = [statement["object"]["id"] for statement in statements if statement["verb"]["id"] == VOIDED]
    assert stated.issuperset(gone)
    assert len({*gone}) == len(gone)


@pytest.mark.parametrize(
    ("name", "value", "rule"),
    [
        ("timestamp", "2026-09-01T08:00:00", "offset"),
        ("timestamp", "2026-09-01T08:00:00-00:00", "offset"),
        ("result", {"duration": "PT1.5H"}, "whole hours"),
        ("result", {"duration": "PT"}, "whole hours"),
        ("result", {"success": None}, "null"),
        ("context", {"contextActivities": {"grouping": {"id": "https://example.org"}}}, "lists"),
        ("object", {"objectType": "Agent", "name": "ana@example.org"}, "e-mail"),
        ("verb", {"id": VOIDED}, "voids"),
    ],
)
def test_each_rule_finds_a_planted_fault(name: str, value: object, rule: str) -> None:
    right = {
        "id": "fd41c918-b88b-4b20-a0a5-a4c32391aaa0",
        "verb": {"id": "http://adlnet.gov/expapi/verbs/attended"},
        "object": {"objectType": "Activity", "id": "https://example.org/1"},
        "context": {"registration": "fd41c918-b88b-4b20-a0a5-a4c32391aaa1"},
        "timestamp": "2026-09-01T08:00:00+00:00",
    }
    assert [*broken_rules(right)] == []
    assert any(rule in broken for broken in broken_rules({**right, name: value}))
