"""Titles fit, say the same of the same thing whatever else there is, and pass the data store's checks."""

from hypothesis import given, strategies as st

from pdflow.exchange.edfi.fields import Text
from pdflow.exchange.edfi.titles import acceptable, length, unique_title

ANY_TEXT = st.text(st.characters(), max_size=120)


@given(ANY_TEXT, ANY_TEXT)
def test_a_title_of_any_text_is_taken(text: str, identity: str) -> None:
    title = unique_title(text, identity, most=60)
    assert [*Text(60).problems(title)] == []
    assert title == unique_title(text, identity, most=60)


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_two_things_of_one_text_have_two_titles(text: str, one: str, other: str) -> None:
    same = unique_title(text, one, most=60) == unique_title(text, other, most=60)
    assert same is (one == other)


@given(ANY_TEXT)
def test_an_acceptable_text_is_taken(text: str) -> None:
    assert [*Text(40, least=0).problems(acceptable(text, 40))] == []


def test_a_short_title_stays_as_it_is_and_a_long_one_shows_where_it_was_cut() -> None:
    assert unique_title("Open  questions", "e1", "s1", most=60).startswith("Open questions #")
    long = unique_title("Questions " * 20, "e1", "s1", most=60)
    assert length(long) <= 60
    assert "… #" in long


def test_characters_are_counted_as_the_database_does() -> None:
    assert length("🎓") == 2
    assert acceptable("🎓" * 30, 60) == "🎓" * 30
    assert acceptable("🎓" * 31, 60) == "🎓" * 29 + "…"


def test_what_could_be_taken_for_html_is_taken_apart() -> None:
    assert acceptable("a<b> & &#39; <3", 60) == "a< b> & & #39; <3"
