"""Corrections: what is voided, what is stated anew, and that what stands says what the state says."""

import re
from datetime import UTC, datetime
from uuid import UUID

import pytest
from tests.engagement import corpus as engagements, stories as engagement_stories
from tests.exchange.xapi.statements import SOURCE, VOIDED, agent, decided, of_verb, standing, stated
from tests.participation.corpus import corpus
from tests.participation.stories import Story, ana, attend, day, enrolled, evaluate, lee, office

from pdflow import Event, engagement, participation
from pdflow.exchange.xapi import stream_statements
from pdflow.exchange.xapi.statement import timestamp
from pdflow.participation import Participation, VoidRecord, latest_attendance, readings_of
from pdflow.storage.json_values import JsonObject

LATE = datetime(2190, 1, 1, tzinfo=UTC)


def void(n: float, record: str) -> VoidRecord:
    return VoidRecord(office(n), record=record, reason="error")


def attended(*commands: object) -> list[str]:
    """The minutes attended that stand."""
    return [each["result"]["duration"] for each in of_verb(standing(stated([*enrolled(), *commands])), "attended")]


def added(before: Story, *more: object) -> list[JsonObject]:
    """The statements that these commands add, none of the former ones changed."""
    old, new = stated(before), stated([*before, *more])
    assert new[: len(old)] == old
    return new[len(old) :]


TRAINED = [*enrolled(), attend(lee(3), "a1")]


def test_a_record_taken_back_is_voided_by_one_statement_of_whoever_did_it() -> None:
    first = stated(TRAINED)[-1]
    [voiding] = added(TRAINED, void(5, "a1"))
    assert voiding["verb"]["id"] == VOIDED
    assert voiding["actor"] == agent("office")
    assert voiding["object"] == {"objectType": "StatementRef", "id": first["id"]}
    assert voiding["timestamp"] == timestamp(day(5))
    assert UUID(voiding["id"]).version == 5


def test_a_corrected_attendance_voids_the_former_and_states_the_new() -> None:
    first = stated(TRAINED)[-1]
    voiding, second = added(TRAINED, attend(lee(3, 16), "a2", there=90))
    assert voiding["object"]["id"] == first["id"]
    assert second["result"] == {"duration": "PT1H30M"}
    assert second["timestamp"] == first["timestamp"]


def test_attendance_corrected_to_absence_leaves_no_statement_standing() -> None:
    assert attended(attend(lee(3), "a1")) == ["PT6H"]
    assert attended(attend(lee(3), "a1"), attend(lee(3, 16), "a2", there=0)) == []


def test_a_correction_taken_back_states_the_former_again_under_another_id() -> None:
    story = [*TRAINED, attend(lee(3, 16), "a2", there=90)]
    first, _, second = stated(story)[-3:]
    voiding, again = added(story, void(5, "a2"))
    assert voiding["object"]["id"] == second["id"]
    assert again["id"] != first["id"]
    assert again | {"id": ""} == first | {"id": ""}


def test_of_a_chain_of_corrections_the_last_that_was_not_taken_back_stands() -> None:
    chain = [attend(lee(3, hour), f"a{n}", there=60 * n) for n, hour in ((1, 15), (2, 16), (3, 17))]
    assert attended(*chain) == ["PT3H"]
    assert attended(*chain, void(5, "a2")) == ["PT3H"]
    assert attended(*chain, void(5, "a2"), void(6, "a3")) == ["PT1H"]
    assert attended(*chain, void(5, "a3")) == ["PT2H"]
    assert attended(*chain, *(void(n, f"a{n}") for n in (1, 2, 3))) == []


def test_what_has_no_statement_is_taken_back_without_one() -> None:
    assert added([*TRAINED, evaluate(ana(3, 16), "e1")], void(5, "e1")) == []


def test_a_corrected_sheet_of_a_session_voids_the_former_group() -> None:
    story = engagement_stories.delivered()
    corrected = engagement_stories.deliver(engagement_stories.lee(11), "d2", "s1", "ana")
    statements, _ = stream_statements("e", decided(engagement.decider, [*story, corrected]), SOURCE)
    first, voiding, second = statements
    assert [len(each["actor"]["member"]) for each in (first, second)] == [2, 1]
    assert voiding["object"]["id"] == first["id"]


