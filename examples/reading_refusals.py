"""Three refusals explained in English and in Spanish, to the teacher and to the coordinator.

A refusal holds codes and numbers. Text is made from it for each reader, in their language and for their role.
"""

from datetime import date, datetime, timedelta, timezone
from itertools import product
from uuid import uuid4

from pdflow import FULL, Actor, Command, Header, Level, Reason, Refused, Role, Strategy, Supporter
from pdflow.language import Catalogue, explain, label
from pdflow.participation import (
    AssignTeam,
    BeginSupport,
    CommittedStep,
    CommitToPractice,
    Enrol,
    Focus,
    OpenCoaching,
    Pause,
    PlanSession,
    RecordAttendance,
    RecordObservation,
    decider,
)

OFFICE, ANA, KIM = Actor("office", Role.COORDINATOR), Actor("ana", Role.PARTICIPANT), Actor("kim", Role.COACH)
MORNING = datetime(2026, 9, 1, 8, 30, tzinfo=timezone(timedelta(hours=-6)))

ana, refusals = decider.state(), list[Refused]()


def on(day: int, who: Actor) -> Header:
    """Make a header, so many days after the first of September."""
    return Header(uuid4(), who, MORNING + timedelta(days=day))


def ask(command: Command) -> None:
    """Carry a command out, or keep the refusal."""
    try:
        decider.fold(decider.decide(ana, command), onto=ana)
    except Refused as refused:
        refusals.append(refused)


def attend(day: int, minutes: int) -> None:
    ask(RecordAttendance(on(day, OFFICE), attendance=f"at-{day}", session=f"day-{day}", held=180, there=minutes))


ask(Enrol(on(0, OFFICE), person="ana", policy=FULL, strategies=(Strategy.COACHING,)))
ask(AssignTeam(on(0, OFFICE), team=(Supporter("kim", Role.COACH),), coach="kim"))
for day in (7, 8):
    start = MORNING + timedelta(days=day)
    ask(PlanSession(on(0, OFFICE), plan=f"plan-{day}", session=f"day-{day}", start=start, minutes=180))
attend(7, minutes=150)
# Refused: half the training is still to come, and nothing is committed to.
ask(BeginSupport(on(7, KIM)))

attend(8, minutes=180)
steps = (CommittedStep("wait", "wait three seconds after each question", by=date(2026, 9, 25)),)
ask(CommitToPractice(on(8, ANA), commitment="intent", steps=steps))
ask(BeginSupport(on(9, KIM)))
# Refused: nobody has observed Ana yet.
ask(OpenCoaching(on(10, KIM), session="s-1", growth_area="questions"))

ask(Pause(on(11, OFFICE), until=date(2026, 10, 12)))
wait = (Focus("wait", Level.PARTLY),)
# Refused: Ana is on leave.
ask(RecordObservation(on(12, KIM), observation="ob-1", setting="class", minutes=20, focus=wait, strengths="calm"))

for language, reader in product(("en", "es"), (Role.PARTICIPANT, Role.COORDINATOR)):
    print(f"\n{label(reader, language)}")
    for refused in refusals:
        print(f"  {label(f'command.{type(refused.command).__name__}', language)}:")
        for explanation in explain(refused, language, reader=reader):
            print(f"    - {explanation}")

ours = Catalogue({"en": {"coaching.no_growth_area": "Choose one thing to get better at before you meet your coach."}})
print("\nIn our district's words")
print(f"  {ours.explain([Reason('coaching.no_growth_area')])[0].why}")
