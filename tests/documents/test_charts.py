"""Charts are drawn by pure functions, and say the same in shapes as in words."""

from datetime import date
from itertools import pairwise
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given, strategies as st
from tests.documents.all_documents import all_documents
from tests.documents.drawn_pictures import SVG, all_of, drawn, texts
from tests.documents.example_engagement import engagement_year

from pdflow import Audience
from pdflow.documents import (
    cadre_timeline,
)
from pdflow.documents.charts import Bar, Change, DayMark, bar_chart, change_chart, months_from, year_calendar
from pdflow.documents.charts.svg import ticks, wrapped
from pdflow.documents.charts.timeline_chart import lanes
from pdflow.documents.page import Reader

ME = Reader(Audience.TEAM)


def test_every_picture_is_xml_with_a_title_a_description_and_nothing_outside_its_edges() -> None:
    pictures = [picture for document in all_documents() for picture in drawn(document)]
    assert len(pictures) == 7
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
    assert drawn(cadre_timeline(engagement_year())) == drawn(cadre_timeline(engagement_year()))


def test_a_day_of_many_things_has_one_letter_and_a_sign_for_more() -> None:
    marks = [DayMark(letter, False, letter.lower()) for letter in "ABC"]
    picture = year_calendar(
        "Year", "", months_from(date(2026, 9, 1), 12), {date(2026, 9, 4): marks}, lambda day: True, ME
    )
    assert [text for text in texts(picture) if text in "ABC+"] == ["A", "+", "A", "B", "C"]


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 40))
def test_months_follow_each_other(first: date, count: int) -> None:
    months = months_from(first, count)
    assert months[0] == first.replace(day=1)
    assert [month.day for month in months] == [1] * count
    assert all(1 <= (later - month).days - 27 <= 4 for month, later in pairwise(months))


def test_the_length_of_a_bar_is_its_number() -> None:
    picture = bar_chart("Bars", "", ["few", "many"], [Bar("a", (1, 3)), Bar("b", (0, 2))], axis="People")
    widths = [float(rect.attrib["width"]) for rect in all_of(picture, "rect")][2:]
    assert widths[1] == 3 * widths[0]
    assert widths[2] == 2 * widths[0]
    assert texts(picture) == ["few", "many", "a", "1", "3", "4", "b", "2", "2", "0", "1", "2", "3", "4", "People"]


def test_bars_of_nothing_can_be_drawn() -> None:
    assert texts(bar_chart("Bars", "", ["few"], [Bar("a", (0,))])) == ["few", "a", "0", "0", "1"]


def test_several_pictures_of_one_measure_share_a_scale() -> None:
    short, long = (bar_chart("Bars", "", ["few"], [Bar("a", (count,))], most=40) for count in (10, 40))
    widths = [float(all_of(picture, "rect")[1].attrib["width"]) for picture in (short, long)]
    assert widths[1] == pytest.approx(4 * widths[0], abs=0.5)


def test_an_outcome_goes_from_its_baseline_to_its_reading() -> None:
    picture = change_chart("Change", "", "BRTS", [Change("o", ("use",), "min", 20, 45, 40)], str)
    baseline, reading = (float(dot.attrib["cx"]) for dot in all_of(picture, "circle")[2:])
    target = next(
        float(line.attrib["x1"]) for line in all_of(picture, "line")[1:] if line.attrib["x1"] == line.attrib["x2"]
    )
    assert baseline < target < reading
    assert (reading - baseline) / (target - baseline) == pytest.approx(25 / 20, abs=0.01)


def test_outcomes_of_one_unit_share_a_scale_and_its_axis() -> None:
    changes = [Change("a", (), "%", 20, 60, None), Change("b", (), "%", 40, 60, None), Change("c", (), "h", 1, 6, None)]
    picture = change_chart("Change", "", "BRTS", changes, lambda number: f"{number:g}")
    dots = [float(dot.attrib["cx"]) for dot in all_of(picture, "circle")[2:]]
    assert dots[1] == dots[3]
    assert (dots[1] - dots[0]) == pytest.approx(2 * (dots[3] - dots[2]), abs=0.3)
    assert [text for text in texts(picture) if text in {"0", "20", "80", "100"}] == ["20", "0", "20", "80", "100", "0"]
    assert [texts(picture).count(unit) for unit in ("%", "h")] == [1, 1]


def test_the_middle_half_of_the_readings_is_a_box_on_that_scale() -> None:
    picture = change_chart("Change", "", "BRTS", [Change("a", (), "%", 20, 60, None, (40, 80))], str)
    spread = all_of(picture, "rect")[1]
    low, reading = float(spread.attrib["x"]), float(all_of(picture, "circle")[3].attrib["cx"])
    assert low + float(spread.attrib["width"]) / 2 == pytest.approx(reading, abs=0.2)


@given(st.floats(-1e6, 1e6), st.floats(0.001, 1e6))
def test_the_marks_of_an_axis_are_few_even_and_go_round_all_values(low: float, span: float) -> None:
    marks = ticks(low, low + span)
    assert marks[0] <= low + span * 1e-6
    assert marks[-1] >= low + span * (1 - 1e-6)
    assert 2 <= len(marks) <= 8


def test_what_is_not_known_is_not_drawn() -> None:
    picture = change_chart("Change", "", "BRTS", [Change("o", ("use",), "", None, 45, None)], str)
    assert len(all_of(picture, "circle")) == 2 + 1


@given(st.lists(st.floats(0, 700), min_size=1, max_size=40).map(sorted))
def test_marks_in_one_lane_do_not_touch(places: list[float]) -> None:
    by_lane: dict[int, list[float]] = {}
    for x, lane in lanes(places):
        by_lane.setdefault(lane, []).append(x)
    for found in by_lane.values():
        assert all(later - x >= 32 for x, later in pairwise(found))
    assert lanes([0, 40, 80]) == [(0, 0), (40, 0), (80, 0)]


@given(st.text("abc ", max_size=60))
def test_a_text_too_long_goes_to_another_line_and_nothing_is_cut_off(text: str) -> None:
    lines = wrapped(text, 60)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(len(line) <= 9 for line in lines)
