"""One person's contacts at work, as a table."""

from __future__ import annotations

from collections.abc import Iterable

from pdflow.documents.page import NameCell, PhraseCell, Table
from pdflow.history import FollowUpContact


def contact_table(contacts: Iterable[FollowUpContact]) -> Table:
    """The contacts at work."""
    rows = [
        (c.at, c.kind, NameCell(c.who), c.minutes, NameCell(c.setting), None if c.counts else PhraseCell("Cut short"))
        for c in contacts
    ]
    return Table("Contacts", ("When", "What", "With", "Minutes", "Setting", "Remark"), rows)
