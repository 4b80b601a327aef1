"""A session as a document names it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from pdflow.documents.page import Cell, DayCell, PhraseCell, RecordCell
from pdflow.kernel.fields import RecordId


def session_cell(session: RecordId, at: datetime, titles: Mapping[RecordId, str | None] | None = None) -> Cell:
    """A session by the host's name, else by its title in the engagement's calendar, else by its day."""
    title = (titles or {}).get(session)
    return RecordCell(session, title or (PhraseCell("Training session"), DayCell(at)))
