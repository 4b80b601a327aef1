"""Learning records: what everybody took part in, for whom, and the same at every export."""

from collections import Counter
from datetime import date
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from tests.documents.decided_events import events_of
from tests.documents.example_participations import streams
from tests.exchange.learning_history.examples import COUNTY, evaluated, records, store_with
from tests.history.example_store import store_of
from tests.participation import stories
from tests.participation.corpus import participations
from tests.participation.stories import day, host, lee, office, on

from pdflow import Audience, MemoryStore
from pdflow.credit import CLOCK_HOURS, TEXAS_CPE
from pdflow.documents import certificate
from pdflow.errors import WrongType
from pdflow.exchange.learning_history import (
    LEARNUPON,
    CompletionStatus,
    LearningFile,
    LearningRecord,
    NotCarried,
    NotWritten,
    RecordNotCarried,
    read_history,
    write_history,
)
from pdflow.history import learning, participation_histories
from pdflow.participation import Participation, VoidRecord, decider, participation_summary
from pdflow.storage.event_store import EventStore
from pdflow.testing.walks import History


def of(person: str, store: EventStore | None = None, **more: object) -> list[LearningRecord]:
    return [record for record in records(store, **more) if record.user_id == person]


def by_activity(person: str, store: EventStore | None = None, **more: object) -> dict[str, LearningRecord]:
    return {record.activity_id: record for record in of(person, store, **more)}


def test_a_training_has_one_record_with_its_minutes_and_its_credit() -> None:
    training = by_activity("ana", evaluated(), rule=TEXAS_CPE)["e1/tr1"]
    assert (training.activity_title, training.location) == ("Questioning that opens talk", "North, main hall")
    assert (training.start_date, training.completion_date) == (on(9), on(10))
    assert (training.minutes, training.clock_hours, training.credits) == (350, Decimal("5.83"), Decimal("5.83"))
    assert (training.credit_type, training.language_acquisition_hours) == ("TEXAS_CPE", 3)
    assert (training.provider_name, training.provider_id) == ("Northern County", "500123")
    assert training.instructor_id == "lee; eve"
    assert training.status is CompletionStatus.COMPLETED


def test_each_place_of_a_training_has_the_name_that_the_host_gives() -> None:
    store = store_with("ana", stories.attend(host(20, 13), "a9", "s3", 190, held=190))
    names = {"North, main hall": "Hall", "South, library": "Library"}
    assert by_activity("ana", store, names=names)["e1/tr1"].location == "Hall, Library"


def test_training_whose_evaluation_is_missing_is_not_completed_yet() -> None:
    training = by_activity("ana")["e1/tr1"]
    assert (training.status, training.completion_date) == (CompletionStatus.IN_PROGRESS, None)
    assert (training.minutes, training.credits) == (350, 0)


def test_a_training_missed_has_a_record_too() -> None:
    missed = by_activity("lou", store_with("lou", stories.attend(host(9, 13), "a1", "s1", 0, held=180)))["e1/tr1"]
    assert (missed.status, missed.minutes, missed.credits) == (CompletionStatus.NOT_ATTENDED, 0, 0)
    assert (missed.start_date, missed.completion_date) == (on(9), None)


def test_training_at_hours_that_are_credited_elsewhere_was_attended_and_has_no_hours() -> None:
    same = [stories.plan(host(0), "p8", "d8", start=day(3)), stories.attend(lee(3), "a8", "d8")]
    told = [*stories.enrolled(engagement="e9"), stories.attend(lee(3), "a1"), *same]
    told.append(stories.evaluate(office(5), "e1", "d1"))
    found = by_activity("ana", store_of({"p": events_of(decider, told)}))
    assert (found["e9/d1"].status, found["e9/d1"].minutes) == (CompletionStatus.COMPLETED, 360)
    other = found["e9/d8"]
    assert (other.status, other.minutes, str(other.clock_hours), str(other.credits)) == (
        "NOT_CREDITED", 0, "0.00", "0.00",
    )  # fmt: skip
    assert (other.start_date, other.completion_date) == (on(3), on(3))
    file = LearningFile(records(store_of({"p": events_of(decider, told)})), LEARNUPON)
    assert not any("d8" in line for line in file)
    assert RecordNotCarried(other.record_id, NotCarried.STATUS, "status") in file.passed_over


