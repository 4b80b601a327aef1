"""Who may read a document at all, and what is refused before there is a page."""

from collections.abc import Callable

import pytest
from tests.documents.decided_events import events_of
from tests.participation import stories

from pdflow import Audience
from pdflow.credit import Provider
from pdflow.documents import certificate, person_record, to_csv, to_markdown
from pdflow.documents.page import Page
from pdflow.documents.render.html import to_html
from pdflow.errors import WrongType
from pdflow.participation import decider

EVENTS = events_of(decider, stories.settled())
DOCUMENTS = (certificate(EVENTS, Provider("Northern County")), person_record(EVENTS))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_hours_are_not_for_everybody_and_the_page_says_so(document: object) -> None:
    page = to_markdown(document.for_reader(Audience.ALL))  # type: ignore[attr-defined]
    assert page.endswith("What this document holds is not for this reader.\n")
    assert "Hours" not in page
    assert "## Hours" in to_markdown(document.for_reader(Audience.TEAM))  # type: ignore[attr-defined]


@pytest.mark.parametrize("write", [to_html, to_markdown, to_csv])
def test_a_document_that_was_copied_for_no_reader_is_not_written(write: Callable[[Page], object]) -> None:
    with pytest.raises(WrongType, match=r"^page: a Page, as document.for_reader\(...\) makes it, is needed"):
        write(DOCUMENTS[0])  # type: ignore[arg-type]


def test_a_misspelt_audience_is_refused() -> None:
    with pytest.raises(WrongType, match=r"^for_reader.reader: an audience such as Audience.TEAM is needed, not a str"):
        DOCUMENTS[0].for_reader("teem")  # type: ignore[arg-type]
