"""A coach's list for the week: whom to see, by when, and what comes next, in her language and calendar.

Nothing of it was stored: it is computed from the events, the policy, and the days on which the district is closed.
"""

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

from pdflow import TEXAS_CYCLE, Actor, Command, Header, Level, Role, Strategy, Supporter
from pdflow.agenda import Status, Terms, WorkingDays, drifts, route_to, week
from pdflow.desk import Desk
from pdflow.exchange.icalendar import closed_days
from pdflow.language import label
from pdflow.language.locale_formats import ByLocale
from pdflow.participation import (
    AssignTeam,
    BeginSupport,
    CommittedStep,
    CommitToPractice,
    Enrol,
    Focus,
    RecordAttendance,
    RecordObservation,
    decider,
)
from pdflow.storage.memory import MemoryStore

CHICAGO, SCHOOL = ZoneInfo("America/Chicago"), Path(__file__).parent / "data" / "school-year.ics"
closed = closed_days(SCHOOL.read_bytes(), date(2026, 8, 1), date(2027, 6, 30))
days = WorkingDays(Terms(CHICAGO, terms=((date(2026, 8, 17), date(2027, 6, 4)),), closed=closed.days))

office, luz = Actor("office", Role.COORDINATOR), Actor("luz", Role.COACH)
steps = (CommittedStep("wait", "wait three seconds after each question", by=date(2026, 9, 25)),)
desk = Desk(decider, MemoryStore(), clock=None)


def on(month: int, day: int, who: Actor) -> Header:
    return Header(uuid4(), who, datetime(2026, month, day, 15, tzinfo=CHICAGO))


def history_of(person: str) -> list[Command]:
    """The commands for a teacher so far; Eva is further on than Ada."""
    commands = [
        Enrol(on(8, 20, office), person=person, policy=TEXAS_CYCLE, strategies=(Strategy.COACHING,)),
        AssignTeam(on(8, 20, office), team=(Supporter("luz", Role.COACH),), coach="luz"),
        RecordAttendance(on(8, 26, office), attendance="a-1", session="day 1", held=360, there=360),
        CommitToPractice(on(8, 26, Actor(person, Role.PARTICIPANT)), commitment="c-1", steps=steps),
    ]
    if person == "ada":
        return commands
    focus = (Focus("wait", Level.PARTLY),)
    observation = RecordObservation(
        on(9, 4, luz), observation="o-1", setting="grade 7", minutes=30, focus=focus, struggles="pace"
    )
    return [*commands, BeginSupport(on(8, 28, luz)), observation]


for person in ("ada", "eva"):
    for command in history_of(person):
        desk.carry_out(person, command)

teachers = {person: desk.load(person)[0] for person in ("ada", "eva")}
monday = datetime(2026, 9, 14, 13, tzinfo=UTC)
write = ByLocale(CHICAGO)
print(write.moment(monday, "es-US"))
for item in week("luz", teachers, monday, days):
    late = f" ({label(item.status, 'es').lower()})" if item.status in (Status.OVERDUE, Status.BREACHED) else ""
    by = write.day(item.owed.last_day, "es-US")
    print(f"  {item.of}: {label(f'obligation.{item.owed.code}', 'es')}, {by}{late}")

november = monday.replace(month=11)
for person, state in teachers.items():
    route = ", ".join(label(f"command.{step.name}", "es").lower() for step in route_to(state, "COACHING", monday).steps)
    slipping = ", ".join(label(f"drift.{drift.cause}", "es").lower() for drift in drifts(state, november, days))
    print(f"{person}: {route}\n  en noviembre, si nada se hace: {slipping}")
