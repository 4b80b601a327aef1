"""Words for ids: the host's names of people and places, and what the state says of its records."""

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from tests.engagement import stories as s
from tests.language.stories import OUTCOME, Story, ana, area, kim, on, seen, step, supported, visit

from pdflow import Reason, Role, engagement as e, participation as p
from pdflow.kernel.records import Aggregate
from pdflow.language import Catalogue, Iso, Names, describe, explain, name_of

PEOPLE: Mapping[str, str] = {"ana": "Ana Ortiz", "kim": "Kim Adler", "day-1": "the first training day"}


def why(reason: Reason, state: Aggregate, language: str = "en", reader: str | None = Role.COACH) -> str:
    [explained] = explain(reason, language, reader=reader, names=PEOPLE, state=state)
    return explained.why


def growing() -> Story:
    """Ana works on a growth area that says "wait three seconds", on a step and on a priority."""
    story = supported(outcomes=(OUTCOME,))
    found = p.IdentifyGrowthArea(
        kim(4), growth_area="g-1", practice="wait three seconds", evidence=("ob-1",), rationale="x", considered="x"
    )
    agreed = p.AgreeActionStep(kim(5), step="st-1", serves="g-1", statement="count to three", look_for="silence")
    promised = p.CommittedStep("cs-1", "ask Ben first", by=date(2026, 9, 10))
    story.do(seen("ob-1", 3), found, agreed, p.CommitToPractice(ana(5), commitment="co-1", steps=(promised,)))
    return story


def test_people_are_written_by_the_names_of_the_host() -> None:
    state, stranger = growing().state, Reason("right.not_on_team", {"person": "zoe"})
    assert why(stranger, state) == "zoe is not on this participant's support team."
    [named] = explain(stranger, names={"zoe": "Zoe Adams"})
    [called] = explain(stranger, names=lambda id: f"Dr. {id}")
    [unknown] = explain(stranger, names=lambda id: None)
    assert named.why == "Zoe Adams is not on this participant's support team."
    assert called.why == "Dr. zoe is not on this participant's support team."
    assert unknown.why == "zoe is not on this participant's support team."


@pytest.mark.parametrize("names", [PEOPLE, PEOPLE.get])
def test_names_are_a_mapping_or_a_function(names: Names) -> None:
    assert [name_of(names, id) for id in ("kim", "zoe")] == ["Kim Adler", "zoe"]
    assert name_of(None, "kim") == "kim"


def test_records_are_written_by_what_they_say() -> None:
    state = growing().state
    still_open = Reason("growth_area.open", {"growth_areas": ("g-1",)})
    assert why(still_open, state) == "The growth area “wait three seconds” is still open."
    assert why(still_open, state, "es") == "El área de crecimiento «wait three seconds» sigue abierta."
    assert why(Reason("step.open", {"steps": ("st-1",)}), state) == "The action step “count to three” is still open."
    assert why(Reason("outcome.no_baseline", {"outcome": "questions"}), state).startswith(
        "There is no baseline yet for the outcome “asks open questions”"
    )
    assert why(Reason("priority.in_use", {"priority": "p-1", "steps": ("st-1",)}), state) == (
        "The action step “count to three” still serves the priority “wait longer”."
    )
    unseen = Reason("check_in.step_not_reviewed", {"steps": ("cs-1", "st-1")})
    assert "“ask Ben first” and “count to three”" in why(unseen, state)


def test_what_is_for_the_pair_is_written_for_them_and_by_its_day_for_others() -> None:
    state, still_open = growing().state, Reason("growth_area.open", {"growth_areas": ("g-1",)})
    assert "wait three seconds" in why(still_open, state, reader=Role.PARTICIPANT)
    for reader in (None, Role.MANAGER, Role.COORDINATOR):
        assert why(still_open, state, reader=reader) == "The growth area of 2026-09-05 is still open."
        assert why(still_open, state, "es", reader) == "El área de crecimiento del 2026-09-05 sigue abierta."


