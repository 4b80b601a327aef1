"""Stories of a cadre member to test with: Lee is nominated, Ola and Pat are peers."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from uuid import UUID

from pdflow import (
    Actor,
    Command,
    Header,
    Role,
)
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
    Reinstate,
    StandDown,
    VoidRecord,
)

START = datetime(2026, 9, 1, 9, tzinfo=UTC)
READING = "reading aloud"
UNTIL = date(2028, 9, 14)
"""The last day of the clearance given on day 13."""
_ids = count(1 << 64)


def at(day: float) -> datetime:
    return START + timedelta(days=day)


def by(person: str, role: Role, day: float) -> Header:
    return Header(UUID(int=next(_ids)), Actor(person, role), at(day))


def office(day: float) -> Header:
    return by("office", Role.COORDINATOR, day)


def lee(day: float) -> Header:
    return by("lee", Role.FACILITATOR, day)


def ola(day: float) -> Header:
    return by("ola", Role.PEER, day)


def pat(day: float) -> Header:
    return by("pat", Role.PEER, day)


def ratings(rating: int = 3, **other: int) -> tuple[CriterionRating, ...]:
    """Every criterion rated alike, unless given otherwise."""
    return tuple(CriterionRating(criterion, other.get(criterion.lower(), rating)) for criterion in Criterion)


def nominate(day: float = 0, **values: object) -> Nominate:
    defaults = {"person": "lee", "subjects": (READING,), "grounds": "three strong years in class"}
    return Nominate(office(day), **(defaults | values))


def hold(name: str = "t-1", day: float = 10, subject: str = READING, **values: object) -> HoldTeachBack:
    defaults = {"segment": "wait time", "peers": ("ola", "pat"), "minutes": 20}
    return HoldTeachBack(lee(day), teach_back=name, subject=subject, **(defaults | values))


def critique(
    name: str = "c-1", of: str = "t-1", day: float = 10, header: Header | None = None, **other: int
) -> Critique:
    return Critique(header or ola(day), critique=name, teach_back=of, ratings=ratings(**other), strengths="clear aims")


def debrief(name: str = "d-1", of: str = "t-1", day: float = 11, header: Header | None = None) -> Debrief:
    return Debrief(header or ola(day), debrief=name, teach_back=of, next_step="plan for late comers")


def evaluate(name: str = "e-1", of: str = "d-1", day: float = 12, header: Header | None = None) -> EvaluateDebrief:
    return EvaluateDebrief(header or pat(day), evaluation=name, debrief=of, rating=4)


def clear(name: str = "k-1", day: float = 13, subject: str = READING) -> Clear:
    return Clear(office(day), clearance=name, subject=subject)


def taught(number: int = 1, day: float = 10, subject: str = READING, **other: int) -> tuple[Command, ...]:
    """A teach-back with all that a clearance asks: critiqued, debriefed, and the debrief rated."""
    n = number
    return (
        hold(f"t-{n}", day, subject),
        critique(f"c-{n}", f"t-{n}", day, **other),
        debrief(f"d-{n}", f"t-{n}", day + 1),
        evaluate(f"e-{n}", f"d-{n}", day + 2),
    )


def stand_down(day: float, reason: str = "leave") -> StandDown:
    return StandDown(office(day), reason=reason)


def reinstate(day: float, reason: str = "back") -> Reinstate:
    return Reinstate(office(day), reason=reason)


def void(record: str, day: float) -> VoidRecord:
    return VoidRecord(office(day), record=record, reason="typed wrongly")


NOMINATED = (nominate(),)
PREPARING = (*NOMINATED, AcceptNomination(lee(1)))
TAUGHT = (*PREPARING, *taught())
CLEARED = (*TAUGHT, clear())
STOOD_DOWN = (*CLEARED, stand_down(20))
