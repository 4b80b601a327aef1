"""The reader: how each kind of cell is resolved and written."""

from datetime import UTC, date, datetime, time

import pytest
from tests.documents.example_people import NAMES

from pdflow import Audience, Role
from pdflow.documents.page import (
    AmountCell,
    MonthCell,
    NameCell,
    NoteCell,
    PhraseCell,
    Reader,
    ShareCell,
)
from pdflow.engagement import Mode
from pdflow.language.locale_formats import ByLocale

ALL, TEAM, PAIR = Audience
THERE = frozenset({"ana", "kim"})


def test_a_note_is_the_pairs_even_where_a_column_is_the_teams() -> None:
    assert Reader(TEAM, "ana").text(NoteCell("wait longer", THERE)) == ""
    assert Reader(PAIR, "ana").text(NoteCell("wait longer", THERE)) == "wait longer"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (True, "yes"),
        (1234, "1234"),
        (2.55, "2.5"),
        (3.0, "3"),
        (ShareCell(0.456), "45.6%"),
        (AmountCell(2.55, "%"), "2.55%"),
        (AmountCell(90, "min"), "90 min"),
        (AmountCell(300, of=1000), "300 / 1000"),
        (date(2026, 9, 1), "2026-09-01"),
        (datetime(2026, 9, 1, 8, 5, tzinfo=UTC), "2026-09-01 08:05"),
        (time(8, 5), "08:05"),
        (MonthCell(2026, 9, 1), "2026-09"),
        (NameCell("kim"), "Kim Adler"),
        (NameCell("nobody"), "nobody"),
        (PhraseCell("command.HoldCheckIn"), "Hold a check-in"),
        (PhraseCell("Plain words"), "Plain words"),
        (Role.MANAGER, "Line manager"),
        ((Role.COACH, Role.MANAGER), "Coach, line manager"),
        (("a", None, "", "b"), "a, b"),
        (((NameCell("kim"), Mode.PHONE), ("b",)), "Kim Adler · by phone\nb"),
        (((PhraseCell("Said"), None), (PhraseCell("Done"), 1)), "Done · 1"),
        ((), ""),
    ],
)
def test_a_cell_reads_as(cell: object, text: str) -> None:
    assert Reader(TEAM, names=NAMES).text(cell) == text  # type: ignore[arg-type]


def test_a_copy_is_written_as_its_locale_writes() -> None:
    of = Reader(TEAM, language="es", formats=ByLocale())
    cells = (
        1234.5,
        ShareCell(0.456),
        date(2026, 9, 1),
        time(8, 5),
        MonthCell(2026, 9, 1),
        AmountCell(300.5, "h", of=1000),
    )
    assert [of.text(cell).replace("\u00a0", " ") for cell in cells] == (
        ["1.234,5", "45,6 %", "1 sept 2026", "8:05", "sept 2026", "300,5 / 1.000 h"]
    )


def test_a_line_of_notes_is_left_out_for_other_readers() -> None:
    cell = ((PhraseCell("Said"), NoteCell("wait longer", THERE)), (PhraseCell("Minutes"), 20))
    assert Reader(PAIR, "ana").text(cell) == "Said · wait longer\nMinutes · 20"
    assert Reader(PAIR, "joe").text(cell) == "Minutes · 20"
