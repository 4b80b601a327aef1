"""Upcasters: how the stored data of an event of an engagement gets the fields of today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def with_budget_lines(data: Mapping[str, Any]) -> dict[str, Any]:
    """Turns the share of the follow-up into a line of the budget, from version 1 to 2."""
    money, hours = data["follow_up_money"], data["follow_up_hours"]
    line = {"line": "follow-up", "purpose": "FOLLOW_UP", "money": money, "hours": hours}
    others = {name: value for name, value in data.items() if name not in ("follow_up_money", "follow_up_hours")}
    return {**others, "currency": "", "lines": [line] if money or hours else []}


def with_cycle_of_sessions(data: Mapping[str, Any]) -> dict[str, Any]:
    """Leaves open to which cycle of the participants each session belongs, from version 1 to 2."""
    return {**data, "sessions": [{**session, "cycle": None} for session in data["sessions"]]}


def with_several_roles(data: Mapping[str, Any]) -> dict[str, Any]:
    """Turns the one role of a partner into several, spoken for by nobody in particular, from version 1 to 2."""
    others = {name: value for name, value in data.items() if name != "role"}
    return {**others, "roles": [data["role"]], "people": []}
