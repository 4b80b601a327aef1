"""What a document says to a host that gives it something else than it takes."""

from datetime import UTC, datetime

import pytest

from pdflow import LIGHT
from pdflow.agenda import Terms
from pdflow.documents import caseload, drift_report, person_record, policy_comparison, progress_board, week_sheet
from pdflow.errors import NaiveTime, WrongType
from pdflow.participation import decider

MAKERS = {
    "progress_board": lambda at: progress_board({}, at),
    "caseload": lambda at: caseload({}, at),
    "drift_report": lambda at: drift_report({}, at),
    "week_sheet": lambda at: week_sheet("kim", {}, at),
    "policy_comparison": lambda at: policy_comparison(LIGHT, [], at, Terms()),
}
NO_OFFSET = datetime(2026, 9, 20, 9, tzinfo=UTC).replace(tzinfo=None)


@pytest.mark.parametrize("document", MAKERS)
def test_given_a_moment_without_an_offset_when_a_document_is_made_then_an_error_says_so(document: str) -> None:
    with pytest.raises(NaiveTime, match=r"^at: "):
        MAKERS[document](NO_OFFSET)


@pytest.mark.parametrize("document", MAKERS)
def test_given_a_day_for_a_moment_when_a_document_is_made_then_an_error_says_what_is_needed(document: str) -> None:
    with pytest.raises(WrongType, match=r"^at: a date and time is needed, not a date"):
        MAKERS[document](NO_OFFSET.date())


def test_given_a_state_for_events_when_a_document_is_made_then_an_error_says_what_is_needed() -> None:
    needed = r"^events: several events, as in a list, is needed, not a Participation"
    with pytest.raises(WrongType, match=needed):
        person_record(decider.state())
    with pytest.raises(WrongType, match=needed):
        progress_board({"ana": decider.state()}, NO_OFFSET.replace(tzinfo=UTC))
