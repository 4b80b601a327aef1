"""Stories of an engagement to test with: people, a clock, and the commands up to each stage."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

import attrs

from pdflow import (
    LIGHT,
    Actor,
    Better,
    Command,
    EvaluationLevel,
    Header,
    OutcomeKind,
    OutcomeOf,
    Role,
    Strategy,
)
from pdflow.engagement import (
    AcceptRequest,
    Activity,
    AddToRoster,
    AgreePartnership,
    Alignment,
    AssignTask,
    Band,
    BeginFollowUp,
    Brings,
    Characteristic,
    CharacteristicRating,
    ChooseFollowUp,
    ChooseMeasure,
    Close,
    CollectEvaluation,
    Commission,
    DeliverTraining,
    DesignTraining,
    EndParticipation,
    Engagement,
    HowEnded,
    MeasureRating,
    Mode,
    NameSupporter,
    Objective,
    PartnerRole,
    PlanFollowUp,
    Presence,
    Promise,
    ProposePartner,
    ProtectedSlot,
    ProtectTime,
    RecordFollowUp,
    RecordReading,
    RequestEngagement,
    ReviewImpact,
    ReviewPartnership,
    ScheduledSession,
    ScheduleTraining,
    SelectionAnswer,
    SetBaseline,
    Side,
    StateOutcome,
    SuccessMeasure,
    SuccessOf,
    Trainer,
    VetPartner,
    VoidRecord,
    Waive,
    decider,
)
from pdflow.testing.spec import Decision, GivenHistory, given

START = datetime(2026, 9, 1, 8, tzinfo=UTC)
Story = tuple[Command, ...]
ids = count(1)


def day(n: float, hour: int = 8) -> datetime:
    return START + timedelta(days=n, hours=hour - 8)


def on(n: int) -> date:
    return day(n).date()


@attrs.frozen
class Somebody:
    """A person in a role; called with a day, and an hour, it is the header of what they ask then."""

    person: str
    role: Role

    def __call__(self, days: float, hour: int = 8) -> Header:
        return Header(UUID(int=next(ids)), Actor(self.person, self.role), day(days, hour))


payer = Somebody("payer", Role.COMMISSIONER)
office = Somebody("office", Role.COORDINATOR)
lee = Somebody("lee", Role.FACILITATOR)
eve = Somebody("eve", Role.PARTNER)
tom = Somebody("tom", Role.MANAGER)
kim = Somebody("kim", Role.COACH)
pat = Somebody("pat", Role.PEER)
ana = Somebody("ana", Role.PARTICIPANT)
host = Somebody("host", Role.SYSTEM)
EVERYBODY = (payer, office, lee, eve, tom, kim, pat, ana, host)


def request(header: Header | None = None, **values: Any) -> Command:
    defaults = {"engagement": "e1", "need": "few questions are asked", "audience": "teachers", **values}
    return RequestEngagement(header or payer(0), **defaults)


def accept(header: Header | None = None, **values: Any) -> Command:
    """Starts on 1 September 2026 and ends on 31 August 2028."""
    return AcceptRequest(header or office(0), **{"start": on(0), "planned_end": date(2028, 8, 31), **values})


def outcome(header: Header, outcome: str = "o1", **values: Any) -> Command:
    defaults = {
        "whose": OutcomeOf.GROUP,
        "kind": OutcomeKind.BEHAVIOUR,
        "statement": "open questions are asked",
        **values,
    }
    return StateOutcome(header, outcome=outcome, **defaults)


def measure(header: Header, measure: str = "m1", outcome: str = "o1", **values: Any) -> Command:
    defaults = {"title": "share of questions", "unit": "%", "better": Better.HIGHER, "target": 40.0, **values}
    defaults = {"collector": "tom", "collected_by": on(200), **defaults}
    return ChooseMeasure(header, measure=measure, outcome=outcome, **defaults)


def baseline(header: Header, baseline: str = "b1", outcome: str = "o1", **values: Any) -> Command:
    return SetBaseline(header, baseline=baseline, outcome=outcome, **{"on": on(1), "value": 20.0, **values})


def supporter(header: Header, supporter: str = "su1", who: Somebody = pat, **values: Any) -> Command:
    defaults = {"when": "every other week", "tasked": "sits in", "guided": "by the look-fors", **values}
    return NameSupporter(header, supporter=supporter, person=who.person, **{"role": who.role, **defaults})


def protect(header: Header, protection: str = "pt1", **slots: int) -> Command:
    """An hour from two o'clock on each of these days, by the name of the slot."""
    made = tuple(ProtectedSlot(name, day(n, 14), 60) for name, n in (slots or {"slot1": 14, "slot2": 28}).items())
    return ProtectTime(header, protection=protection, slots=made)


