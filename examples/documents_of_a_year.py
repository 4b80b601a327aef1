"""The documents of a training and of its follow-up at work, each for one reader.

With the name of a folder (python examples/documents_of_a_year.py build/papers) each copy is written there as a page
to print, which needs the extra "documents"; without one, two of them are printed on the screen.
"""

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from pdflow import Actor, Audience, Command, Event, Header, Level, Role, Strategy, engagement as e, participation as p
from pdflow.documents import attendance_roster, person_record, progress_board, to_csv, to_markdown, year_at_a_glance

START = datetime(2026, 9, 1, 8, tzinfo=UTC)
ROLES = {"maria": Role.COMMISSIONER, "office": Role.COORDINATOR, "lee": Role.FACILITATOR, "kim": Role.COACH}
NAMES = {"ana": "Ana Ruiz", "ben": "Ben Okafor", "kim": "Kim Adler", "lee": "Lee Thornton"}


def by(person: str, day: float) -> Header:
    return Header(uuid4(), Actor(person, ROLES[person]), START + timedelta(days=day))


def history(decider, *commands: Command) -> list[Event]:
    state, events = decider.state(), []
    for command in commands:
        new = decider.decide(state, command)
        decider.fold(new, onto=state)
        events += new
    return events


agenda = (e.Activity("A model", 60, "video"), e.Activity("Try it", 120, "in threes", practice=True))
design = {"agenda": agenda, "objectives": (e.Objective("asks open questions", "a tally"),), "evaluation": "a form",
          "audience": "teachers", "pre_assessment": "a tally", "materials": "cards", "follow_up": "visits"}  # fmt: skip
visits = {"strategy": Strategy.COACHING, "mode": e.Mode.IN_PERSON, "owner": "kim", "on": date(2026, 9, 20)}
day_one = e.ScheduledSession("s1", START + timedelta(days=10), 180, (e.Trainer("lee"),))
lesson = {"setting": "Reading", "minutes": 40, "struggles": "Answers her own questions"}
effort = history(
    e.decider,
    e.RequestEngagement(by("maria", 0), engagement="Talk", need="children say little", audience="teachers"),
    e.AcceptRequest(by("maria", 1), start=date(2026, 9, 1)),
    e.PlanFollowUp(by("lee", 2), plan="f1", **visits),
    e.DesignTraining(by("lee", 2), training="t1", subject="Open questions", sessions=("s1",), **design),
    e.Commission(by("maria", 3)),
    e.ScheduleTraining(by("lee", 3), schedule="b1", training="t1", sessions=(day_one,), site="North"),
    *(e.AddToRoster(by("office", 4), person=person, role_title="Teacher", site="North") for person in ("ana", "ben")),
    e.DeliverTraining(by("lee", 10), delivery="d1", session="s1", held=180, there=(e.Presence("ana", 180),)),
)
ana = history(
    p.decider,
    p.Enrol(by("office", 4), person="ana", site="North", role_title="Teacher"),
    p.AssignTeam(by("office", 4), team=(), coach="kim"),
    p.RecordAttendance(by("office", 10), attendance="a1", session="s1", held=180, there=180),
    p.BeginSupport(by("office", 12)),
    p.SetPriority(by("kim", 13), priority="talk", statement="Every child speaks"),
    p.RecordObservation(by("kim", 20), observation="o1", focus=(p.Focus("talk", Level.PARTLY),), **lesson),
    p.GiveFeedback(by("kim", 21), feedback="f1", observation="o1", kind=p.FeedbackKind.DEBRIEF, said="Wait a little"),
)

record, board = person_record(ana), progress_board({"participation-ana": ana}, START + timedelta(days=30))
copies = {
    "attendance": attendance_roster(effort).for_reader(Audience.TEAM, names=NAMES),
    "board": board.for_reader(Audience.TEAM, names=NAMES),
    "curso": year_at_a_glance(effort).for_reader(Audience.ALL, names=NAMES, language="es"),
    "ana_for_her_manager": record.for_reader(Audience.TEAM, names=NAMES),
    "ana_for_herself": record.for_reader(Audience.PAIR, "ana", names=NAMES),
}
if sys.argv[1:]:
    from pdflow.documents.render.html import to_html

    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in copies.items():
        (folder / f"{name}.html").write_text(to_html(page), encoding="utf-8")
else:
    print(to_markdown(copies["attendance"]), to_csv(copies["board"])["Progress"], sep="\n")
    for name, page in copies.items():
        print(f"{name}: {'with' if 'Wait a little' in to_markdown(page) else 'without'} what Kim said to Ana")
