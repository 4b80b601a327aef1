"""Values that no command accepts are refused when it is made, with the place of the value."""

from collections.abc import Callable

import pytest
from tests.participation.stories import ana, attend, check_in, evaluate, kim, observe, office, on, plan, schedule

from pdflow import Command, Handover, Header
from pdflow.errors import FieldError, OutOfRange, WrongType
from pdflow.participation import (
    AssignTeam,
    BeginNextCycle,
    CloseCoaching,
    CommittedStep,
    CommitToPractice,
    Enrol,
    Focus,
    MissVisit,
    Practise,
    RecordObservation,
    Transfer,
)

Maker = Callable[[Header, int], Command]

CONTACTS: dict[str, Maker] = {
    "RecordObservation.minutes": lambda header, minutes: observe(header, "ob1", "ask", minutes=minutes),
    "HoldCheckIn.minutes": lambda header, minutes: check_in(header, "k1", minutes=minutes),
    "CloseCoaching.minutes": lambda header, minutes: CloseCoaching(header, session="s1", minutes=minutes),
    "ScheduleVisit.minutes": lambda header, minutes: schedule(header, "v1", header.at, minutes=minutes),
}
SESSIONS: dict[str, Maker] = {
    "PlanSession.minutes": lambda header, minutes: plan(header, "p1", minutes=minutes),
    "RecordAttendance.held": lambda header, minutes: attend(header, "a1", held=minutes),
}
RATINGS: dict[str, Maker] = {
    "SubmitEvaluation.reaction": lambda header, rating: evaluate(header, "e1", reaction=rating),
    "SubmitEvaluation.commitment": lambda header, rating: evaluate(header, "e1", commitment=rating),
}
LIMITS = [
    *((place, make, 1, 720) for place, make in CONTACTS.items()),
    *((place, make, 1, 1440) for place, make in SESSIONS.items()),
    *((place, make, 1, 5) for place, make in RATINGS.items()),
    ("RecordAttendance.there", lambda header, minutes: attend(header, "a1", there=minutes), 0, 1440),
]


@pytest.mark.parametrize(("place", "make", "least", "most"), LIMITS, ids=[place for place, *_ in LIMITS])
def test_minutes_and_ratings_are_within_their_limits(place: str, make: Maker, least: int, most: int) -> None:
    make(kim(1), least)
    make(kim(1), most)
    for value in (least - 1, most + 1):
        with pytest.raises(OutOfRange) as caught:
            make(kim(1), value)
        assert caught.value.place == place


@pytest.mark.parametrize(
    ("place", "make"),
    [
        ("BeginNextCycle.cycle", lambda header: BeginNextCycle(header, cycle=0)),
        ("PlanSession.cycle", lambda header: plan(header, "p1", cycle=0)),
        ("Practise.rounds", lambda header: Practise(header, move="m1", session="s1", rounds=-1)),
        ("PlanSession.session", lambda header: plan(header, "p1", "")),
        ("PlanSession.plan", lambda header: plan(header, "p" * 201)),
        ("Enrol.site", lambda header: Enrol(header, person="ana", site="s" * 300)),
        ("Enrol.role_title", lambda header: Enrol(header, person="ana", role_title="head\nof school")),
        ("Transfer.site", lambda header: Transfer(header, site="s" * 300, role_title="", from_day=on(2))),
        ("Transfer.role_title", lambda header: Transfer(header, site="North", role_title="t" * 201, from_day=on(2))),
        ("MissVisit.missed_by", lambda header: MissVisit(header, visit="v1", missed_by="ana\n")),
    ],
)
def test_counts_cycles_and_names_are_within_their_limits(place: str, make: Callable[[Header], Command]) -> None:
    with pytest.raises(OutOfRange) as caught:
        make(kim(1))
    assert caught.value.place == place


def test_nobody_is_transferred_to_a_site_without_a_name() -> None:
    with pytest.raises(OutOfRange, match=r"^Transfer\.site: an empty text is not 1 to 200 characters"):
        Transfer(kim(1), site="", role_title="", from_day=on(2))


def committed(header: Header) -> Command:
    steps = (CommittedStep("ask", "ask", on(20)), CommittedStep("wait", "wait", "tomorrow"))  # type: ignore[arg-type]
    return CommitToPractice(header, commitment="c1", steps=steps)


def observed(header: Header) -> Command:
    return RecordObservation(header, observation="ob1", setting="class", minutes=30, focus=(Focus(""),))


def handed_over(header: Header) -> Command:
    return AssignTeam(header, team=(), handovers=(Handover("kim", ""),))


@pytest.mark.parametrize(
    ("place", "error", "make"),
    [
        ("CommitToPractice.steps[1].by", WrongType, committed),
        ("RecordObservation.focus[0].on", OutOfRange, observed),
        ("AssignTeam.handovers[0].predecessor", OutOfRange, handed_over),
    ],
)
def test_nested_values_are_checked_too(place: str, error: type[FieldError], make: Callable[[Header], Command]) -> None:
    with pytest.raises(error) as caught:
        make(office(1))
    assert caught.value.place == place


def test_a_note_is_not_shown_by_repr() -> None:
    command = evaluate(ana(3), "e1", note="the room was cold")
    assert "note=..." in repr(command)
    assert "cold" not in repr(command)