def test_a_session_in_parts_on_two_days_is_completed_on_the_last_of_them() -> None:
    parts = [
        stories.attend(host(5), "a8", "d8", held=120, there=120),
        stories.attend(host(6), "a9", "d8", held=60, there=45, continues="a8"),
        stories.evaluate(office(7), "e1", "d8"),
    ]
    store = store_of({"p": events_of(decider, [*stories.enrolled(engagement="e9"), *parts])})
    record = by_activity("ana", store)["e9/d8"]
    assert (record.start_date, record.completion_date, record.minutes) == (on(5), on(6), 165)


def test_days_are_those_of_the_zone_that_is_given() -> None:
    late = [stories.attend(host(5, 23), "a8", "d8", held=60, there=60), stories.evaluate(office(7), "e1", "d8")]
    store = store_of({"p": events_of(decider, [*stories.enrolled(engagement="e9"), *late])})
    found = {zone: by_activity("ana", store, zone=zone)["e9/d8"] for zone in (None, ZoneInfo("Asia/Tokyo"))}
    assert [record.start_date for record in found.values()] == [on(5), on(6)]
    assert [record.completion_date for record in found.values()] == [on(6), on(6)]
    enrolled = {
        zone: by_activity("ana", store, zone=zone)["e9"].start_date for zone in (None, ZoneInfo("Pacific/Midway"))
    }
    assert [*enrolled.values()] == [on(0), on(-1)]


