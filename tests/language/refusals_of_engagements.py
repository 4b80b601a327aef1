"""Stories with commands that come too early, or are too many or wrong: each reason of an engagement."""

from collections.abc import Iterator
from datetime import date
from functools import cache

import attrs
from tests.engagement import stories as s

from pdflow import (
    FULL,
    LIGHT,
    Command,
    EvaluationLevel,
    Reason,
    Strategy,
    engagement as e,
)

Refusals = Iterator[Reason]

TWO = (*s.commissioned(), s.design(s.lee(3), "tr1", "s1", "s2"))
"""Commissioned, with a training of two sessions designed."""
LED = attrs.evolve(LIGHT, name="ours", cleared_trainer_needed=True)
MEASURED = attrs.evolve(LIGHT, name="ours", remeasure_before_complete=True)


def refused(history: s.Story, *commands: Command) -> Refusals:
    """The reasons against each of these commands after that history."""
    state = s.after(*history).state
    for command in commands:
        reasons = e.decider.why_not(state, command)
        assert reasons, f"{command!r} was not refused"
        yield from reasons


def request() -> Refusals:
    yield from refused((), s.request(need="", audience=""), e.Commission(s.payer(1)), s.outcome(s.payer(1)))
    yield from refused(s.requested(), e.DeclineRequest(s.office(1), reason=""), s.accept(s.lee(-1)))


def corrections() -> Refusals:
    yield from refused(s.in_design(), e.Cancel(s.payer(1), reason=""))
    cancelled = (*s.in_design(), e.Cancel(s.payer(1), reason="no funds"))
    yield from refused(cancelled, e.Reopen(s.payer(2), reason=""))
    waived = (s.waive(s.payer(1), "w1", "patience"), s.waive(s.payer(1), "w1", "training.no_practice"))
    yield from refused(s.in_design(), s.waive(s.payer(1), "w1", "design.no_measure", reason=""))
    yield from refused(s.in_design(), *waived, s.waive(s.payer(1), "w1", "design.no_measure", subject="o9"))
    planned = (*s.in_design(), s.outcome(s.payer(1)), s.measure(s.payer(2)), s.protect(s.payer(2)))
    yield from refused(planned, s.void(s.office(3), "x1"), s.void(s.office(3), "o1"), s.protect(s.payer(3), "o1"))
    yield from refused(planned, e.VoidRecord(s.office(3), record="m1", reason=""))
    yield from refused((*planned, s.void(s.office(3), "m1")), s.measure(s.payer(4)))
    ours = attrs.evolve(LIGHT, name="ours", step_due=4)
    adopted = (*s.in_design(), e.AdoptPolicy(s.office(1), policy=ours))
    yield from refused(adopted, e.AdoptPolicy(s.office(2), policy=attrs.evolve(ours, step_due=3)))


def commissioning() -> Refusals:
    yield from refused(s.in_design(policy=FULL), e.Commission(s.payer(1)))
    left = {"when": "", "tasked": "", "guided": ""}
    begun = (*s.in_design(policy=FULL), s.outcome(s.payer(1)), s.supporter(s.payer(1), who=s.tom, **left))
    yield from refused((*begun, s.propose(s.payer(1)), s.protect(s.payer(1))), e.Commission(s.payer(2)))
    nothing = e.ChooseMeasure(s.payer(2), measure="m1", outcome="o1", title="")
    yield from refused(begun, nothing, s.measure(s.payer(2), outcome="o9"))
    yield from refused(s.in_design(), s.measure(s.payer(2)))


def protected_time() -> Refusals:
    days = (s.protect(s.payer(1), "pt1", one=-2), s.protect(s.payer(1), "pt1", one=-2, two=-1))
    yield from refused(s.in_design(), *days)
    yield from refused(s.in_design(planned_end=None), *days)
    yield from refused(s.commissioned(), e.UseSlot(s.payer(3), slot="slot1"))
    protected = (*s.commissioned(), s.protect(s.payer(3)))
    yield from refused(protected, *(e.UseSlot(s.payer(4), slot=name) for name in ("pt1", "slot9")))
    yield from refused(protected, e.UseSlot(s.payer(4), slot="slot1"))


def budget_and_sharing() -> Refusals:
    line = e.BudgetLine("visits", e.BudgetPurpose.FOLLOW_UP, money=9)
    yield from refused(s.in_design(), e.SetBudget(s.payer(1), budget="bu1", money=-5))
    yield from refused(s.in_design(), e.SetBudget(s.payer(1), budget="bu1", money=5, lines=(line,)))
    budget = e.SetBudget(s.payer(3), budget="bu1", money=90, lines=(line,))
    spend = e.RecordSpending(s.payer(4), spending="sp1", line="catering", money=5)
    held = (
        e.HoldRevisit(s.payer(4), held="h1", revisit="re9"),
        e.HoldSharing(s.payer(4), held="h1", sharing="sh9"),
    )
    yield from refused(s.commissioned(), spend, *held)
    planned = (
        e.PlanRevisit(s.payer(3), revisit="re1", on=s.on(40), messages="wait"),
        e.PlanSharing(s.payer(3), sharing="sh1", how="a meet"),
    )
    yield from refused((*s.commissioned(), budget, *planned), spend, *held)


