"""What each event says in xAPI: right values for the facts of an example year."""

import json
from collections import Counter
from datetime import UTC, datetime, timedelta, timezone

import pytest
from tests.exchange.xapi.statements import (
    ATTENDED,
    CODECS,
    SOURCE,
    agent,
    decided,
    example_year,
    of_verb,
    stated,
    year_statements,
)
from tests.participation import stories
from tests.participation.stories import ana, attend, day, host, kim, lee, office, on, plan

from pdflow import Audience, participation
from pdflow.errors import OutOfRange
from pdflow.exchange.xapi import (
    NO_VERB,
    NOBODY_THERE,
    NOT_FOR_READER,
    Statements,
    XapiSource,
    stored_titles,
    stream_statements,
)
from pdflow.exchange.xapi.statement import duration, timestamp
from pdflow.participation import AssessLearning, AssessmentTime, Reopen, Waive

LEVELS = "https://pd.example.org/xapi/extensions/levels"


def test_an_attendance_is_dated_by_the_start_of_its_session() -> None:
    [attended] = of_verb(stated(stories.trained()), "attended")
    assert attended["actor"] == agent("ana")
    assert attended["verb"] == {"id": ATTENDED, "display": {"en": "attended"}}
    assert attended["timestamp"] == "2026-09-04T08:00:00+00:00"
    assert attended["result"] == {"duration": "PT6H"}
    assert attended["object"]["id"] == "https://pd.example.org/xapi/sessions/d1"


def test_a_session_of_an_engagement_has_its_title_and_the_engagement_around_it() -> None:
    attended = of_verb(year_statements(), "attended")
    found = next(each for each in attended if each["actor"] == agent("ana") and "/sessions/s1" in each["object"]["id"])
    assert found["object"]["id"] == "https://pd.example.org/xapi/engagements/e1/sessions/s1"
    assert found["object"]["definition"]["name"] == {"en": "Questioning that opens talk (1/3)"}
    [around] = found["context"]["contextActivities"]["grouping"]
    assert around["id"] == "https://pd.example.org/xapi/engagements/e1"


def test_a_delivered_session_is_the_simple_form_of_the_attendance_recipe() -> None:
    groups = [each for each in year_statements() if each["actor"]["objectType"] == "Group"]
    assert [each["result"]["duration"] for each in groups] == ["PT3H", "PT3H"]
    first = groups[0]
    assert len(first["actor"]["member"]) == 12
    assert first["timestamp"] == timestamp(day(9, 9))
    [category] = first["context"]["contextActivities"]["category"]
    assert category["id"] == "http://id.tincanapi.com/recipe/attendance/base/0_0_1"
    assert category["definition"] == {"type": "http://id.tincanapi.com/activitytype/recipe"}


def test_of_two_trainers_one_is_the_instructor_and_the_other_stands_in_an_extension() -> None:
    first = next(each for each in year_statements() if each["actor"]["objectType"] == "Group")
    assert first["context"]["instructor"] == agent("lee")
    assert first["context"]["extensions"] == {
        "https://pd.example.org/xapi/extensions/other-instructors": [agent("eve")]
    }


def test_a_coaching_session_is_attended_and_its_coach_mentored_the_person() -> None:
    statements = stated(stories.coached())
    [mentored] = of_verb(statements, "mentored")
    attended = next(each for each in of_verb(statements, "attended") if "/coaching/" in each["object"]["id"])
    assert (mentored["actor"], mentored["object"]) == (agent("kim"), agent("ana"))
    assert attended["context"]["instructor"] == agent("kim")
    assert {each["timestamp"] for each in (mentored, attended)} == {timestamp(day(10, 8))}
    assert {each["result"]["duration"] for each in (mentored, attended)} == {"PT45M"}
    assert "registration" not in mentored["context"]  # only where the object is an activity


def test_levels_of_an_observation_are_for_the_pair() -> None:
    [to_team] = of_verb(stated(stories.observed()), "complete")
    [to_pair] = of_verb(stated(stories.observed(), Audience.PAIR), "complete")
    assert to_team["result"] == {"duration": "PT30M"}
    assert to_pair["result"] == {"duration": "PT30M", "extensions": {LEVELS: [{"on": "ask", "level": "PARTLY"}]}}


def test_feedback_points_to_the_statement_of_its_observation() -> None:
    statements = stated([*stories.observed(), stories.debrief(kim(8, 12), "f1", "ob1")])
    [observation], [feedback] = of_verb(statements, "complete"), of_verb(statements, "commented")
    assert feedback["context"]["statement"] == {"objectType": "StatementRef", "id": observation["id"]}
    assert feedback["actor"] == agent("kim")
    assert "wait a little" not in json.dumps(statements)


def test_a_reading_of_a_share_is_scaled_and_says_whether_the_target_is_reached() -> None:
    scored = [each for each in of_verb(year_statements(), "scored") if each["actor"] == agent("ana")]
    results = [each["result"] for each in scored if "/outcomes/" in each["object"]["id"]]
    assert [each["score"] for each in results] == [
        {"scaled": 0.18, "raw": 18, "min": 0, "max": 100},
        {"scaled": 0.44, "raw": 44, "min": 0, "max": 100},
    ]
    assert [each.get("success") for each in results] == [None, True]


def test_an_assessment_is_scaled_by_its_points() -> None:
    pre = AssessLearning(ana(2), assessment="as1", instrument="Sort", time=AssessmentTime.PRE, score=9, out_of=20)
    scored = of_verb(stated([*stories.enrolled(), pre]), "scored")[-1]
    assert scored["result"]["score"] == {"scaled": 0.45, "raw": 9, "min": 0, "max": 20}
    assert scored["object"]["id"] == "https://pd.example.org/xapi/instruments/Sort"


