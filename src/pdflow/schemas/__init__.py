"""Schemas of what the codec reads, for forms, for other languages and for readers of the feed.

``command_schema(participation.decider, "AgreeActionStep", language="es")`` is a form, ``choices`` what its fields may
name now, ``present_values`` what a form that replaces something starts with. ``event_schema``, ``state_schema`` and
``policy_schema`` say what is stored, ``feed_document`` what is sent.
"""

from pdflow.schemas.choices import Choices, choices, with_choices
from pdflow.schemas.feed_document import feed_document
from pdflow.schemas.present_values import present_values
from pdflow.schemas.schemas import BASE, command_schema, event_schema, policy_schema, schemas, state_schema

__all__ = [
    "BASE",
    "Choices",
    "choices",
    "command_schema",
    "event_schema",
    "feed_document",
    "policy_schema",
    "present_values",
    "schemas",
    "state_schema",
    "with_choices",
]