def test_records_without_a_statement_are_written_by_their_kind_and_day() -> None:
    story = growing()
    story.do(visit("v-1", 5, 20))
    assert why(Reason("feedback.owed", {"observations": ("ob-1",)}), story.state) == (
        "Feedback on the observation of 2026-09-04 has not been given yet."
    )
    assert why(Reason("visit.unknown", {"visit": "v-1", "ended": None}), story.state).startswith(
        "The visit of 2026-09-21"
    )
    assert why(Reason("step.no_evidence", {"evidence": "ob-1"}), story.state).startswith("Observation of 2026-09-04 ")


def test_a_training_session_is_written_by_the_hosts_title_else_by_its_day() -> None:
    state, missed = growing().state, Reason("attendance.nothing_missed", {"session": "day-1"})
    assert "for the session “the first training day”," in why(missed, state)
    [by_day] = explain(missed, state=state)
    assert "for the session of 2026-09-02," in by_day.why


def test_a_name_that_nothing_is_known_of_stays_in_quotation_marks() -> None:
    assert why(Reason("growth_area.open", {"growth_areas": ("g-7",)}), growing().state) == (
        "The growth area “g-7” is still open."
    )


def test_a_person_and_a_record_of_one_id_are_not_confused() -> None:
    story = supported()
    story.do(seen("kim", 3))
    owed = Reason("feedback.owed", {"observations": ("kim",)})
    assert why(owed, story.state) == "Feedback on the observation of 2026-09-04 has not been given yet."


def test_an_engagement_speaks_of_its_outcomes_partners_trainings_and_sessions() -> None:
    state = s.after(*s.partnered(), s.outcome(s.payer(6)), s.design(s.lee(6)), s.task(s.office(6))).state
    reviewed = Reason("partnership.not_reviewed", {"partner": "p1", "sides": (e.Side.HOST,)})
    assert state.partners["p1"].organisation in why(reviewed, state)
    assert state.outcomes["o1"].statement in why(Reason("design.no_measure", {"outcome": "o1"}), state)
    assert state.trainings["tr1"].subject in describe(state, "tr1")
    assert describe(state, "t1") == f"“{state.tasks['t1'].title}”"
    booked = s.after(*s.partnered(), s.design(s.lee(6)), s.schedule(s.lee(6), "sch1", "tr1", s.session())).state
    assert describe(booked, "s1", kind="session") == "training session of 2026-09-11"
    assert describe(booked, "s1", "es", kind="of_session") == "del 2026-09-11"


def test_the_day_of_a_record_is_that_of_the_zone_of_the_formats() -> None:
    story = supported()
    story.do(p.HoldCheckIn(kim(3 + 17 / 24), check_in="c-1", minutes=15))
    chicago = Catalogue(formats=Iso(ZoneInfo("America/Chicago")))
    assert chicago.describe(story.state, "c-1") == "check-in of 2026-09-04"
    assert Catalogue().describe(story.state, "c-1") == "check-in of 2026-09-05"


def test_no_refusal_of_a_story_shows_the_id_of_a_record_that_is_there() -> None:
    story = growing()
    commands = [
        area("g-2", 6, "ob-1"),
        p.Complete(kim(6)),
        p.BeginNextCycle(kim(6), cycle=2),
        p.RetirePriority(kim(6), priority="p-1", accomplished=True),
        p.CloseGrowthArea(kim(6), growth_area="g-1"),
        p.OpenCoaching(kim(6), session="s-1", growth_area="g-1"),
        p.HoldCheckIn(kim(10), check_in="c-1", minutes=15),
        p.CompleteActionStep(kim(6), step="st-1", evidence="ob-1"),
        p.VoidRecord(on(6), record="ob-1", reason="x"),
        step("st-1", 4),
    ]
    reasons = [reason for command in commands for reason in p.decider.why_not(story.state, command)]
    assert len(reasons) >= len(commands)
    for language in ("en", "es"):
        for reader in (None, Role.COACH):
            for text in map(str, explain(reasons, language, reader=reader, state=story.state)):
                shown = [id for id in ("g-1", "p-1", "ob-1", "cs-1", "a-1", "day-1") if id in text]
                assert not shown, text
