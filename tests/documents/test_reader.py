"""The reader: how each kind of cell is resolved and written."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from tests.documents.example_participations import streams
from tests.documents.example_people import AT, NAMES

from pdflow import Audience, Role
from pdflow.agenda import Terms
from pdflow.documents import progress_board, to_markdown
from pdflow.documents.page import (
    AmountCell,
    DayCell,
    MonthCell,
    NameCell,
    NoteCell,
    PhraseCell,
    RangeCell,
    Reader,
    RecordCell,
    ShareCell,
)
from pdflow.engagement import Mode
from pdflow.language import Iso
from pdflow.language.locale_formats import ByLocale
from pdflow.values import OutcomeKind

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
        (AmountCell(29.561, "%"), "29.6%"),
        (AmountCell(Decimal("47.83"), "h"), "47.83 h"),
        (RangeCell(20, 45.25), "20\N{EN DASH}45.2"),
        (DayCell(datetime(2026, 9, 1, 8, 5, tzinfo=UTC)), "2026-09-01"),
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


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "For those who run the program"), ("en-US", "For those who run the program"),
     ("en-GB", "For those who run the programme"), ("en_nz", "For those who run the programme"),
     ("es-GB", "Para quienes dirigen el programa")],
)  # fmt: skip
def test_our_texts_are_spelled_as_the_readers_locale_spells(language: str, text: str) -> None:
    assert Reader(TEAM, language=language).translate("For those who run the program") == text


def test_a_label_is_spelled_so_too_and_the_hosts_own_text_is_left_alone() -> None:
    reader = Reader(TEAM, language="en-GB")
    assert reader.text(OutcomeKind.BEHAVIOUR) == "Behaviour"
    assert reader.text("our behavior program") == "our behavior program"


def test_a_record_is_called_by_the_hosts_name_else_by_its_words() -> None:
    cell = RecordCell("s2", (PhraseCell("Training session"), date(2026, 9, 11)))
    assert Reader(TEAM).text(cell) == "Training session, 2026-09-11"
    assert Reader(TEAM, names={"s2": "Second morning"}).text(cell) == "Second morning"
    assert Reader(TEAM, names=lambda id: "Second morning" if id == "s2" else None).text(cell) == "Second morning"


def test_all_days_and_times_of_a_page_are_in_one_zone() -> None:
    late = datetime(2026, 9, 2, 2, 30, tzinfo=UTC)
    chicago = Reader(TEAM, formats=Iso(ZoneInfo("America/Chicago")))
    assert (chicago.text(late), chicago.text(DayCell(late))) == ("2026-09-01 21:30", "2026-09-01")
    assert chicago.text((DayCell(late), late)) == "2026-09-01, 2026-09-01 21:30"


def test_a_document_made_with_a_calendar_is_written_in_its_zone_whatever_the_formats_say() -> None:
    east = Terms(zone=ZoneInfo("Asia/Tokyo"))
    board = progress_board(streams(), AT, east)
    page = board.for_reader(TEAM, formats=Iso(ZoneInfo("America/Chicago")))
    assert page.facts.facts[0].cell == AT
    assert to_markdown(page).count("2027-02-15 21:00") == 1
    assert "2027-02-15 06:00" not in to_markdown(page)


def test_a_line_of_notes_is_left_out_for_other_readers() -> None:
    cell = ((PhraseCell("Said"), NoteCell("wait longer", THERE)), (PhraseCell("Minutes"), 20))
    assert Reader(PAIR, "ana").text(cell) == "Said · wait longer\nMinutes · 20"
    assert Reader(PAIR, "joe").text(cell) == "Minutes · 20"