def propose(header: Header, partner: str = "p1", **values: Any) -> Command:
    defaults = {
        "organisation": "Learning Ltd",
        "brings": (Brings.EXPERTISE,),
        "looked_inside": "nobody coaches",
        **values,
    }
    return ProposePartner(header, partner=partner, **defaults)


def vet(header: Header, vetting: str = "v1", partner: str = "p1", passed: bool = True) -> Command:
    answers = (SelectionAnswer("Who else have you worked with?", "two districts"),)
    return VetPartner(header, vetting=vetting, partner=partner, answers=answers, passed=passed)


def agree(header: Header, agreement: str = "ag1", partner: str = "p1", **values: Any) -> Command:
    defaults = {
        "roles": (PartnerRole.COLLABORATOR,),
        "people": ("eve",),
        "alignment": Alignment("practice", "more questions", "monthly calls", "answers in a week"),
        "promises": tuple(Promise(characteristic, "we will") for characteristic in Characteristic),
        "measures": (SuccessMeasure("teachers trained", SuccessOf.QUALITY_QUANTITY_COST),),
        "touch_points": (on(90),),
        "without_partner": "two of ours co-train",
        **values,
    }
    return AgreePartnership(header, agreement=agreement, partner=partner, **defaults)


def rate(header: Header, review: str, side: Side, partner: str = "p1", **values: Any) -> Command:
    defaults = {
        "characteristics": tuple(CharacteristicRating(each, 4) for each in Characteristic),
        "measures": (MeasureRating("teachers trained", 5),),
        **values,
    }
    return ReviewPartnership(header, review=review, partner=partner, side=side, **defaults)


def task(header: Header, task: str = "t1", **values: Any) -> Command:
    defaults = {"person": "lee", "title": "send the reading", "band": Band.MONTHS_1_TO_6, "due": on(30), **values}
    return AssignTask(header, task=task, **defaults)


def design(header: Header, training: str = "tr1", *sessions: str, **values: Any) -> Command:
    defaults = {
        "subject": "questioning",
        "sessions": sessions or ("s1",),
        "audience": "teachers",
        "pre_assessment": "a tally in class",
        "objectives": (Objective("asks open questions", "a tally"),),
        "agenda": (Activity("model", 120, "video"), Activity("try it", 60, "triads", practice=True)),
        "materials": "cards",
        "evaluation": "a sheet",
        "follow_up": "visits",
        **values,
    }
    return DesignTraining(header, training=training, **defaults)


def session(
    name: str = "s1", n: int = 10, *trainers: str, sent_by: str | None = None, hour: int = 9
) -> ScheduledSession:
    """Three hours from nine o'clock, with lee unless others are named."""
    led = tuple(Trainer(who, sent_by) for who in trainers or ("lee",))
    return ScheduledSession(name, day(n, hour), 180, led)


def schedule(header: Header, schedule: str, training: str, *sessions: ScheduledSession, **values: Any) -> Command:
    return ScheduleTraining(
        header, schedule=schedule, training=training, sessions=sessions, **{"site": "North", **values}
    )


def deliver(header: Header, delivery: str = "d1", session: str = "s1", *there: str, held: int = 180) -> Command:
    """Ana and bob there throughout, unless others are named."""
    came = tuple(Presence(person, held) for person in there or ("ana", "bob"))
    return DeliverTraining(header, delivery=delivery, session=session, held=held, there=came)


