"""Texts made from codes when they are read: why a command is refused, what helps, and what things are called.

``explain(refused, "es", reader=Role.COACH)`` and ``label("command.RecordObservation", "es")`` are all a reader needs.
English and Spanish are shipped; a host adds or overrides texts with a ``Catalogue`` of its own, which also writes days,
times and numbers by locale where it is given ``pdflow.language.locale_formats.ByLocale`` (extra ``locale``).
"""

from pdflow.language.catalogue import SHIPPED, Catalogue, Explanation
from pdflow.language.formats import Formats, Iso

explain = SHIPPED.explain
label = SHIPPED.label

__all__ = ["Catalogue", "Explanation", "Formats", "Iso", "explain", "label"]