def test_of_two_halves_of_a_session_each_is_an_activity_of_its_own() -> None:
    half = engagement_stories.deliver(engagement_stories.lee(10, 15), "d2", "s1", "ana", held=60)
    story = [*engagement_stories.delivered(), _continuing(half, "d1")]
    first, second = stream_statements("e", decided(engagement.decider, story), SOURCE)[0]
    assert second["object"]["id"] == f"{first['object']['id']}/parts/d2"
    assert second["timestamp"] == timestamp(day(10, 15))


def _continuing(deliver: engagement.DeliverTraining, former: str) -> engagement.DeliverTraining:
    values = {"delivery": deliver.delivery, "session": deliver.session, "held": deliver.held, "there": deliver.there}
    return engagement.DeliverTraining(deliver.header, continues=former, **values)


HISTORIES = [pytest.param(history.events, id=f"{n}") for n, history in enumerate(corpus()) if n % 5 == 0]


@pytest.mark.parametrize("events", HISTORIES)
def test_what_stands_is_the_attendance_that_the_state_counts(events: tuple[Event, ...]) -> None:
    state = participation.decider.fold(events)
    found: dict[str, int] = {}
    for statement in of_verb(standing(of_stream(events)), "attended"):
        if session := re.search(r"/sessions/([^/]+)$", statement["object"]["id"]):
            minutes = _minutes(statement["result"]["duration"])
            found[session[1]] = found.get(session[1], 0) + minutes
    assert found == attended_minutes(state, events)


def of_stream(events: tuple[Event, ...]) -> list[JsonObject]:
    return stream_statements("a stream", events, SOURCE)[0]


def attended_minutes(state: Participation, events: tuple[Event, ...]) -> dict[str, int]:
    sessions = {event.session for event in events if isinstance(event, participation.AttendanceRecorded)}
    counted = {session: latest_attendance(state, session) for session in sessions}
    return {session: found[1].there for session, found in counted.items() if found and found[1].there}


def _minutes(duration: str) -> int:
    hours, minutes = re.fullmatch(r"PT(?:(\d+)H)?(?:(\d+)M)?", duration).groups(default="0")  # type: ignore[union-attr]
    return 60 * int(hours) + int(minutes)


@pytest.mark.parametrize("events", HISTORIES)
def test_the_readings_that_stand_are_those_of_the_state(events: tuple[Event, ...]) -> None:
    state = participation.decider.fold(events)
    expected = [(each.outcome, r.value) for each in state.own_outcomes() for r in readings_of(state, each, LATE)]
    known = {outcome for outcome, _ in expected}
    scored = [each for each in of_verb(standing(of_stream(events)), "scored") if "/outcomes/" in each["object"]["id"]]
    level = SOURCE.address("extensions", "level")
    found = [
        (each["object"]["id"].rpartition("/")[2], each["result"]["score"]["raw"])
        for each in scored
        if each["result"]["extensions"][level] != "BASELINE"
    ]
    assert sorted(each for each in found if each[0] in known) == sorted(expected)


ENGAGEMENTS = [history.events for history in engagements.corpus()]


@pytest.mark.parametrize("events", [*(each.values[0] for each in HISTORIES), *ENGAGEMENTS])
def test_more_events_only_add_statements(events: tuple[Event, ...]) -> None:
    whole = of_stream(events)
    for length in range(0, len(events), 23):
        part = of_stream(events[:length])
        assert whole[: len(part)] == part
    ids = [statement["id"] for statement in whole]
    assert len({*ids}) == len(ids)


def test_the_histories_have_corrections_in_them() -> None:
    voided = [len(of_verb(of_stream(events.values[0]), "voided")) for events in HISTORIES]
    assert sum(voided) > 20
    assert sum(len(of_verb(of_stream(events), "voided")) for events in ENGAGEMENTS) > 0
