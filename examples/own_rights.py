"""A host with permissions of its own and one guard of its own: nobody is visited in the week of the exams.

The host knows who may do what, so its table replaces every right that pdflow ships. The other guards stay: no
permission can replace a missing observation. A guard of the host's own can only refuse more.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from uuid import uuid4

from pdflow import TEXAS_CYCLE, Actor, Command, Header, Reason, Refused
from pdflow.kernel.guards import Objection, detail
from pdflow.language import Catalogue
from pdflow.participation import AssignTeam, Enrol, OpenCoaching, Participation, ScheduleVisit, VisitKind, decider

ROLES = {  # a host's own roles, by the command that they may ask
    "Enrol": ["campus-admin"],
    "AssignTeam": ["campus-admin"],
    "ScheduleVisit": ["campus-admin", "mentor"],
    "OpenCoaching": ["mentor"],
}
EXAMS = date(2027, 1, 11), date(2027, 1, 15)
TEXTS = {
    "lms.not_granted": "Your account ({role}) may not do this.",
    "lms.exam_week": "The exams are from {first} to {last}, and nobody is visited then.",
    "helps lms.exam_week": "choose a day in another week",
}
WORDS = Catalogue({"en": TEXTS})


def granted(state: Participation, command: type[Command], header: Header) -> Sequence[Reason]:
    """Give the reasons of the host's permissions; none means that this actor may ask."""
    if header.by.role in ROLES.get(command.__name__, ()):
        return ()
    return (Reason("lms.not_granted", {"role": header.by.role}),)


@detail("lms.exam_week")
def exam_week(state: Participation, command: Command) -> Objection:
    """Object to visits in the week of the exams; called with every command, so others are let through."""
    first, last = EXAMS
    if isinstance(command, ScheduleVisit) and first <= command.start.date() <= last:
        return {"first": first, "last": last}
    return None


ours = decider.with_rights(granted, exam_week, roles=ROLES)
ana = ours.state()


def ask(command: Command) -> None:
    try:
        events = ours.decide(ana, command)
    except Refused as refused:
        print(f"{command.by.role} asks {type(command).__name__}: refused")
        for explanation in WORDS.explain(refused):
            print(f"  {explanation}")
    else:
        ours.fold(events, onto=ana)
        print(f"{command.by.role} asks {type(command).__name__}: {', '.join(event.name for event in events)}")


def by(person: str, role: str) -> Header:
    return Header(uuid4(), Actor(person, role), datetime(2027, 1, 4, 9, tzinfo=UTC))


def visit(role: str, day: int) -> ScheduleVisit:
    start = datetime(2027, 1, day, 10, tzinfo=UTC)
    return ScheduleVisit(
        by("kim", role), visit=f"v-{day}", kind=VisitKind.OBSERVATION, supporter="kim", start=start, minutes=30
    )


ask(Enrol(by("lee", "campus-admin"), person="ana", policy=TEXAS_CYCLE))
ask(AssignTeam(by("kim", "mentor"), team=(), coach="kim"))
ask(AssignTeam(by("lee", "campus-admin"), team=(), coach="kim"))
ask(visit("mentor", 13))
ask(visit("mentor", 20))
ask(OpenCoaching(by("kim", "mentor"), session="s-1", growth_area="g-1"))
