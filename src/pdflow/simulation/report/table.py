"""A table of a report."""

from __future__ import annotations

import attrs


@attrs.frozen
class ReportTable:
    """A title, the headings of the columns, and rows; ``note`` is a sentence below."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
