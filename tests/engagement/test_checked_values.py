"""Checked values: what cannot be is refused when a command is made, in nested values too, and the place is named."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from tests.engagement.stories import (
    baseline,
    collect,
    deliver,
    design,
    end,
    host,
    join,
    lee,
    office,
    payer,
    plan,
    protect,
    rate,
    request,
    schedule,
    session,
    task,
)

from pdflow import Strategy
from pdflow.engagement import (
    Activity,
    Characteristic,
    CharacteristicRating,
    DeliverTraining,
    ForWhom,
    MeasureRating,
    PersonSummary,
    Presence,
    ProtectedSlot,
    ProtectTime,
    RecordFollowUp,
    ScheduledSession,
    Side,
    Trainer,
)
from pdflow.errors import FieldError, NaiveTime, OutOfRange, WrongType

NOON = datetime(2026, 9, 11, 12, tzinfo=UTC)
RATED_SIX = (CharacteristicRating(Characteristic.TRANSPARENCY, 6),)
TOO_LONG = "x" * 201


def rated(kind: str) -> str:
    return f"ReviewPartnership.{kind}[0].rating"


def scheduled(place: int, field: str) -> str:
    return f"ScheduleTraining.sessions[{place}].{field}"


IMPLAUSIBLE: list[tuple[Callable[[], object], type[FieldError], str]] = [
    (lambda: request(engagement=""), OutOfRange, "RequestEngagement.engagement"),
    (lambda: request(size=-1), OutOfRange, "RequestEngagement.size"),
    (lambda: baseline(payer(1), on=date(9999, 12, 31)), OutOfRange, "SetBaseline.on"),
    (lambda: task(office(1), due=date(9999, 12, 31)), OutOfRange, "AssignTask.due"),
    (lambda: plan(lee(1), on=date(9999, 12, 31)), OutOfRange, "PlanFollowUp.on"),
    (lambda: plan(lee(1), for_whom=ForWhom(people=("",))), OutOfRange, "PlanFollowUp.for_whom.people[0]"),
    (lambda: protect_minutes(-60), OutOfRange, "ProtectTime.slots[0].minutes"),
    (lambda: rate(payer(1), "ra1", Side.HOST, characteristics=RATED_SIX), OutOfRange, rated("characteristics")),
    (lambda: rate(payer(1), "ra1", Side.HOST, measures=(MeasureRating("m", 0),)), OutOfRange, rated("measures")),
    (lambda: join(host(1), TOO_LONG), OutOfRange, "AddToRoster.person"),
    (lambda: join(host(1), "\ud800"), OutOfRange, "AddToRoster.person"),
    (lambda: end(host(1), "ana", summary=PersonSummary(-1)), OutOfRange, "EndParticipation.summary.training_minutes"),
    (lambda: design(lee(1), subject=""), OutOfRange, "DesignTraining.subject"),
    (lambda: design(lee(1), agenda=(Activity("model", -60),)), OutOfRange, "DesignTraining.agenda[0].minutes"),
    (lambda: schedule(lee(1), "sch1", "tr1", lasting(-60)), OutOfRange, "ScheduleTraining.sessions[0].minutes"),
    (lambda: schedule(lee(1), "sch1", "tr1", session(), lasting(1441)), OutOfRange, scheduled(1, "minutes")),
    (lambda: schedule(lee(1), "sch1", "tr1", led_by("")), OutOfRange, scheduled(0, "trainers[0].person")),
    (lambda: schedule(lee(1), "sch1", "tr1", starting_at(NOON.replace(tzinfo=None))), NaiveTime, scheduled(0, "start")),
    (lambda: deliver(lee(1), held=0), OutOfRange, "DeliverTraining.held"),
    (lambda: present(-5), OutOfRange, "DeliverTraining.there[0].minutes"),
    (lambda: present(2.5), WrongType, "DeliverTraining.there[0].minutes"),
    (lambda: RecordFollowUp(lee(1), given="g1", plan="f1", minutes=-1), OutOfRange, "RecordFollowUp.minutes"),
    (lambda: collect(host(1), returns=-5), OutOfRange, "CollectEvaluation.returns"),
    (lambda: collect(host(1), reactions=(4, 99)), OutOfRange, "CollectEvaluation.reactions[1]"),
    (lambda: collect(host(1), "ev1", "TALK"), WrongType, "CollectEvaluation.preferred[0]"),  # type: ignore[arg-type]
]


def protect_minutes(minutes: int) -> ProtectTime:
    return ProtectTime(payer(1), protection="pt1", slots=(ProtectedSlot("slot1", NOON, minutes),))


def lasting(minutes: int) -> ScheduledSession:
    return ScheduledSession("s1", NOON, minutes)


def starting_at(start: datetime) -> ScheduledSession:
    return ScheduledSession("s1", start, 60)


def led_by(person: str) -> ScheduledSession:
    return ScheduledSession("s1", NOON, 60, (Trainer(person),))


def present(minutes: float) -> DeliverTraining:
    there = (Presence("ana", minutes),)  # type: ignore[arg-type]
    return DeliverTraining(lee(1), delivery="d1", session="s1", held=180, there=there)


@pytest.mark.parametrize(
    ("make", "error", "place"), IMPLAUSIBLE, ids=[f"{n} {place}" for n, (_, _, place) in enumerate(IMPLAUSIBLE)]
)
def test_an_implausible_value_is_refused_at_its_place(
    make: Callable[[], object], error: type[FieldError], place: str
) -> None:
    with pytest.raises(error) as refusal:
        make()
    assert refusal.value.place == place


def test_the_bounds_themselves_are_allowed() -> None:
    assert protect_minutes(1).slots[0].minutes == 1
    assert present(0).there[0].minutes == 0
    assert deliver(lee(1), held=1440)
    assert collect(host(1), "ev1", Strategy.DISCUSSION, reactions=(1, 5))
    assert protect(payer(1))
    assert join(host(1), "x" * 200)


def test_notes_about_people_are_not_shown() -> None:
    assert "only to the office" not in repr(request(note="only to the office"))
    assert "it is strained" not in repr(rate(payer(1), "ra1", Side.HOST, assessment="it is strained"))
