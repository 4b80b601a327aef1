"""What a data store of Ed-Fi gets of a store: right values, nothing overwritten, and a word of what is left out."""

from datetime import timedelta, timezone

import attrs
import pytest
from tests.documents.decided_events import events_of
from tests.documents.example_engagement import engagement_year
from tests.exchange.edfi.records import SOURCE, of, of_person, of_year
from tests.history.example_store import store_of
from tests.participation import stories
from tests.participation.stories import agree, ana, attend, day, kim, lee, office

from pdflow import Audience
from pdflow.errors import OutOfRange
from pdflow.exchange.edfi import (
    ABSENT,
    ATTENDANCE_CATEGORIES,
    ATTENDANCES,
    DROPPED,
    EVENTS,
    GOALS,
    NO_PERSON,
    NO_PLACE,
    OFFERED_BY,
    PERSONS,
    SAME_DAY,
    SOURCE_SYSTEMS,
    DataStandard,
    EdFiRecords,
    EdFiSource,
    HoursRounding,
)
from pdflow.participation import (
    CompleteActionStep,
    DropActionStep,
    ExtendActionStep,
    VoidRecord,
    decider,
)

IN_ATTENDANCE = "uri://ed-fi.org/AttendanceEventCategoryDescriptor#In Attendance"
PARTIAL = "uri://ed-fi.org/AttendanceEventCategoryDescriptor#Partial"


def test_a_session_of_the_calendar_is_an_event_with_its_title_and_whole_hours() -> None:
    titles = {record.body["professionalDevelopmentTitle"]: record.body for record in of(EVENTS, of_year())}
    [second] = [title for title in titles if title.startswith("Questioning that opens talk (2/3) #")]
    assert titles[second] == {
        "namespace": "uri://district.example",
        "professionalDevelopmentTitle": second,
        "professionalDevelopmentOfferedByDescriptor": (
            "uri://ed-fi.org/ProfessionalDevelopmentOfferedByDescriptor#District"
        ),
        "totalHours": 3,
    }


def test_an_attendance_says_when_who_and_whether_they_were_there_all_the_time() -> None:
    records = [*of_year()]
    person = records[[each.resource for each in records].index(PERSONS)]
    first, second = of(ATTENDANCES, records)[:2]
    assert first.body["personReference"] == person.body
    assert first.body["attendanceDate"] == day(9).date().isoformat()
    assert first.body["attendanceEventCategoryDescriptor"] == IN_ATTENDANCE
    assert second.body["attendanceEventCategoryDescriptor"] == PARTIAL


def test_every_record_comes_after_those_to_which_it_refers() -> None:
    seen = set[str]()
    for record in of_year():
        for field, value in record.body.items():
            assert not field.endswith("Reference") or str(sorted(value.items())) in seen
        seen.add(str(sorted((name, record.body[name]) for name in record.resource.key)))


def test_the_same_store_gives_the_same_records_and_no_key_twice() -> None:
    records = [*of_year()]
    assert records == [*of_year()]
    keys = [(record.resource.name, str(record.key)) for record in records]
    assert len({*keys}) == len(keys)


def test_given_two_sessions_of_one_title_on_one_day_then_neither_attendance_overwrites_the_other() -> None:
    told = [*stories.enrolled(), stories.plan(office(2), "p8", "d8", start=day(3, 16), minutes=60)]
    records = of_person(*told, attend(lee(3), "a1"), attend(lee(3, 17), "a8", "d8", 60, held=60))
    attendances = of(ATTENDANCES, records)
    assert [each.body["attendanceDate"] for each in attendances] == [day(3).date().isoformat()] * 2
    assert len({str(each.key) for each in attendances}) == 2


