"""Policy upcasters: how a stored policy gets the fields of today, while its stream keeps the rules it began with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

FORMER_RULES: Final[Mapping[str, object]] = {"contacts_per_cycle": 0, "commitment_reviewed": False}
"""What the full rule was before it had these fields."""
FORMER_PROFILES: Final = frozenset({"LIGHT", "TEXAS_CYCLE", "TEXAS_LEADER", "AGENCY_CADRE", "COLLEGE_CPD"})
"""The profiles that differed from the full rule when policies were stored so."""
WITHOUT_EFFECT: Final[Mapping[str, object]] = {"protected_minutes": None}
"""Fields that were stored but changed no decision, switched off now that they would."""


def with_former_rules(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data of an event that carries a policy, from version 1 to 2; ``AdoptPolicy`` brings the new rules.

    A profile but the full rule was never stored by its name and version alone; what such a one says is not made up.
    """
    policy = data["policy"]
    if len(policy) == 2 and policy.get("name") in FORMER_PROFILES:
        return dict(data)
    return {**data, "policy": {**FORMER_RULES, **data["policy"], **WITHOUT_EFFECT}}
