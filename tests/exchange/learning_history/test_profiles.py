"""Files for other systems: as before, and what they cannot carry is listed."""

import csv
import json
from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import attrs
import pytest
from tests.exchange.learning_history.examples import BROKER, GOLDEN, ZONE, evaluated, files, records

from pdflow.errors import OutOfRange
from pdflow.exchange.learning_history import (
    CORNERSTONE,
    FILE_PROFILES,
    IOMAD,
    LEARNUPON,
    SUCCESSFACTORS_CONNECTOR,
    TOTARA,
    CompletionStatus,
    ExternalLearningEvents,
    FileColumn,
    FileProfile,
    LearningFile,
    LearningRecord,
    NotCarried,
    RecordNotCarried,
)

RECORD = LearningRecord(
    user_id="aruiz",
    user_id_type="username",
    activity_id="e1/tr1",
    activity_title="Talk",
    provider_name="County",
    provider_id="500123",
    start_date=date(2026, 9, 9),
    completion_date=date(2026, 9, 10),
    status=CompletionStatus.COMPLETED,
    minutes=350,
    clock_hours=Decimal("5.83"),
    credit_type="CLOCK_HOURS",
    credits=Decimal("5.83"),
    language_acquisition_hours=Decimal(0),
    location="North",
    delivery_mode="",
    instructor_id="lee",
    score="",
    certificate_id="",
    record_id="r1",
)


def lines(profile: FileProfile, **changed: Any) -> list[str]:
    return [*LearningFile([attrs.evolve(RECORD, **changed)], profile)]


def not_carried(profile: FileProfile, **changed: Any) -> list[RecordNotCarried]:
    file = LearningFile([attrs.evolve(RECORD, **changed)], profile)
    assert len([*file]) == profile.has_header
    return file.passed_over


@pytest.mark.parametrize("name", [name for name, _ in files()])
def test_a_file_reads_as_before(name: str) -> None:
    made = "".join(dict(files())[name])
    assert made == (GOLDEN / name).read_bytes().decode()


@pytest.mark.parametrize(
    ("profile", "written"),
    [
        (TOTARA, ["username,courseshortname,courseidnumber,completiondate,grade\r\n",
                  "aruiz,Talk,e1/tr1,2026-09-10,\r\n"]),
        (IOMAD, ["username,courseid,timeenrolled,timestarted,timecompleted\r\n",
                 "aruiz,e1/tr1,2026-09-09,2026-09-09,2026-09-10\r\n"]),
        (LEARNUPON, ["Login ID,Course Name,Enrollment Created Date,Enrollment Started Date,Enrollment Completed Date,"
                     "Enrollment Score,Enrollment Status\r\n",
                     "aruiz,Talk,09/09/2026,09/09/2026,10/09/2026,,completed\r\n"]),
        (CORNERSTONE, ["User ID,Training Title,Start Date/Time,Completion Date,Transcript Status,Training Hours,"
                       "Credits,Provider\r\n", "aruiz,Talk,2026-09-09,2026-09-10,Completed,5.83,5.83,County\r\n"]),
        (SUCCESSFACTORS_CONNECTOR, ["STUDENT_ID|COMPONENT_ID|TITLE|COMPLETION_DATE|TOTAL_HOURS|CREDIT_HOURS|"
                                    "INSTRUCTOR_NAME|COMMENTS!##!\r\n",
                                    "aruiz|e1/tr1|Talk|2026-09-10|5.83|5.83|lee|r1!##!\r\n"]),
        (BROKER, ["500123,,e1/tr1,,aruiz,09/10/2026,State=FL,Profession=RN,GEN,5.83\r\n"]),
    ],
    ids=lambda value: value.code if isinstance(value, FileProfile) else "",
)  # fmt: skip
def test_a_record_is_written_as_the_system_wants_it(profile: FileProfile, written: list[str]) -> None:
    assert lines(profile) == written


def test_what_was_not_completed_is_carried_only_where_the_system_has_a_word_for_it() -> None:
    missed = {"status": CompletionStatus.NOT_ATTENDED, "completion_date": None}
    assert not_carried(TOTARA, **missed) == [RecordNotCarried("r1", NotCarried.STATUS, "status")]
    assert lines(LEARNUPON, **missed)[1].endswith(",not started\r\n")
    assert lines(CORNERSTONE, status=CompletionStatus.WITHDRAWN)[1].split(",")[4] == "Withdrawn"


@pytest.mark.parametrize("field", ["completion_date", "user_id", "activity_id"])
def test_what_lacks_what_the_system_needs_is_listed(field: str) -> None:
    empty = None if field == "completion_date" else ""
    assert not_carried(IOMAD, **{field: empty}) == [RecordNotCarried("r1", NotCarried.FIELD_EMPTY, field)]


@pytest.mark.parametrize("id", ["=1+1", "@ana", "-x", "a;=b"])
def test_an_id_that_would_be_a_formula_is_not_changed_but_listed(id: str) -> None:
    assert not_carried(TOTARA, user_id=id) == [RecordNotCarried("r1", NotCarried.FORMULA, "user_id")]
    assert "'=1+1" in lines(TOTARA, activity_title="=1+1")[1]


@pytest.mark.parametrize("title", ["a|b", "a!##!\r\nb", "a!##!b", "two\nlines"])
def test_a_text_that_holds_a_separator_is_listed_where_the_file_has_no_quotes(title: str) -> None:
    found = not_carried(SUCCESSFACTORS_CONNECTOR, activity_title=title)
    assert found == [RecordNotCarried("r1", NotCarried.SEPARATOR, "activity_title")]
    assert next(csv.reader(lines(TOTARA, activity_title="a,b")[1:]))[1] == "a,b"


@pytest.mark.parametrize("profile", [*FILE_PROFILES.values(), BROKER], ids=lambda profile: profile.code)
def test_every_record_of_the_year_is_written_or_listed(profile: FileProfile) -> None:
    made = [*records(evaluated())]
    file = LearningFile(made, profile)
    written = len([*file]) - profile.has_header
    assert written + len(file.passed_over) == len(made)
    assert written > 0
    assert Counter(each.record_id for each in file.passed_over).keys() < {record.record_id for record in made}


def test_events_of_success_factors_have_the_day_in_its_zone() -> None:
    events = ExternalLearningEvents([RECORD, attrs.evolve(RECORD, status=CompletionStatus.WITHDRAWN)], ZONE)
    [event] = events
    assert datetime.fromtimestamp(event["CompletionDate"] / 1000, UTC) == datetime(2026, 9, 10, 4, tzinfo=UTC)
    assert json.loads(json.dumps(event)) == {
        "StudentId": "aruiz",
        "Description": "Talk",
        "CompletionDate": 1789012800000,
        "CompletionTimezoneId": "America/New_York",
        "CreditHours": 5.83,
        "TotalHours": 5.83,
        "InstructorName": "lee",
        "Comments": "r1",
    }
    assert events.passed_over == [RecordNotCarried("r1", NotCarried.STATUS, "status")]


def test_a_column_of_no_field_is_refused() -> None:
    with pytest.raises(OutOfRange, match=r"^FileColumn\.field: "):
        FileColumn("Username", "username")


def test_headings_that_were_not_verified_are_headings_of_the_file() -> None:
    for profile in FILE_PROFILES.values():
        assert {*profile.unverified} <= {column.heading for column in profile.columns}