def test_given_a_session_in_parts_on_two_days_then_there_is_an_attendance_for_each_day() -> None:
    parts = [
        attend(lee(3), "a1", "d8", held=120, there=120),
        attend(lee(4), "a2", "d8", held=60, there=45, continues="a1"),
        attend(lee(4, 14), "a3", "d8", held=60, there=60, continues="a2"),
        attend(lee(5), "a4", "d8", held=60, there=0, continues="a3"),
    ]
    records = of_person(*stories.enrolled(), *parts)
    attendances = [each.body for each in of(ATTENDANCES, records)]
    assert [each["attendanceDate"] for each in attendances] == [str(day(3).date()), str(day(4).date())]
    assert [each["attendanceEventCategoryDescriptor"] for each in attendances] == [IN_ATTENDANCE, PARTIAL]
    assert records.passed_over["session", ABSENT] == 1


def test_given_two_sessions_at_the_same_hours_then_the_person_was_at_both() -> None:
    same = [stories.plan(office(0), "p8", "d8", start=day(3)), attend(lee(3), "a8", "d8")]
    records = of_person(*stories.enrolled(), attend(lee(3), "a1"), *same)
    categories = [each.body["attendanceEventCategoryDescriptor"] for each in of(ATTENDANCES, records)]
    assert categories == [IN_ATTENDANCE, IN_ATTENDANCE]


@pytest.mark.parametrize(
    ("first", "second", "category"), [(360, 360, IN_ATTENDANCE), (60, 360, IN_ATTENDANCE), (60, 30, PARTIAL)]
)
def test_given_two_participations_in_one_engagement_then_a_session_is_attended_once(
    first: int, second: int, category: str
) -> None:
    streams = {
        stream: events_of(decider, [*stories.enrolled(engagement="e1"), attend(lee(3), "a1", there=there)])
        for stream, there in (("p-1", first), ("p-2", second))
    }
    records = EdFiRecords(store_of(streams), SOURCE)
    made = [*records]
    keys = [(each.resource.name, str(each.key)) for each in made]
    assert len({*keys}) == len(keys)
    [attendance] = of(ATTENDANCES, made)
    assert attendance.body["attendanceEventCategoryDescriptor"] == category
    assert records.passed_over["session", SAME_DAY] == 1
    assert [*records] == made


def test_given_two_engagements_with_one_subject_then_their_events_have_titles_of_their_own() -> None:
    other = [attrs.evolve(engagement_year()[0], engagement="e2"), *engagement_year()[1:]]
    one, both = (
        {each.body["professionalDevelopmentTitle"] for each in of(EVENTS, EdFiRecords(store_of(streams), SOURCE))}
        for streams in ({"e-1": engagement_year()}, {"e-1": engagement_year(), "e-2": other})
    )
    assert len(both) == 2 * len(one)
    assert one < both


def test_given_a_session_in_no_calendar_then_it_has_the_host_s_name_or_none() -> None:
    told = [*stories.enrolled(), attend(lee(3), "a1")]
    [unnamed] = of(EVENTS, of_person(*told))
    [named] = of(EVENTS, of_person(*told, source=attrs.evolve(SOURCE, names={"d1": "Open questions"})))
    assert unnamed.body["professionalDevelopmentTitle"].startswith("Training session #")
    assert named.body["professionalDevelopmentTitle"].startswith("Open questions #")
    assert named.body["totalHours"] == 6


@pytest.mark.parametrize(
    ("rounding", "minutes", "hours", "left"),
    [
        (HoursRounding.DOWN, 59, None, 59),
        (HoursRounding.DOWN, 60, 1, None),
        (HoursRounding.DOWN, 119, 1, 59),
        (HoursRounding.HALF_UP, 29, None, 29),
        (HoursRounding.HALF_UP, 30, 1, -30),
        (HoursRounding.HALF_UP, 89, 1, 29),
        (HoursRounding.UP, 61, 2, -59),
        (HoursRounding.UP, 120, 2, None),
    ],
)
def test_minutes_become_whole_hours_by_the_rounding_named_and_the_rest_is_reported(
    rounding: HoursRounding, minutes: int, hours: int | None, left: int | None
) -> None:
    told = [*stories.enrolled(), attend(lee(3), "a1", "d9", minutes, held=minutes)]
    export = of_person(*told, source=attrs.evolve(SOURCE, rounding=rounding))
    [event] = of(EVENTS, export)
    title = event.body["professionalDevelopmentTitle"]
    assert event.body.get("totalHours") == hours
    assert export.minutes_left == ({} if left is None else {title: left})


