"""From a workshop request to commissioning, with the engagement alone: no store, no participation.

A director asks for a workshop and wants it commissioned at once. Every question still open is printed.
Two of her answers are not enough at first; when all of them are, the program is commissioned.
"""

from datetime import date, datetime, timedelta, timezone
from uuid import uuid4

from pdflow import COLLEGE_CPD, Actor, Better, Command, Header, OutcomeKind, OutcomeOf, Refused, Role, Strategy
from pdflow.engagement import (
    AcceptRequest,
    BudgetLine,
    BudgetPurpose,
    ChooseMeasure,
    Commission,
    DefineManagerRole,
    DefineTrainerRole,
    Mode,
    NameSupporter,
    PlanFollowUp,
    PlanRevisit,
    PlanSharing,
    ProtectedSlot,
    ProtectTime,
    RequestEngagement,
    SetBaseline,
    SetBudget,
    StateOutcome,
    decider,
)
from pdflow.language import explain, label

DIRECTOR, OFFICE = Actor("director", Role.COMMISSIONER), Actor("office", Role.COORDINATOR)
MORNING = datetime(2026, 9, 1, 8, 30, tzinfo=timezone(timedelta(hours=-6)))

engagement = decider.state()


def on(day: int, who: Actor = DIRECTOR) -> Header:
    """Make a header, so many days after the first of September."""
    return Header(uuid4(), who, MORNING + timedelta(days=day))


def ask(command: Command) -> None:
    """Carry a command out, or print every reason why it is refused."""
    print(f"{command.at:%b %d}  {label(f'command.{type(command).__name__}')}")
    try:
        decider.fold(decider.decide(engagement, command), onto=engagement)
    except Refused as refused:
        for explanation in explain(refused, reader=command.by.role):
            print(f"        - {explanation}")


fridays = [ProtectedSlot(f"friday-{n}", MORNING + timedelta(days=10 + 14 * n), 60) for n in range(19)]
ask(RequestEngagement(on(0), engagement="inquiry", need="few students ask", audience="science teachers", size=24))
ask(AcceptRequest(on(3, OFFICE), start=date(2026, 9, 7), planned_end=date(2027, 6, 4), policy=COLLEGE_CPD))
ask(Commission(on(3)))

ask(StateOutcome(on(7), outcome="asking", whose=OutcomeOf.GROUP, kind=OutcomeKind.BEHAVIOUR, statement="they ask"))
ask(ChooseMeasure(on(7), measure="tally", outcome="asking", title="questions in a lesson", better=Better.HIGHER))
who, until = "department-head", date(2027, 5, 3)
form = {"title": "questions in a lesson", "unit": "questions", "collector": who, "collected_by": until, "target": 12.0}
ask(ChooseMeasure(on(8), measure="tally", outcome="asking", better=Better.HIGHER, **form))
ask(SetBaseline(on(8), baseline="before", outcome="asking", on=date(2026, 9, 8), value=3.0))
how = {"when": "every second week", "tasked": "half an hour in the plan", "guided": "by the list of look-fors"}
ask(NameSupporter(on(8), supporter="head", person=who, role=Role.MANAGER, **how))
ask(DefineManagerRole(on(9), definition="head-does", supports="frees time", tracks="asks at each meeting"))
ask(DefineTrainerRole(on(9), definition="trainer-does", advice="answers within a week", part="two visits"))
ask(ProtectTime(on(9), protection="team-time", slots=tuple(fridays)))
ask(SetBudget(on(9), budget="fall", money=9000, lines=(BudgetLine("visits", BudgetPurpose.FOLLOW_UP, 3000),)))
ask(PlanRevisit(on(9), revisit="november", on=date(2026, 11, 9), messages="wait, then ask again"))
ask(PlanSharing(on(9), sharing="spring", how="open lessons", on=date(2027, 4, 12)))
visits = {"strategy": Strategy.OBSERVATION, "mode": Mode.IN_PERSON, "owner": "kim", "on": date(2026, 10, 12)}
ask(PlanFollowUp(on(9, OFFICE), plan="visits", **visits))
ask(Commission(on(10)))

ask(NameSupporter(on(11), supporter="coach", person="kim", role=Role.COACH, **how))
ask(Commission(on(11)))
print(f"The stage is now: {label(engagement.phase)}.")