def partnership_agreement() -> Refusals:
    yield from refused(s.in_design(), s.propose(s.payer(1), brings=(), looked_inside=""), s.vet(s.payer(1)))
    proposed = (*s.in_design(), s.propose(s.payer(1)))
    yield from refused(proposed, s.vet(s.payer(2), partner="p9"), s.agree(s.payer(2)))
    yield from refused(proposed, e.EndPartnership(s.payer(2), partner="p1", reason=""))
    yield from refused(proposed, e.HoldTouchPoint(s.eve(2), touch_point="tp1", partner="p1"))
    bare = e.AgreePartnership(s.payer(3), agreement="ag1", partner="p1", roles=())
    yield from refused((*proposed, s.vet(s.payer(2))), bare)
    yield from refused((*proposed, s.vet(s.payer(2), passed=False)), bare)
    films = {"title": "films", "strategy": Strategy.DISCUSSION, "passed": True}
    yield from refused(s.in_design(), e.VetResource(s.payer(1), resource="rs1", source="", **films))
    asked = tuple(e.SelectionAnswer(question, "") for question in ("Who else?", "What fee?"))
    for some in (0, 1, 2):
        vetting = e.VetPartner(s.payer(2), vetting="v1", partner="p1", answers=asked[:some], passed=True)
        yield from refused(proposed, vetting)
    left = e.EndPartnership(s.payer(2), partner="p1", reason="fees")
    yield from refused((*proposed, s.propose(s.payer(1), "p2"), left), s.vet(s.payer(3)))


def partnership_review() -> Refusals:
    agreed = (*s.partnered(), s.propose(s.payer(6), "p2"))
    looked = (e.HoldTouchPoint(s.eve(7), touch_point="tp1", partner=name) for name in ("p2", "p9"))
    yield from refused(agreed, *looked, s.rate(s.eve(7), "ra1", e.Side.PARTNER, characteristics=(), measures=()))
    yield from refused(agreed, s.rate(s.eve(7), "ra1", e.Side.HOST))
    closing = (*s.reviewed(), s.propose(s.payer(121)), s.vet(s.payer(121)), s.agree(s.payer(121)))
    yield from refused(closing, e.Close(s.payer(122)))


def people_and_tasks() -> Refusals:
    late = s.task(s.office(1), band=e.Band.BEYOND_YEAR_1)
    moved = e.MoveTask(s.lee(3), task="t1", band=e.Band.MONTHS_1_TO_6, due=s.on(60))
    yield from refused(s.in_design(), s.end(s.host(1), "zoe"), s.task(s.office(1), person=None), late, moved)
    yield from refused(s.in_design(), s.task(s.office(1), due=date(2028, 1, 1)))
    assigned = (*s.in_design(), s.task(s.office(1)))
    yield from refused(assigned, attrs.evolve(moved, task="t9"), attrs.evolve(moved, header=s.eve(3)))
    yield from refused((*assigned, s.task(s.office(1), "t2"), e.CompleteTask(s.lee(2), task="t1")), moved)


def milestones() -> Refusals:
    def move(n: float, name: str = "mi1", reason: str = "exams", to: float = 40) -> Command:
        band = e.Band.MONTHS_1_TO_6
        return e.MoveMilestone(s.office(n), milestone=name, band=band, on=s.on(to), reason=reason)

    added = [
        e.AddMilestone(s.office(1), milestone=name, title="trained", band=e.Band.MONTHS_1_TO_6, on=s.on(30))
        for name in ("mi1", "mi2")
    ]
    yield from refused(s.in_design(), move(2))
    yield from refused((*s.in_design(), *added), move(2, "mi9"), move(2, reason=""), move(2, to=30))
    yield from refused((*s.in_design(), *added, e.ReachMilestone(s.office(2), milestone="mi1")), move(3))
    joined = (*s.in_design(), s.join(s.host(1), "payer"))
    yield from refused(joined, s.waive(s.payer(2), "w1", "training.no_commitment", for_roster=True))


def training_design() -> Refusals:
    for vague in ((), ("asks",), ("asks", "waits")):
        yield from refused(s.in_design(), s.design(s.lee(1), objectives=tuple(map(e.Objective, vague)), agenda=()))
    yield from refused(s.in_design(), e.DesignTraining(s.lee(1), training="tr1", subject="x", sessions=()))
    unowned = tuple(e.Duty(time, f"{time.lower()} it") for time in e.DutyTime)
    agreed = [e.AgreeDuties(s.lee(2), agreement="du1", training="tr1", duties=unowned[:some]) for some in (0, 1, 3)]
    yield from refused((*s.in_design(), s.design(s.lee(1))), *agreed)
    yield from refused(s.in_design(), agreed[0])


