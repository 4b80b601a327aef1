"""The canonical CSV: read back equal, safe in a spreadsheet, and refused by its place where it is another."""

import csv
import pickle
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given, strategies as st
from tests.exchange.learning_history.examples import evaluated, records

from pdflow.exchange.learning_history import (
    COLUMNS,
    CompletionStatus,
    LearningRecord,
    UnreadableHistory,
    read_history,
    write_history,
)

ODD = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",))) | st.text("=+-@;,'\"|\t\r\n a")
HOURS = st.decimals(0, 10_000, places=2)
RECORDS = st.builds(
    LearningRecord,
    **{
        name: ODD.filter(str.strip) if name == "user_id" else ODD
        for name in COLUMNS
        if name.endswith(("_id", "_type", "_title", "_name", "location", "mode", "score"))
    },  # type: ignore[arg-type]
    start_date=st.none() | st.dates(),
    completion_date=st.none() | st.dates(),
    status=st.sampled_from(CompletionStatus),
    minutes=st.none() | st.integers(0, 100_000),
    clock_hours=st.none() | HOURS,
    credits=st.none() | HOURS,
    language_acquisition_hours=st.none() | HOURS,
)


def read(text: str) -> list[LearningRecord]:
    return [*read_history(StringIO(text, newline=""))]


def test_the_example_year_reads_back_equal() -> None:
    made = [*records(evaluated())]
    assert read("".join(write_history(made))) == made
    assert len(made) > 60


@given(st.lists(RECORDS, max_size=3))
def test_any_records_read_back_equal(made: list[LearningRecord]) -> None:
    assert read("".join(write_history(made))) == made


@given(RECORDS)
def test_the_library_reads_as_many_cells_as_there_are_columns(record: LearningRecord) -> None:
    rows = [*csv.reader(StringIO("".join(write_history([record])), newline=""), strict=True)]
    assert [len(row) for row in rows] == [len(COLUMNS)] * 2


def text_with(**changed: str) -> str:
    [record, *_] = records(evaluated())
    [header, line] = write_history([record])
    [cells] = csv.reader([line])
    values = {**dict(zip(COLUMNS, cells, strict=True)), **changed}
    rows = StringIO(newline="")
    csv.writer(rows).writerow(values.values())
    return header + rows.getvalue()


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("status", "DONE"),
        ("status", ""),
        ("minutes", "six"),
        ("minutes", "1_0"),
        ("clock_hours", "NaN"),
        ("credits", "1e3"),
        ("start_date", "09/10/2026"),
    ],
)
def test_a_cell_that_cannot_be_is_refused_by_line_and_column_and_not_quoted(column: str, cell: str) -> None:
    with pytest.raises(UnreadableHistory, match=rf"^line 2, {column}: cannot be read$") as caught:
        read(text_with(**{column: cell}))
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", None),
        ("user_id,minutes\r\n", "line 1: the columns have to be user_id, user_id_type, "),
        (",".join(COLUMNS) + "\r\nana\r\n", "line 2: 20 cells are needed, not 1"),
        (",".join(COLUMNS) + '\r\n"ana\r\n', "line 2: unexpected end of data"),
    ],
)
def test_a_file_of_another_form_is_refused(text: str, problem: str | None) -> None:
    if problem is None:
        assert read(text) == []
    else:
        with pytest.raises(UnreadableHistory, match=f"^{problem}"):
            read(text)


@pytest.mark.parametrize("cell", ["", "  ", "\t"])
def test_a_record_of_nobody_is_refused_by_its_line(cell: str) -> None:
    with pytest.raises(UnreadableHistory, match=r"^line 2, user_id: is blank$"):
        read(text_with(user_id=cell))


def test_a_title_that_is_a_formula_is_harmless_in_a_spreadsheet_and_comes_back() -> None:
    [record, *_] = records()
    changed = LearningRecord(**{**{name: getattr(record, name) for name in COLUMNS}, "activity_title": "=HYPERLINK(1)"})
    text = "".join(write_history([changed]))
    assert ",'=HYPERLINK(1)," in text
    assert read(text) == [changed]
    assert isinstance(changed.clock_hours, Decimal | None)
    assert isinstance(changed.start_date, date)
