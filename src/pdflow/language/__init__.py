"""Texts made from codes when they are read: why a command is refused, what helps, and what things are called.

``explain(refused, "es", reader=Role.COACH)`` and ``label("command.RecordObservation", "es")`` are all a reader needs.
English and Spanish are shipped; a host adds or overrides texts with a ``Catalogue`` of its own.
"""

from pdflow.language.catalogue import SHIPPED, Catalogue, Explanation

explain = SHIPPED.explain
label = SHIPPED.label

__all__ = ["Catalogue", "Explanation", "explain", "label"]
