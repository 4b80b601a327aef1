"""Participations folded once: the same documents as from their events, without folding anybody again."""

import pytest
from tests.documents.example_engagement import engagement_year
from tests.documents.example_participations import streams
from tests.documents.example_people import AT

from pdflow.documents import caseload, dosage, drift_report, impact_report, progress_board, week_sheet
from pdflow.errors import WrongType
from pdflow.history import FoldedParticipations, participation_histories


def test_given_folded_participations_when_documents_are_made_then_they_are_those_of_the_events() -> None:
    plain, folded = streams(), FoldedParticipations(streams())
    for make in (progress_board, caseload, drift_report):
        assert make(folded, AT) == make(plain, AT)
    assert impact_report(engagement_year(), folded) == impact_report(engagement_year(), plain)
    assert dosage(folded) == dosage(plain)
    assert [week_sheet(person, folded, AT) for person in plain] == [week_sheet(person, plain, AT) for person in plain]
    twice = [[id(each.state) for each in participation_histories(folded)] for _ in range(2)]
    assert twice[0] == twice[1]


def test_given_folded_participations_when_they_are_read_then_they_hold_the_events_of_then() -> None:
    growing = {stream: [*events] for stream, events in streams().items()}
    folded = FoldedParticipations(growing)
    growing.popitem()[1].clear()
    assert {stream: [*events] for stream, events in folded.items()} == {
        stream: [*events] for stream, events in streams().items()
    }
    assert len(folded) == len(streams())


def test_given_something_else_than_events_when_it_is_folded_then_it_is_refused() -> None:
    with pytest.raises(WrongType):
        _ = FoldedParticipations({"participation-ana": ["no event"]}).histories  # type: ignore[list-item]
