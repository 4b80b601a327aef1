"""Text in the cells of a CSV file: no formula in it, and the same when it is read back."""

import csv
import re
from io import StringIO

import pytest
from hypothesis import given, strategies as st

from pdflow.language import NUMBER, csv_cell, with_formula, without_formula
from pdflow.language.csv_cells import PLAIN_TEXT, QUOTED

TEXTS = st.text("=+-@;,'\"|\t\r\n \u200b\uff1da1.")


@given(TEXTS | st.text())
def test_a_text_reads_back_as_it_was(text: str) -> None:
    assert with_formula(without_formula(text)) == text
    if "\0" not in text:
        [[cell, last]] = csv.reader(StringIO(f"{csv_cell(text)},x\r\n", newline=""), strict=True)
        assert (with_formula(cell), last) == (text, "x")


@given(st.from_regex(PLAIN_TEXT, fullmatch=True))
def test_a_plain_text_is_no_formula_and_needs_no_quotes(text: str) -> None:
    assert without_formula(text) == csv_cell(text) == text
    assert not QUOTED.search(text)


@given(TEXTS)
def test_no_text_but_a_number_begins_with_a_formula(text: str) -> None:
    written = without_formula(text)
    first, *others = re.split("[;\n\r\t]", written)
    parts = [first.strip(" \u200b"), *(part.strip(' "\u200b') for part in others)]
    formulas = [part for part in parts if part.startswith(("=", "+", "-", "@", "\uff1d"))]
    assert formulas == [] or NUMBER.fullmatch(text)


@pytest.mark.parametrize(
    "hidden", ["\u034f", "\u115f", "\u1160", "\u17b4", "\u180b", "\u2800", "\u3164", "\ufe0f", "\uffa0", "\U000e0020"]
)
@pytest.mark.parametrize("formula", ["=1", "-A1-B2", "+1"])
def test_no_letter_that_shows_nothing_hides_a_formula(hidden: str, formula: str) -> None:
    assert csv_cell(hidden + formula) == f"'{hidden}{formula}"
    assert csv_cell(f"a;{hidden}{formula}") == f'"a;{hidden}\'{formula}"'
    assert with_formula(f"'{hidden}{formula}") == hidden + formula


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("'=1+1", "''=1+1"),
        ("-5", "-5"),
        ("-5x", "'-5x"),
        ("it's", "it's"),
        ("a;=b", "a;'=b"),
        ("a;'=b", "a;''=b"),
    ],
)
def test_an_apostrophe_is_put_before_a_formula(text: str, written: str) -> None:
    assert without_formula(text) == written
    assert with_formula(written) == text
