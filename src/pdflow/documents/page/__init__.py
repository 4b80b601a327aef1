"""Pages: the parts that every document is built from, and the copy of it that a reader gets.

``cells`` are the values, ``blocks`` the tables and lists that hold them; ``reader`` resolves cells to text,
``reader_copy`` leaves out what is not for a reader, and ``document`` puts it all together.
"""

from pdflow.documents.page.blocks import (
    Block,
    Column,
    Drawing,
    Fact,
    Facts,
    Items,
    Paragraph,
    Picture,
    Section,
    Table,
)
from pdflow.documents.page.cells import (
    AmountCell,
    Cell,
    DayCell,
    MonthCell,
    NameCell,
    NoteCell,
    PhraseCell,
    ShareCell,
    day_of,
    name_cells,
    note_cells,
    zone_of,
)
from pdflow.documents.page.document import FOR_PERSON, Document, EngagementDocument, Page, PeopleDocument
from pdflow.documents.page.reader import PlainCell, Reader

__all__ = [
    "FOR_PERSON",
    "AmountCell",
    "Block",
    "Cell",
    "Column",
    "DayCell",
    "Document",
    "Drawing",
    "EngagementDocument",
    "Fact",
    "Facts",
    "Items",
    "MonthCell",
    "NameCell",
    "NoteCell",
    "Page",
    "Paragraph",
    "PeopleDocument",
    "PhraseCell",
    "Picture",
    "PlainCell",
    "Reader",
    "Section",
    "ShareCell",
    "Table",
    "day_of",
    "name_cells",
    "note_cells",
    "zone_of",
]
