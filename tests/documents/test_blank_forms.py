"""Blank forms: the request, the design and the action plan with lines to write on, and nothing filled in."""

import pytest

from pdflow import Audience
from pdflow.documents import (
    Document,
    blank_follow_up_plan,
    blank_training_design,
    blank_workshop_request,
    follow_up_plan,
    to_markdown,
    training_activities,
    workshop_request,
)
from pdflow.documents.page import Blanks, Table
from pdflow.documents.render.html import to_html

FORMS = {
    blank_follow_up_plan(): follow_up_plan(()),
    blank_training_design(): training_activities(()),
    blank_workshop_request(): workshop_request(()),
}


@pytest.mark.parametrize(("form", "filled"), FORMS.items())
def test_a_form_has_the_title_of_what_it_becomes_and_lines_to_write_on(form: Document, filled: Document) -> None:
    page = form.for_reader(Audience.ALL, programme="Talk in every lesson")
    assert page.title == filled.for_reader(Audience.ALL).title
    assert page.copy_for == ""
    lines = sum(blank.lines for block in page.blocks() if isinstance(block, Blanks) for blank in block.blanks)
    assert lines >= 5
    assert to_html(page).count('<span class="rule"></span>') == lines
    assert "Talk in every lesson" in to_markdown(page)


@pytest.mark.parametrize("form", FORMS)
def test_the_rows_of_a_form_are_empty(form: Document) -> None:
    tables = [block for block in form.for_reader(Audience.ALL).blocks() if isinstance(block, Table)]
    assert tables
    for table in tables:
        assert all(cell is None for row in table.rows for cell in row[1:])


def test_the_design_asks_for_every_critical_element() -> None:
    page = to_markdown(blank_training_design().for_reader(Audience.ALL))
    asked = "Audience Pre-assessment Objectives Activity Practice Materials Evaluation Follow-up"
    for element in asked.split():
        assert element in page
