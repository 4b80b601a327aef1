"""Everything on record stands under its title, and what is for the pair in the person's own copy."""

from __future__ import annotations

from tests.documents.all_documents import on_record
from tests.documents.example_participations import streams

from pdflow.audience import Audience
from pdflow.documents import to_markdown
from pdflow.documents.person import EverythingOnRecord
from pdflow.participation import GrowthAreaIdentified, ObservationRecorded

STREAM = "participation-ana"


def document() -> EverythingOnRecord:
    made = on_record(STREAM, streams()[STREAM])
    assert isinstance(made, EverythingOnRecord)
    return made


def test_the_person_reads_every_event_and_note_of_their_own_stream() -> None:
    events = streams()[STREAM]
    page = to_markdown(document().for_reader(Audience.PAIR, "ana"))
    assert page.count("\n| 20") == len(events)
    [observed, *_] = [event for event in events if isinstance(event, ObservationRecorded) and event.strengths]
    assert observed.strengths in page


def test_the_team_gets_no_practice_and_no_notes_of_the_pair() -> None:
    events = streams()[STREAM]
    identified = next(event for event in events if isinstance(event, GrowthAreaIdentified))
    for reader, person in ((Audience.TEAM, None), (Audience.PAIR, "kim")):
        page = to_markdown(document().for_reader(reader, person))
        assert page.count("\n| 20") == len(events)
        assert identified.practice not in page
    assert identified.practice in to_markdown(document().for_reader(Audience.PAIR, "ana"))


def test_it_is_not_for_everybody() -> None:
    page = to_markdown(document().for_reader(Audience.ALL))
    assert "What this document holds is not for this reader." in page


def test_names_and_labels_are_the_readers() -> None:
    page = to_markdown(document().for_reader(Audience.PAIR, "ana", language="es", names={"kim": "Kim Adler"}))
    assert "Todo lo registrado" in page
    assert "Kim Adler" in page
    assert "| kim |" not in page
