"""How a trainer is cleared, with the cadre alone: no store, no engagement, no participation.

Lee teaches a segment back to two colleagues. The first time the ratings fall short; the second time they do not.
"""

from datetime import datetime, timedelta, timezone
from uuid import uuid4

from pdflow import AGENCY_CADRE, Actor, Command, Header, Refused, Role
from pdflow.cadre import (
    AcceptNomination,
    Clear,
    Criterion,
    CriterionRating,
    Critique,
    Debrief,
    EvaluateDebrief,
    HoldTeachBack,
    Nominate,
    decider,
)

OFFICE = Actor("office", Role.COORDINATOR)
LEE = Actor("lee", Role.FACILITATOR)
OLA, PAT = Actor("ola", Role.PEER), Actor("pat", Role.PEER)
MORNING = datetime(2026, 9, 1, 8, 30, tzinfo=timezone(timedelta(hours=-6)))

member = decider.state()


def on(day: int, who: Actor) -> Header:
    """Make a header, so many days after the first of September."""
    return Header(uuid4(), who, MORNING + timedelta(days=day))


def ask(command: Command) -> None:
    """Carry a command out, or print every reason why it cannot be."""
    print(f"{command.at:%d %b}  {command.by.person:7}{type(command).__name__}")
    try:
        decider.fold(decider.decide(member, command), onto=member)
    except Refused as refused:
        for reason in refused.reasons:
            print(f"{'':10}refused: {reason}; {reason.remedy} by {' or '.join(reason.roles)}")


def ratings(rating: int, **exceptions: int) -> tuple[CriterionRating, ...]:
    """Rate every criterion alike, except those named."""
    return tuple(CriterionRating(criterion, exceptions.get(criterion.lower(), rating)) for criterion in Criterion)


ask(
    Nominate(on(0, OFFICE), person="lee", subjects=("nutrition",), grounds="leads our study group", policy=AGENCY_CADRE)
)
ask(AcceptNomination(on(1, LEE)))
ask(Clear(on(1, OFFICE), clearance="clearance-1", subject="nutrition"))

for attempt, (day, variety) in enumerate([(10, 2), (24, 4)], start=1):
    teach_back, debrief = f"teach-back-{attempt}", f"debrief-{attempt}"
    ask(
        HoldTeachBack(
            on(day, LEE),
            teach_back=teach_back,
            subject="nutrition",
            segment="reading a label",
            peers=("ola", "pat"),
            minutes=20,
        )
    )
    for peer, rating in ((OLA, 3), (PAT, 4)):
        critique = f"critique-{attempt}-{peer.person}"
        ask(Critique(on(day, peer), critique=critique, teach_back=teach_back, ratings=ratings(rating, variety=variety)))
    ask(Debrief(on(day, OLA), debrief=debrief, teach_back=teach_back, next_step="let small groups find the sugar"))
    ask(EvaluateDebrief(on(day + 1, PAT), evaluation=f"evaluation-{attempt}", debrief=debrief, rating=4))
    ask(Clear(on(day + 2, OFFICE), clearance=f"clearance-{attempt}", subject="nutrition"))

for clearance in member.running(MORNING + timedelta(days=30)):
    print(f"lee is {member.phase}: {clearance.subject} until {clearance.until}")
