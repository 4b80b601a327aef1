"""Texts found by code when somebody reads: why a command is refused, what helps, and what things are called.

``explain(refused, "es", reader=Role.COACH, names=people, state=state)`` and
``label("command.RecordObservation", "es")`` are all a reader needs.
English and Spanish are shipped. A host adds or overrides texts with a ``Catalogue`` of its own, which also formats
days, times and numbers by locale where it is given ``pdflow.language.locale_formats.ByLocale`` (extra ``locale``).

- ``catalogue``: the texts by language and code, a host's own first
- ``explanations``: a reason in words
- ``names``: the host's names for people, sites and groups
- ``sentences``: the parameters of a reason, filled into a text
- ``role_names``: the role meant by a misspelt one
- ``csv_cells``: text in the cells of a CSV file, safe in spreadsheets
- ``formats``, ``locale_formats``: how days, times and numbers are written
"""

from pdflow.language.catalogue import SHIPPED, Catalogue
from pdflow.language.csv_cells import NUMBER, csv_cell, with_formula, without_formula
from pdflow.language.explanations import Explanation
from pdflow.language.formats import PLAIN, Formats, Iso, in_zone
from pdflow.language.names import Names, name_of
from pdflow.language.sentences import label_code
from pdflow.language.tags import ENGLISH

explain = SHIPPED.explain
label = SHIPPED.label
describe = SHIPPED.describe

__all__ = [
    "ENGLISH",
    "NUMBER",
    "PLAIN",
    "SHIPPED",
    "Catalogue",
    "Explanation",
    "Formats",
    "Iso",
    "Names",
    "csv_cell",
    "describe",
    "explain",
    "in_zone",
    "label",
    "label_code",
    "name_of",
    "with_formula",
    "without_formula",
]