def test_a_value_beyond_the_bounds_of_its_unit_is_given_as_it_was_read() -> None:
    measured = stories.measure(kim(100), "r1", on(100), value=130)
    scored = of_verb(stated([*stories.settled(), stories.looked_at(), measured]), "scored")[-1]
    assert scored["result"]["score"] == {"raw": 130}


def test_a_completion_carries_the_hours_of_contact() -> None:
    [completed] = of_verb(stated(stories.completed()), "completed")
    assert completed["result"] == {"duration": "PT7H55M", "completion": True}


def test_a_waiver_names_the_requirement_and_not_its_reason() -> None:
    waive = Waive(office(5), waiver="w1", requirement="support.no_contact", reason="surgery", note="a long illness")
    statements = stated([*stories.supported(), waive])
    [waived] = of_verb(statements, "waived")
    assert waived["object"]["id"] == "https://pd.example.org/xapi/requirements/support.no_contact"
    assert "surgery" not in json.dumps(statements)
    assert "illness" not in json.dumps(statements)


def test_absences_and_what_has_no_verb_are_counted_as_passed_over() -> None:
    absent = [*stories.enrolled(), attend(lee(3), "a1", there=0)]
    _, passed_over = stream_statements("ana", decided(participation.decider, absent), SOURCE)
    assert passed_over == {
        ("participation.attendance_recorded", NOBODY_THERE): 1,
        ("participation.session_planned", NO_VERB): 1,
        ("participation.team_assigned", NO_VERB): 1,
    }


def test_everybody_on_the_engagement_gets_no_statement_about_anybody() -> None:
    export = Statements(example_year(), SOURCE, audience=Audience.ALL)
    assert [*export] == []
    assert export.passed_over["participation.attendance_recorded", NOT_FOR_READER] == 21
    assert export.passed_over["engagement.training_delivered", NOT_FOR_READER] == 2


def test_every_event_of_a_store_is_stated_or_counted() -> None:
    export = Statements(example_year(), SOURCE)
    ids = {statement["id"] for statement in export}
    rows = example_year().feed(limit=10_000)
    passed_over = Counter(row.type for row in rows if row.id not in ids)
    assert passed_over == Counter(type for type, _ in export.passed_over.elements())


def test_exported_again_the_statements_are_the_same_letter_for_letter() -> None:
    once, again = (json.dumps([*Statements(example_year(), SOURCE)]) for _ in range(2))
    assert once == again


def test_a_stream_gives_the_statements_that_its_store_gives() -> None:
    store = example_year()
    events = [CODECS["participation"].from_row(row) for row in store.load("participation-ana")]
    alone, _ = stream_statements("participation-ana", events, SOURCE, titles=stored_titles(store))
    ids = {statement["id"] for statement in alone}
    assert alone == [statement for statement in Statements(store, SOURCE) if statement["id"] in ids]
    assert len(alone) == 19


def test_accounts_have_the_names_that_the_host_gives() -> None:
    source = XapiSource("https://sis.example.org", "https://pd.example.org", accounts={"ana": "T-4711"})
    statements, _ = stream_statements("s", decided(participation.decider, stories.enrolled()), source)
    assert statements[0]["actor"]["account"] == {"homePage": "https://sis.example.org", "name": "T-4711"}


@pytest.mark.parametrize("address", ["", "people", "people.example.org", "https://", "https://a b", "https://exämple"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(OutOfRange, match=r"XapiSource\.home_page"):
        XapiSource(address, "https://pd.example.org")


@pytest.mark.parametrize(
    ("minutes", "text"), [(0, "PT0M"), (1, "PT1M"), (59, "PT59M"), (60, "PT1H"), (90, "PT1H30M"), (2650, "PT44H10M")]
)
def test_minutes_are_written_in_whole_hours_and_minutes(minutes: int, text: str) -> None:
    assert duration(minutes) == text


MOMENT = datetime(2026, 9, 1, 8, 30)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (MOMENT.replace(tzinfo=UTC), "2026-09-01T08:30:00+00:00"),
        (MOMENT.replace(tzinfo=timezone(timedelta(hours=-5))), "2026-09-01T08:30:00-05:00"),
        (MOMENT.replace(tzinfo=UTC, microsecond=123_999), "2026-09-01T08:30:00.123+00:00"),
        (MOMENT.replace(tzinfo=UTC, microsecond=999), "2026-09-01T08:30:00+00:00"),
        (MOMENT.replace(tzinfo=timezone(timedelta(minutes=53, seconds=28))), "2026-09-01T07:36:32+00:00"),
    ],
)
def test_a_moment_keeps_its_offset_and_milliseconds(at: datetime, text: str) -> None:
    assert timestamp(at) == text


def test_ids_with_odd_letters_make_addresses_that_are_valid() -> None:
    odd = [*stories.enrolled(), plan(host(1), "p2", "day 1/2 é?#"), attend(lee(3), "a1", "day 1/2 é?#")]
    [attended] = of_verb(stated(odd), "attended")
    assert attended["object"]["id"] == "https://pd.example.org/xapi/sessions/day%201%2F2%20%C3%A9%3F%23"


def test_a_reopened_participation_is_no_longer_completed() -> None:
    statements = stated([*stories.completed(), Reopen(office(110), reason="a reading is missing")])
    [completed] = of_verb(statements, "completed")
    assert of_verb(statements, "voided")[-1]["object"] == {"objectType": "StatementRef", "id": completed["id"]}
