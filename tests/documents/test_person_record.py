"""A person's record: contacts, growth areas, steps and outcomes, and who may read them."""

from tests.documents.decided_events import ana_stream
from tests.documents.example_participations import streams
from tests.participation import stories
from tests.participation.stories import day, kim, lee, office, on

from pdflow import (
    Audience,
)
from pdflow.documents import (
    person_record,
    to_csv,
)
from pdflow.participation import (
    CutCoachingShort,
    DropActionStep,
    Ending,
    ExtendActionStep,
    VisitKind,
    VoidRecord,
)


def test_a_record_has_every_contact_and_the_endings_of_areas_and_steps() -> None:
    record = person_record(streams()["participation-ana"])
    assert [contact.kind for contact in record.practice.contacts][:3] == [
        VisitKind.OBSERVATION,
        VisitKind.COACHING,
        VisitKind.OBSERVATION,
    ]
    assert [(area.practice, area.how) for area in record.practice.growth_areas] == [
        ("Wait time after questions", Ending.CLOSED)
    ]
    assert [(step.how, step.serves) for step in record.practice.steps] == [
        (Ending.COMPLETED, "Wait time after questions")
    ]
    assert [reading.measured[0].value for reading in record.readings] == [44]


def test_a_managers_copy_has_the_times_of_contacts_but_not_their_content() -> None:
    record = person_record(streams()["participation-ana"])
    manager, pair = (to_csv(record.for_reader(reader, "ana")) for reader in (Audience.TEAM, Audience.PAIR))
    assert "Coaching,kim,50" in manager["Contacts"]
    assert manager["Growth areas"].splitlines()[0] == "Since,Settled,On"
    assert manager["Action steps"].splitlines()[0] == "Agreed,Due,Ended,On"
    assert not {"Seen and said", "Coaching moves"} & manager.keys()
    assert {"Seen and said", "Coaching moves"} <= pair.keys()


def test_a_voided_observation_is_not_in_the_record() -> None:
    void = VoidRecord(office(9), record="ob1", reason="typed twice")
    [record] = map(person_record, ana_stream(*stories.observed(), void).values())
    assert record.practice.contacts == ()
    assert record.figures.observations == 0


def test_a_dropped_step_is_shown_as_dropped() -> None:
    dropped = DropActionStep(lee(12), step="st1", reason="another way")
    [record] = map(person_record, ana_stream(*stories.coached(), dropped).values())
    assert [(step.how, step.until) for step in record.practice.steps] == [(Ending.DROPPED, day(12))]


def test_a_session_cut_short_does_not_count_and_has_no_minutes() -> None:
    short = CutCoachingShort(kim(10, 9), session="s1", reason="fire drill")
    [record] = map(person_record, ana_stream(*stories.in_coaching(), short).values())
    assert [(contact.minutes, contact.counts) for contact in record.practice.contacts] == [(30, True), (None, False)]


def test_an_extension_moves_the_due_date() -> None:
    extended = ExtendActionStep(lee(12), step="st1", due=on(24), reason="ill")
    [record] = map(person_record, ana_stream(*stories.coached(), extended).values())
    assert [step.due for step in record.practice.steps] == [on(24)]
