"""States: the schema of the document that a host keeps of an aggregate."""

from __future__ import annotations

from typing import Any

from pdflow.kernel.decider import Decider
from pdflow.schemas.definitions import Definitions, closed_object, is_required
from pdflow.storage.json_values import JsonObject


def state_object(decider: Decider[Any], definitions: Definitions) -> JsonObject:
    """The schema of a state's document; what it leaves out is as its default says."""
    kind = decider.state
    kept = definitions.properties_of(kind)
    for ledger in kind.ledgers:
        kept[ledger] |= definitions.labels.of_ledger(ledger)
    required = [name for name in kept if name in kind.always or is_required(kind, name)]
    properties = {
        "aggregate": {"const": decider.name},
        "format": {"const": kind.format},
        "state": closed_object(kept, required),
    }
    title = definitions.labels.of_field("State", decider.name)
    return {**title, **closed_object(properties, [*properties])}
