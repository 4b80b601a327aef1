"""A training is asked for, designed, held and followed up; Ana is coached. What do the office, a manager and Ana get?

With a folder's name (python examples/documents_of_a_year.py build/papers) each copy is written there as a page to
print, which takes the extra "documents"; without one, parts of them are printed here.
"""

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from pdflow import Actor, Audience, Command, Event, Header, Role, engagement as e, participation as p
from pdflow.documents import attendance_roster, person_record, progress_board, to_csv, to_markdown, year_at_a_glance

NAMES = {"ana": "Ana Ruiz", "ben": "Ben Okafor", "kim": "Kim Adler", "lee": "Lee Thornton"}
START = datetime(2026, 9, 1, 8, tzinfo=UTC)


def by(person: str, role: Role, day: float) -> Header:
    return Header(uuid4(), Actor(person, role), START + timedelta(days=day))


def payer(day: float) -> Header:
    return by("maria", Role.COMMISSIONER, day)


def lee(day: float) -> Header:
    return by("lee", Role.FACILITATOR, day)


def kim(day: float) -> Header:
    return by("kim", Role.COACH, day)


def office(day: float) -> Header:
    return by("office", Role.COORDINATOR, day)


def carried_out(decider, *commands: Command) -> list[Event]:  # type: ignore[no-untyped-def]
    state, events = decider.state(), []
    for command in commands:
        came = decider.decide(state, command)
        decider.fold(came, onto=state)
        events += came
    return events


design = {"audience": "teachers", "pre_assessment": "a tally", "materials": "cards", "evaluation": "a sheet"}
agenda = (e.Activity("A model", 60, "video"), e.Activity("Try it", 120, "in threes", practice=True))
booked = e.ScheduledSession("s1", START + timedelta(days=10), 180, (e.Trainer("lee"),))
effort = carried_out(
    e.decider,
    e.RequestEngagement(payer(0), engagement="Talk", need="children say little", audience="teachers", size=2),
    e.AcceptRequest(office(1), start=date(2026, 9, 1), planned_end=date(2027, 6, 30)),
    e.PlanFollowUp(lee(2), plan="f1", strategy=e.Strategy.COACHING, mode=e.Mode.IN_PERSON, owner="kim", on=date(2026, 9, 20)),
    e.DesignTraining(lee(2), training="t1", subject="Open questions", sessions=("s1",), agenda=agenda, follow_up="visits",
                     objectives=(e.Objective("asks open questions", "a tally"),), **design),
    e.Commission(payer(3)),
    e.ScheduleTraining(lee(3), schedule="b1", training="t1", sessions=(booked,), site="North"),
    *(e.AddToRoster(office(4), person=person, role_title="Teacher", site="North") for person in ("ana", "ben")),
    e.DeliverTraining(lee(11), delivery="d1", session="s1", held=180, there=(e.Presence("ana", 180),)),
)  # fmt: skip
ana = carried_out(
    p.decider,
    p.Enrol(office(4), person="ana", site="North", role_title="Teacher"),
)