def training_schedule() -> Refusals:
    booked = s.schedule(s.lee(4), "sch1", "tr1", s.session())
    yield from refused(s.in_design(), booked)
    yield from refused((*s.in_design(policy=LED), s.design(s.lee(1))), booked)
    yield from refused(TWO, s.schedule(s.lee(4), "sch1", "tr1"), s.schedule(s.lee(4), "sch1", "tr9", s.session()))
    senders = (s.session("s8", 1, sent_by="p8"), s.session("s9", 2, sent_by="p9"))
    yield from refused(TWO, *(s.schedule(s.lee(4), "sch1", "tr1", *senders[:some]) for some in (1, 2)))
    yield from refused(s.in_design(), e.TickLogistics(s.lee(4), item="vans"))
    vans = (e.LogisticsItem("vans", "hire two vans"),)
    arranged = (*TWO, s.schedule(s.lee(4), "sch1", "tr1", s.session(), logistics=vans))
    yield from refused(arranged, *(e.TickLogistics(s.lee(5), item=name) for name in ("sch1", "bus")))


def training_delivery() -> Refusals:
    yield from refused(TWO, s.deliver(s.lee(10)))
    for named in (("s1",), ("s1", "s2")):
        yield from refused(TWO, e.CancelTraining(s.lee(4), training="tr1", sessions=named, reason=""))
    both = s.schedule(s.lee(4), "sch1", "tr1", s.session(), s.session("s2", 11))
    one = (*TWO, s.schedule(s.lee(4), "sch1", "tr1", s.session()))
    yield from refused(one, *(s.deliver(s.lee(11), session=name) for name in ("s2", "s9")), s.deliver(s.lee(9)))
    longer = e.DeliverTraining(s.lee(11), delivery="d1", session="s1", held=60, there=(e.Presence("ana", 90),))
    yield from refused(one, longer, e.BeginFollowUp(s.office(11)))
    held = (*TWO, both, s.deliver(s.lee(10, 12)), s.deliver(s.lee(11, 12), "d2", "s2"))
    again = (s.session("s1", 30), s.session("s2", 31))
    yield from refused(held, *(s.schedule(s.lee(12), "sch2", "tr1", *again[:some]) for some in (1, 2)))
    yield from refused(s.delivered(), s.collect(s.host(11), returns=3), s.collect(s.host(11), confident=2))
    yield from refused(s.delivered(), s.collect(s.host(11), session="tr1"), s.collect(s.host(11), session="s9"))


def follow_up() -> Refusals:
    yield from refused(s.in_design(), s.plan(s.lee(1), owner=None, on=None), s.choose(s.office(1)))
    adds = tuple(e.Addition(name, Strategy.CHECK_IN, e.Mode.PHONE) for name in ("f7", "f8"))
    revised = [e.ReviseFollowUp(s.office(3), revision="rv1", adds=adds[:some], reason="") for some in (0, 1, 2)]
    yield from refused(s.commissioned(), *revised)
    following = (*s.evaluated(), s.plan(s.lee(10, 14), "f2"))
    for gone in (("f1",), ("f1", "f2")):
        dropped = e.ReviseFollowUp(s.office(11), revision="rv1", drops=gone, reason="needs")
        again = e.ReviseFollowUp(s.office(12), revision="rv2", drops=gone, reason="needs")
        given = e.RecordFollowUp(s.lee(12), given="g1", plan="f1")
        yield from refused((*following, dropped), again, given)
        yield from refused(following, s.choose(s.office(12), "ch1", *(f"{name}9" for name in gone)))
    yield from refused(s.delivered(), s.choose(s.office(12)))
    far = (*s.delivered(), s.collect(s.host(11), "ev1", Strategy.COACHING))
    yield from refused(far, s.choose(s.office(12)), e.ChooseFollowUp(s.office(12), choice="ch1", plans=()))


def review() -> Refusals:
    another = (s.design(s.lee(14), "tr2", "s2"), s.schedule(s.lee(14), "sch2", "tr2", s.session("s2", 90)))
    yield from refused((*s.in_follow_up(policy=MEASURED), *another), e.Close(s.payer(122)), s.review(s.payer(122)))
    untrained = (*s.in_follow_up(policy=MEASURED), s.void(s.office(14), "d1"))
    yield from refused(untrained, s.review(s.payer(20)))
    for_ever = attrs.evolve(MEASURED, remeasure_until=None)
    yield from refused(s.in_follow_up(policy=for_ever), s.review(s.payer(122)))
    wrong = tuple(e.Conclusion(name, "better") for name in ("o8", "o9"))
    early = s.read(s.office(14), on=date(2026, 8, 1), level=EvaluationLevel.USE)
    yield from refused(s.in_follow_up(), e.ReviewImpact(s.payer(121), review="im1", conclusions=wrong), early)
    yield from refused(s.delivered(), s.baseline(s.payer(20), "b2", on=s.on(20)), s.read(s.host(20), on=s.on(21)))
    yield from refused(s.commissioned(policy=MEASURED), s.read(s.host(20), on=s.on(21)))


@cache
def refusals() -> tuple[Reason, ...]:
    """Every reason given in these stories."""
    stories = [
        request,
        corrections,
        commissioning,
        protected_time,
        budget_and_sharing,
        partnership_agreement,
        partnership_review,
        people_and_tasks,
        milestones,
    ]
    stories += [training_design, training_schedule, training_delivery, follow_up, review]
    return tuple(reason for story in stories for reason in story())