def test_somebody_in_two_participations_of_one_engagement_has_the_hours_of_a_session_once() -> None:
    told = [stories.attend(lee(3), "a1", "d1"), stories.evaluate(office(7), "e1", "d1")]
    events = events_of(decider, [*stories.enrolled(engagement="e9"), *told])
    made = of("ana", store_of({"p-1": events, "p-2": events}))
    assert [(record.status, record.minutes) for record in made if record.activity_id == "e9/d1"] == [
        ("COMPLETED", 360),
        ("NOT_CREDITED", 0),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("e", "a/b", "c"), ("e", "a", "b/c")),
        (("e", "a/b", "c"), ("e", "a%2Fb", "c")),
        (("e", "a%2Fb", "c"), ("e", "a%252Fb", "c")),
        (("e/f", "p", "c"), ("e", "q", "f/c")),
    ],
)
def test_ids_with_slashes_are_told_apart(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    activity_ids, record_ids = list[str](), list[str]()
    for engagement, stream, session in (one, other):
        told = [*stories.enrolled(engagement=engagement), stories.attend(lee(3), "a1", session)]
        made = of("ana", store_of({stream: events_of(decider, told)}))
        activity_ids += [record.activity_id for record in made]
        record_ids += [record.record_id for record in made]
    assert len({*record_ids}) == 4
    assert len({*activity_ids}) == len({(one[0], ""), (other[0], ""), one[::2], other[::2]})


def test_ids_without_slashes_are_what_they_were() -> None:
    [training] = [record for record in of("ana", evaluated()) if record.activity_id == "e1/tr1"]
    assert training.record_id == str(uuid5(NAMESPACE_URL, "urn:pdflow:learning:participation-ana/tr1/1"))
    told = [*stories.enrolled(engagement="50%"), stories.attend(lee(3), "a1", "100%25%2")]
    made = of("ana", store_of({"p%2D1": events_of(decider, told)}))
    assert {record.activity_id for record in made} == {"50%", "50%/100%2525%2"}
    assert str(uuid5(NAMESPACE_URL, "urn:pdflow:learning:p%2D1/")) in {record.record_id for record in made}


def test_a_participation_has_a_record_of_its_own_without_hours() -> None:
    whole = {person: by_activity(person)["e1"] for person in ("ana", "kai")}
    assert whole["ana"].status is CompletionStatus.IN_PROGRESS
    assert whole["kai"].status is CompletionStatus.WITHDRAWN
    assert (whole["ana"].activity_title, whole["ana"].minutes, whole["ana"].credits) == (
        "Talk in every lesson", None, None,
    )  # fmt: skip


def test_minutes_are_those_of_the_certificate() -> None:
    for person in ("ana", "ben", "cleo", "jon"):
        made = certificate(streams()[f"participation-{person}"], COUNTY)
        minutes = [record.minutes or 0 for record in of(person)]
        assert sum(minutes) == made.minutes + made.held_back


def test_what_the_rule_does_not_count_is_counted_as_not_written() -> None:
    every, trainings = records(), records(rule=TEXAS_CPE)
    written, fewer = len([*every]), len([*trainings])
    assert every.not_written == Counter()
    assert trainings.not_written == {NotWritten.KIND_NOT_COUNTED: written - fewer}
    assert written > fewer


def test_a_reader_beyond_the_team_gets_nothing_and_it_is_said() -> None:
    for_all = records(audience=Audience.ALL)
    assert [*for_all] == []
    assert for_all.not_written == {NotWritten.NOT_FOR_READER: len(streams())}
    assert [*records(audience=Audience.PAIR)] == [*records()]


def test_a_misspelt_audience_is_refused() -> None:
    with pytest.raises(WrongType, match=r"^LearningRecords\.audience"):
        records(audience="TEAM")


def test_records_are_the_same_at_every_export_and_no_two_have_one_id() -> None:
    made = records()
    first, again = [*made], [*made]
    assert first == again
    assert max(Counter(record.record_id for record in first).values()) == 1


def test_a_correction_changes_its_record_and_no_other() -> None:
    before = {record.record_id: record for record in records()}
    corrected = store_with("ana", stories.attend(office(171), "a9", "s2", 60, held=180))
    after = {record.record_id: record for record in records(corrected)}
    changed = [(before[id], record) for id, record in after.items() if before.get(id) != record]
    assert [(former.activity_id, former.minutes, new.minutes) for former, new in changed] == [("e1/tr1", 350, 240)]
    assert before.keys() == after.keys()


def test_a_void_takes_away_what_it_voids() -> None:
    before = {record.record_id for record in records()}
    after = {
        record.record_id for record in records(store_with("ana", VoidRecord(office(171), record="fu1", reason="x")))
    }
    assert len(before - after) == 1
    assert after < before


def test_a_correction_to_an_absence_keeps_the_id_of_the_record() -> None:
    training = by_activity("jon")["e1/tr1"]
    absent = by_activity("jon", store_with("jon", stories.attend(office(171), "a9", "s1", 0, held=180)))["e1/tr1"]
    assert (training.minutes, absent.minutes, absent.status) == (180, 0, CompletionStatus.NOT_ATTENDED)
    assert absent.record_id == training.record_id


def test_ids_of_the_other_system_take_the_place_of_ours_everywhere() -> None:
    found = {record.user_id for record in records(accounts={"ana": "aruiz"}, account_type="username")}
    assert "aruiz" in found
    assert "ana" not in found
    [training] = [
        record
        for record in records(accounts={"ana": "aruiz", "lee": "lthornton"}, courses={"e1/tr1": "C-17"})
        if (record.user_id, record.activity_id) == ("aruiz", "C-17")
    ]
    assert training.instructor_id == "lthornton; eve"
    assert not any("ana" in text for text in (training.record_id, training.activity_id, training.user_id))


def test_no_personal_text_leaves() -> None:
    secret = ("Routines run", "seven open questions", "silence", "Tired after", "Groups that fall silent", "new post")
    text = repr([*records()])
    assert not any(each in text for each in secret)


def test_contacts_are_called_by_what_they_were_in_the_language_asked_for() -> None:
    titles = {record.activity_id: record.activity_title for record in of("ana")}
    assert (titles["e1/OBSERVATION"], titles["e1/COMMUNITY"]) == ("Observation", "Community of practice")
    spanish = {record.activity_id: record.activity_title for record in of("ana", language="es")}
    assert (spanish["e1/OBSERVATION"], spanish["e1/COMMUNITY"]) == ("Observación", "Comunidad de práctica")


def test_hours_are_rounded_down() -> None:
    assert all(
        record.clock_hours == CLOCK_HOURS.credit(record.minutes) for record in records() if record.minutes is not None
    )
    assert {type(record.start_date) for record in records()} == {date}


@settings(max_examples=20)
@given(participations(150))
def test_in_any_history_minutes_are_those_of_the_summary_and_no_two_records_have_one_id(
    walk: History[Participation],
) -> None:
    maker = records(MemoryStore())
    for history in participation_histories({"p": walk.events}):
        made = [*maker.of(learning(history))]
        summary = participation_summary(history.state)
        minutes = summary.training_minutes + summary.support_minutes + summary.coaching_minutes
        assert sum(record.minutes or 0 for record in made) == minutes
        assert len({record.record_id for record in made}) == len(made)
        assert [*read_history("".join(write_history(made)).splitlines(keepends=True))] == made
