"""Pictures are drawn by pure functions, and say the same in shapes as in words."""

from datetime import date
from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring

from hypothesis import given, strategies as st
from tests.documents.effort import effort
from tests.documents.every import every
from tests.documents.lives import lives
from tests.documents.people import AT, NAMES

from pdflow import Audience
from pdflow.agenda import Terms
from pdflow.documents import (
    cadre_timeline,
    caseload,
    impact_report,
    progress_board,
    year_at_a_glance,
)
from pdflow.documents.charts import Bar, Change, DayMark, bar_chart, change_chart, months_from, year_calendar
from pdflow.documents.charts.svg import shortened
from pdflow.documents.charts.timeline_chart import lanes
from pdflow.documents.page import Document, Picture, Reader
from pdflow.language.locale_formats import ByLocale

SVG = "{http://www.w3.org/2000/svg}"
ME = Reader(Audience.TEAM)


def drawn(document: Document, **told: object) -> list[Picture]:
    page = document.for_reader(Audience.TEAM, names=NAMES, formats=ByLocale())
    return [block for block in page.blocks() if isinstance(block, Picture)]


def all_of(picture: Picture, tag: str) -> list[Element]:
    return fromstring(picture.svg).findall(f".//{SVG}{tag}")


def texts(picture: Picture) -> list[str]:
    return [shape.text or "" for shape in all_of(picture, "text")]


def test_every_picture_is_xml_with_a_title_a_description_and_nothing_outside_its_edges() -> None:
    pictures = [picture for document in every() for picture in drawn(document)]
    assert len(pictures) == 5
    for picture in pictures:
        sheet = fromstring(picture.svg)
        assert [child.tag for child in sheet][:2] == [f"{SVG}title", f"{SVG}desc"]
        assert sheet[1].text == picture.description
        _, _, width, height = map(float, sheet.attrib["viewBox"].split())
        for rect in all_of(picture, "rect"):
            x, y, w, h = (float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
            assert min(x, y) >= 0
            assert x + w <= width + 0.2
            assert y + h <= height


def test_the_same_document_is_drawn_alike() -> None:
    assert drawn(cadre_timeline(effort())) == drawn(cadre_timeline(effort()))


def test_a_year_has_every_day_once_and_a_letter_on_those_that_are_set() -> None:
    [picture] = drawn(year_at_a_glance(effort()))
    said = texts(picture)
    assert sum(text.isdigit() for text in said) == 365
    assert [text for text in said if text.endswith((" 2026", " 2027"))][::11] == ["Sep 2026", "Aug 2027"]
    letters = [text for text in said if len(text) == 1 and text.isupper()]
    assert letters.count("T") == 4 + 1
    assert letters.count("P") == 13 + 1


def test_a_day_stands_below_its_weekday() -> None:
    [picture] = drawn(year_at_a_glance(effort()))
    shapes = {(text.text, place): float(text.attrib["x"]) for place, text in enumerate(all_of(picture, "text"))}
    tuesday, first = (next(x for (text, _), x in shapes.items() if text == wanted) for wanted in ("Tu", "1"))
    assert tuesday < first < tuesday + 20


def test_closed_days_are_shaded() -> None:
    term = Terms(terms=((date(2026, 9, 1), date(2027, 8, 31)),), weekend=frozenset())
    open_all_year, weekends = (drawn(year_at_a_glance(effort(), calendar=days)) for days in (term, None))
    shaded = [
        sum(rect.attrib["fill"] == "#ededea" for rect in all_of(picture, "rect"))
        for [picture] in (open_all_year, weekends)
    ]
    assert shaded == [0, 104]


def test_a_day_of_many_things_has_one_letter_and_a_sign_for_more() -> None:
    marks = [DayMark(letter, False, letter.lower()) for letter in "ABC"]
    picture = year_calendar("Year", "", date(2026, 9, 1), {date(2026, 9, 4): marks}, lambda day: True, ME)
    assert [text for text in texts(picture) if text in "ABC+"] == ["A", "+", "A", "B", "C"]


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 40))
def test_months_follow_each_other(first: date, count: int) -> None:
    months = months_from(first, count)
    assert months[0] == first.replace(day=1)
    assert [month.day for month in months] == [1] * count
    assert all(1 <= (later - month).days - 27 <= 4 for month, later in pairwise(months))


def test_a_bar_is_as_long_as_what_it_stands_for() -> None:
    picture = bar_chart("Bars", "", ["few", "many"], [Bar("a", (1, 3)), Bar("b", (0, 2))])
    widths = [float(rect.attrib["width"]) for rect in all_of(picture, "rect")][2:]
    assert widths[1] == 3 * widths[0]
    assert widths[2] == 2 * widths[0]
    assert texts(picture) == ["few", "many", "a", "1", "3", "4", "b", "2", "2"]


def test_bars_of_nothing_can_be_drawn() -> None:
    assert texts(bar_chart("Bars", "", ["few"], [Bar("a", (0,))])) == ["few", "a", "0"]


def test_the_board_says_how_many_are_where() -> None:
    [picture] = drawn(progress_board(lives(), AT))
    assert picture.description == "Enrolled 1, Training 1, Implementation support 9, Withdrawn 1."


def test_many_coaches_take_more_than_one_picture() -> None:
    from attrs import evolve

    load = caseload(lives(), AT)
    many = evolve(load, loads=tuple(evolve(load.loads[0], coach=f"coach{n}") for n in range(70)))
    assert [len(all_of(picture, "rect")) > 0 for picture in drawn(many)] == [True] * 3


def test_an_outcome_goes_from_its_baseline_to_its_reading() -> None:
    picture = change_chart("Change", "", "BRT", [Change("o", "use", 20, 45, 40)], str)
    baseline, reading = (float(dot.attrib["cx"]) for dot in all_of(picture, "circle")[2:])
    target = next(
        float(line.attrib["x1"]) for line in all_of(picture, "line")[1:] if line.attrib["x1"] == line.attrib["x2"]
    )
    assert baseline < target < reading
    assert (reading - baseline) / (target - baseline) == 25 / 20


def test_what_is_not_known_is_not_drawn() -> None:
    picture = change_chart("Change", "", "BRT", [Change("o", "use", None, 45, None)], str)
    assert len(all_of(picture, "circle")) == 2 + 1


def test_the_impact_report_draws_every_reading() -> None:
    [picture] = drawn(impact_report(effort(), lives()))
    assert {"22", "47", "40", "31", "52", "60", "2.6", "4.1", "3.7"} <= set(texts(picture))


def test_the_timeline_numbers_tasks_as_its_table_does() -> None:
    timeline = cadre_timeline(effort())
    [picture] = drawn(timeline)
    assert [text for text in sorted(texts(picture)) if text.isdigit()] == [
        str(n + 1) for n in range(len(timeline.tasks))
    ]
    filled = [dot.attrib["fill"] != "#fff" for dot in all_of(picture, "circle")]
    assert sum(filled) == 2 + 1


@given(st.lists(st.floats(0, 700), min_size=1, max_size=40).map(sorted))
def test_marks_in_one_lane_do_not_touch(places: list[float]) -> None:
    by_lane: dict[int, list[float]] = {}
    for x, lane in lanes(places):
        by_lane.setdefault(lane, []).append(x)
    for found in by_lane.values():
        assert all(later - x >= 32 for x, later in pairwise(found))
    assert lanes([0, 40, 80]) == [(0, 0), (40, 0), (80, 0)]


def test_a_text_too_long_is_cut_and_says_so() -> None:
    assert shortened("short", 100) == "short"
    assert shortened("a very long name indeed", 60) == "a very l…"
