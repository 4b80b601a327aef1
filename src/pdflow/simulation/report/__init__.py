"""Reports on a year: tables on a terminal, charts, and a folder of documents.

``charts`` needs matplotlib and ``document_folder`` the extra ``documents``; they are imported by their own names.
"""

from pdflow.simulation.report.chronicle import chronicle
from pdflow.simulation.report.console import as_text, progress, throughput
from pdflow.simulation.report.names import names_of, roster_names
from pdflow.simulation.report.summary import opening, tables
from pdflow.simulation.report.translation import Translator

__all__ = [
    "Translator",
    "as_text",
    "chronicle",
    "names_of",
    "opening",
    "progress",
    "roster_names",
    "tables",
    "throughput",
]