def plan(header: Header, plan: str = "f1", strategy: Strategy = Strategy.DISCUSSION, **values: Any) -> Command:
    return PlanFollowUp(
        header, plan=plan, strategy=strategy, **{"mode": Mode.IN_PERSON, "owner": "lee", "on": on(30), **values}
    )


def collect(header: Header, evaluation: str = "ev1", *preferred: Strategy, **values: Any) -> Command:
    defaults = {"session": "s1", "returns": len(preferred) or 1, **values}
    return CollectEvaluation(header, evaluation=evaluation, preferred=preferred, **defaults)


def choose(header: Header, choice: str = "ch1", *plans: str, **values: Any) -> Command:
    return ChooseFollowUp(header, choice=choice, plans=plans or ("f1",), **values)


def read(header: Header, reading: str = "r1", outcome: str = "o1", **values: Any) -> Command:
    defaults = {"value": 45.0, "on": header.at.date(), "level": EvaluationLevel.USE, **values}
    return RecordReading(header, reading=reading, outcome=outcome, **defaults)


def review(header: Header, name: str = "im1") -> Command:
    return ReviewImpact(header, review=name, conclusions=())


def join(header: Header, person: str, **values: Any) -> Command:
    return AddToRoster(header, person=person, **values)


def end(header: Header, person: str, how: HowEnded = HowEnded.COMPLETED, **values: Any) -> Command:
    return EndParticipation(header, person=person, how=how, **values)


def waive(header: Header, waiver: str, requirement: str, **values: Any) -> Command:
    return Waive(header, waiver=waiver, requirement=requirement, **{"reason": "agreed", **values})


def void(header: Header, record: str) -> Command:
    return VoidRecord(header, record=record, reason="mistake")


def requested(**values: Any) -> Story:
    return (request(**values),)


def in_design(**values: Any) -> Story:
    """Requested and accepted on day 0, under the light rule unless given otherwise."""
    return (*requested(), accept(**{"policy": LIGHT, **values}))


def commissioned(**values: Any) -> Story:
    """Commissioned on day 2, with one outcome of the group, its measure and baseline, and a discussion planned."""
    design = (outcome(payer(1)), measure(payer(1)), baseline(payer(1)), plan(lee(1)))
    return (*in_design(**values), *design, Commission(payer(2)))


def scheduled(**values: Any) -> Story:
    """A training of one session, s1, from nine to twelve on day 10, its schedule named sch1."""
    return (*commissioned(**values), design(lee(3)), schedule(lee(3), "sch1", "tr1", session()))


def delivered(**values: Any) -> Story:
    """Ana and bob on the roster and there all of day 10."""
    joined = (join(host(4), "ana", site="North"), join(host(4), "bob", site="South"))
    return (*scheduled(**values), *joined, deliver(lee(10, 12)))


def evaluated(**values: Any) -> Story:
    return (*delivered(**values), collect(host(10, 13), "ev1", Strategy.DISCUSSION, Strategy.RESOURCE))


def in_follow_up(**values: Any) -> Story:
    return (*evaluated(**values), choose(office(12)), BeginFollowUp(office(13)))


def reviewed(**values: Any) -> Story:
    """Everything needed before closing: given, ended for both, read again on day 120, reviewed."""
    done = (
        RecordFollowUp(lee(30), given="g1", plan="f1", minutes=45),
        end(host(110), "ana"),
        end(host(111), "bob"),
        read(office(120)),
        review(payer(121)),
    )
    return (*in_follow_up(**values), *done)


def closed(**values: Any) -> Story:
    return (*reviewed(**values), Close(payer(122)))


def partnered(*histories: Command) -> Story:
    """In design, and agreed with partner p1 on day 5."""
    return (*(histories or in_design()), propose(payer(3)), vet(payer(4)), agree(payer(5)))


def after(*history: Command) -> GivenHistory[Engagement]:
    return given(decider, *history)


def differs(decision: Decision[Any]) -> tuple[str, ...]:
    """The fields in which a command says something else than the record whose name it takes."""
    [taken] = [reason for reason in decision.reasons if reason.code == "record.name_taken"]
    return tuple(taken.parameters["differs"])  # type: ignore[call-overload]