def test_given_an_absence_then_it_is_reported_or_has_the_host_s_category() -> None:
    told = [*stories.enrolled(), attend(lee(3), "a1", there=0)]
    without = of_person(*told)
    assert of(ATTENDANCES, without) == []
    assert without.passed_over["session", ABSENT] == 1
    [absence] = of(ATTENDANCES, of_person(*told, source=attrs.evolve(SOURCE, absent="Unexcused Absence")))
    category = absence.body["attendanceEventCategoryDescriptor"]
    assert category == "uri://ed-fi.org/AttendanceEventCategoryDescriptor#Unexcused Absence"


def test_contacts_have_no_place_and_are_reported() -> None:
    export = of_year()
    assert [*export]
    assert export.passed_over["contact", NO_PLACE] == 39


def test_given_a_correction_or_a_void_then_the_attendance_follows() -> None:
    told = [*stories.enrolled(), attend(lee(3), "a1")]
    [partial] = of(ATTENDANCES, of_person(*told, attend(lee(5), "a2", there=100)))
    assert partial.body["attendanceEventCategoryDescriptor"] == PARTIAL
    assert partial.body["attendanceDate"] == day(3).date().isoformat()
    assert of(ATTENDANCES, of_person(*told, VoidRecord(office(7), record="a1", reason="other person"))) == []


def test_the_day_is_that_of_the_zone_given() -> None:
    east = timezone(timedelta(hours=14))
    told = [*stories.enrolled(), attend(lee(3, 17), "a1", "d9")]
    days = [
        of(ATTENDANCES, of_person(*told, source=source))[0].body["attendanceDate"]
        for source in (SOURCE, attrs.evolve(SOURCE, zone=east))
    ]
    assert days == [day(3).date().isoformat(), day(4).date().isoformat()]


def test_an_action_step_is_a_goal_with_its_dates() -> None:
    story = [*stories.with_growth_area(), agree(kim(9, 9), "st1", "g1")]
    [goal] = of(GOALS, of_person(*story))
    agreed = next(event for event in events_of(decider, story) if event.name == "participation.action_step_agreed")
    assert goal.body["goalTitle"].startswith(f"{agreed.statement} #")
    assert goal.body["goalDescription"] == agreed.look_for
    assert goal.body["assignmentDate"] == day(9).date().isoformat()
    assert (goal.body["dueDate"], goal.body["completedIndicator"]) == (agreed.due.isoformat(), False)
    assert "completedDate" not in goal.body


def test_given_an_extension_and_an_end_then_the_goal_follows_and_a_dropped_one_is_reported() -> None:
    story = [*stories.with_growth_area(), agree(kim(9, 9), "st1", "g1")]
    later = ExtendActionStep(kim(10), step="st1", due=day(20).date(), reason="fire drill")
    done = [stories.artifact(ana(11), "ar1", "st1"), CompleteActionStep(kim(12), step="st1", evidence="ar1")]
    [extended] = of(GOALS, of_person(*story, later))
    [completed] = of(GOALS, of_person(*story, later, *done))
    assert extended.body["dueDate"] == day(20).date().isoformat()
    assert completed.body["completedIndicator"] is True
    assert completed.body["completedDate"] == day(12).date().isoformat()
    assert completed.key == extended.key
    dropped = of_person(*story, DropActionStep(kim(11), step="st1", reason="no longer wanted"))
    assert of(GOALS, dropped) == []
    assert dropped.passed_over["action step", DROPPED] == 1


def test_given_no_ids_of_the_host_s_then_people_are_sent_under_32_hex_digits() -> None:
    [person] = of(PERSONS, of_person(*stories.enrolled()))
    assert len(bytes.fromhex(person.body["personId"])) == 16
    elsewhere = attrs.evolve(SOURCE, namespace="uri://other.example")
    assert of(PERSONS, of_person(*stories.enrolled(), source=elsewhere))[0].body != person.body


def test_given_ids_of_the_host_s_then_people_are_not_sent_and_whoever_has_none_is_reported() -> None:
    source = attrs.evolve(SOURCE, person_ids={"ana": "007"})
    year = of_year(source)
    people = {each.body["personReference"]["personId"] for each in of(ATTENDANCES, year)}
    assert people == {"007"}
    assert of(PERSONS, of_year(source)) == []
    assert year.passed_over["participation", NO_PERSON] > 5


@pytest.mark.parametrize("id", ["", " 7", "3fa85f64-5717-4562-b3fc-2c963f66afa6", "<b>", "\ud800"])
def test_given_an_id_that_no_data_store_takes_then_an_error_names_the_place(id: str) -> None:
    with pytest.raises(OutOfRange, match=r"EdFiSource\.person_ids"):
        [*of_person(*stories.enrolled(), source=attrs.evolve(SOURCE, person_ids=lambda person: id))]


@pytest.mark.parametrize(
    "ids",
    [lambda person: "T1", lambda person: "t1" if person == "ana" else "T1"],
    ids=["the same", "the same but for case"],
)
def test_given_one_id_for_two_people_then_an_error_names_the_place(ids: object) -> None:
    with pytest.raises(OutOfRange, match="one person only"):
        [*of_year(attrs.evolve(SOURCE, person_ids=ids))]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("namespace", "uri"),
        ("namespace", "district.example"),
        ("namespace", "uri://d.example/of us"),
        ("source_system", "x#y"),
        ("source_system", "uri://d.example/GoalTypeDescriptor#x"),
        ("offered_by", "D" * 51),
        ("present", "uri://d.example/AttendanceEventCategoryDescriptor#"),
        ("absent", ""),
    ],
)
def test_given_a_source_that_no_data_store_would_take_then_an_error_names_the_field(field: str, value: str) -> None:
    with pytest.raises(OutOfRange, match=rf"EdFiSource\.{field}"):
        attrs.evolve(SOURCE, **{field: value})


def test_descriptors_of_the_host_s_own_are_sent_first_and_those_of_ed_fi_are_not() -> None:
    own = "uri://district.example/ProfessionalDevelopmentOfferedByDescriptor#Charter network"
    late = "uri://district.example/AttendanceEventCategoryDescriptor#Came late"
    source = attrs.evolve(SOURCE, offered_by=own, partial=late)
    first = [*of_year(source)][:3]
    assert [each.resource for each in first] == [SOURCE_SYSTEMS, OFFERED_BY, ATTENDANCE_CATEGORIES]
    assert first[1].body == {
        "namespace": "uri://district.example/ProfessionalDevelopmentOfferedByDescriptor",
        "codeValue": "Charter network",
        "shortDescription": "Charter network",
    }


def test_under_5_x_the_extension_s_resources_and_descriptors_are_named() -> None:
    source = EdFiSource(
        "uri://district.example",
        "uri://district.example/SourceSystemDescriptor#pdflow",
        standard=DataStandard.EPDM_5,
    )
    records = [*of_year(source)]
    event = of(EVENTS, records)[0]
    assert event.body["professionalDevelopmentOfferedByDescriptor"] == (
        "uri://tpdm.ed-fi.org/ProfessionalDevelopmentOfferedByDescriptor#District"
    )
    assert of(ATTENDANCES, records)[0].body["attendanceEventCategoryDescriptor"] == IN_ATTENDANCE
    paths = {record.resource.path(DataStandard.EPDM_5) for record in records}
    assert paths == {
        "ed-fi/sourceSystemDescriptors",
        "ed-fi/persons",
        "tpdm/professionalDevelopmentEvents",
        "tpdm/professionalDevelopmentEventAttendances",
        "tpdm/goals",
    }


def test_given_an_erased_stream_then_nothing_of_it_is_left() -> None:
    store = store_of({name: events_of(decider, [*stories.enrolled(), attend(lee(3), "a1")]) for name in ("one", "two")})
    store.erase_stream("one")
    assert len(of(ATTENDANCES, EdFiRecords(store, SOURCE, audience=Audience.TEAM))) == 1
