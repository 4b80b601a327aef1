"""Stories in which somebody asks too early, too much or wrongly: real refusals for every reason of a participation."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import attrs
from tests.language.stories import EASY, OUTCOME, START, Story, ana, area, kim, on, seen, step, supported, visit

from pdflow import (
    FULL,
    Command,
    Reason,
    Supporter,
    participation as p,
)
from pdflow.participation.coaching import undebriefed
from pdflow.people import (
    COACH,
    COORDINATOR,
    FACILITATOR,
    MANAGER,
    PEER,
)
from pdflow.policy import EvaluationBefore
from pdflow.values import EvaluationLevel


def before_enrolment() -> Story:
    told = Story()
    told.state = p.decider.state()
    told.ask(seen("ob-1", 1), p.OpenCoaching(kim(1), session="s-1", growth_area="g-1"))
    return told


def enrolling() -> Story:
    told = Story(engagement="fall")
    told.ask(p.Enrol(on(1), person="ben"), seen("ob-1", -1))
    told.ask(p.AssignTeam(on(1), team=(Supporter("ana", PEER),)))
    told.ask(p.BeginSupport(on(1, FACILITATOR, "zoe")), p.BeginSupport(ana(1)))
    alone = Story()
    alone.ask(p.Enrol(on(1), person="ben", engagement="fall"))
    told.reasons += alone.reasons
    return told


def standing() -> Story:
    told = supported()
    told.ask(p.Pause(on(3)), p.Withdraw(on(3), reason=""))
    told.ask(p.Waive(on(3), waiver="w-1", requirement="patience", reason="x"))
    told.ask(p.Waive(on(3), waiver="w-1", requirement="step.open", reason="x"))
    told.ask(p.Waive(on(3), waiver="w-1", requirement="feedback.owed", reason=""))
    told.ask(p.VoidRecord(on(3), record="a-1", reason=""))
    told.do(seen("ob-1", 3), p.VoidRecord(on(3), record="ob-1", reason="x"), seen("ob-2", 3))
    told.do(p.GiveFeedback(kim(3), feedback="f-1", observation="ob-2", kind=p.FeedbackKind.DEBRIEF))
    told.ask(seen("ob-1", 4), seen("p-1", 4), p.Withdraw(on(1.5), reason="left"))
    told.ask(*(p.VoidRecord(on(4), record=name, reason="x") for name in ("ob-9", "ob-2", "a-1")))
    told.ask(p.RetirePriority(kim(4), priority="p-9", accomplished=True))
    unknown = (p.PriorityProgress("p-8", p.Progress.DONE), p.PriorityProgress("p-9", p.Progress.DONE))
    told.ask(p.HoldCheckIn(kim(4), check_in="c-1", minutes=15, progress=unknown))
    told.do(p.Pause(on(5), until=date(2026, 10, 1)))
    told.ask(seen("ob-3", 6))
    told.do(p.Paused(on(6), until=None, reason="", note=None))
    told.ask(seen("ob-3", 6), p.Resume(on(4)))
    told.do(p.Withdraw(on(7), reason="left"))
    told.ask(p.Reopen(on(8), reason=""))
    return told


def training() -> Story:
    policy = attrs.evolve(FULL, evaluation_before=EvaluationBefore.SUPPORT)
    told = Story(policy, outcomes=(OUTCOME,))
    told.do(p.PlanSession(on(0), plan="pl-1", session="day-1", start=START + timedelta(days=1), minutes=360))
    told.do(p.BriefParticipant(on(0), outcomes=(OUTCOME,), strategies=()))
    told.ask(p.BeginSupport(on(0.5)), p.DropSession(on(0.5), session="day-9"))
    told.do(p.AssignTeam(on(0), team=(Supporter("max", MANAGER),)))
    told.do(p.RecordAttendance(on(1), attendance="a-1", session="day-1", held=360, there=100))
    told.ask(p.BeginSupport(on(2)))
    told.ask(p.RecordAttendance(on(2), attendance="a-2", session="day-2", held=60, there=90))
    told.ask(p.RecordAttendance(on(2), attendance="a-2", session="day-2", held=60, there=60, makes_up="day-9"))
    told.ask(p.SubmitEvaluation(ana(2), evaluation="e-1", session="day-2"))
    steps = (p.CommittedStep("cs-1", "x"), p.CommittedStep("cs-2", "x"))
    told.ask(*(p.CommitToPractice(ana(2), commitment="co-1", steps=steps[:some]) for some in range(3)))
    return told


def assessing() -> Story:
    told = Story()

    def score(name: str, day: float, time: p.AssessmentTime, points: float) -> Command:
        return p.AssessLearning(ana(day), assessment=name, instrument="quiz", time=time, score=points, out_of=10)

    told.ask(score("as-1", 1, p.AssessmentTime.PRE, 12.5))
    told.do(score("as-1", 2, p.AssessmentTime.PRE, 5))
    told.ask(score("as-2", 1, p.AssessmentTime.POST, 7))
    return told


def priorities(most: int) -> Story:
    told = Story(attrs.evolve(EASY, priorities_at_once=most))
    told.do(p.AssignTeam(on(0), team=(Supporter("kim", COACH),), coach="kim"))
    told.ask(p.HoldCheckIn(kim(0), check_in="c-1", minutes=15))
    told.do(p.RecordAttendance(kim(1), attendance="a-1", session="day-1", held=360, there=360))
    told.ask(p.SharePractice(ana(1), sharing="sh-1", occasion="x"), seen("ob-1", 1))
    told.ask(step("st-1", 1), p.CompleteActionStep(kim(1), step="st-1", evidence="ob-1"))
    told.ask(p.GiveFeedback(kim(1), feedback="f-1", observation="ob-1", kind=p.FeedbackKind.DEBRIEF))
    told.do(*(p.SetPriority(ana(1), priority=f"p-{number}", statement="x") for number in range(most)))
    told.ask(p.SetPriority(ana(1), priority="p-9", statement="x"))
    return told


def visits() -> Story:
    told = supported()
    told.ask(visit("v-1", 3, 2), p.CancelVisit(kim(3), visit="v-9"))
    told.do(visit("v-1", 3, 5), visit("v-2", 3, 6), p.CancelVisit(kim(3), visit="v-2"))
    told.ask(visit("v-3", 3, 5), p.MissVisit(kim(4), visit="v-2", missed_by="kim"))
    told.do(seen("ob-1", 5, visit="v-1"))
    told.ask(p.CancelVisit(kim(6), visit="v-1"))
    return told


def observing() -> Story:
    told = supported()
    bare: dict[str, Any] = {"observation": "ob-1", "setting": "class", "minutes": 30}
    told.ask(p.RecordObservation(kim(3), **bare, focus=()))
    told.ask(p.RecordObservation(kim(3), **bare, focus=(p.Focus("x-1"), p.Focus("x-2")), strengths="x"))
    told.ask(seen("ob-1", 3, on="x-1"))
    told.ask(p.RecordObservation(on(3, COORDINATOR, "ana"), **bare, focus=(p.Focus("p-1"),), strengths="x"))
    told.ask(p.AddArtifact(ana(3), artifact="ar-1", kind="plan", source=p.Source.OWN_WORK, observation="ob-9"))
    told.do(seen("ob-1", 3))
    told.ask(p.GiveFeedback(on(4), feedback="f-1", observation="ob-1", kind=p.FeedbackKind.DEBRIEF))
    told.ask(p.GiveFeedback(kim(4), feedback="f-1", observation="ob-9", kind=p.FeedbackKind.DEBRIEF))
    return told


def growing(most: int, pieces: int) -> Story:
    told = supported(attrs.evolve(EASY, growth_areas_at_once=most, evidence_per_growth_area=pieces))
    told.ask(area("g-1", 3), p.CloseGrowthArea(kim(3), growth_area="g-1"))
    told.do(seen("ob-1", 3), seen("ob-2", 3))
    told.ask(area("g-1", 4, *["x-1", "x-2"][:pieces]), area("g-1", 4, "ob-1", "ob-2", why=""))
    told.do(*(area(f"g-{number}", 4, "ob-1", "ob-2") for number in range(most)))
    told.ask(area("g-9", 5, "ob-1", "ob-2"), p.Complete(kim(5)), p.BeginNextCycle(kim(5), cycle=2))
    told.ask(p.CloseGrowthArea(kim(5), growth_area="g-0"), p.CloseGrowthArea(kim(5), growth_area="g-9"))
    told.ask(p.CarryGrowthArea(kim(5), growth_area="g-0", reason=""))
    return told


def stepping(most: int) -> Story:
    told = supported(attrs.evolve(EASY, steps_at_once=most, extensions_per_step=most))
    told.ask(step("st-0", 3, serves="x-1"), step("st-0", 3, due=date(2027, 1, 1)), step("st-0", 3, look_for=""))
    told.do(*(step(f"st-{number}", 3) for number in range(most)))
    told.do(seen("ob-1", 2.5))
    told.ask(step("st-9", 4), p.RetirePriority(kim(4), priority="p-1", accomplished=True), p.Complete(kim(4)))
    told.ask(p.HoldCheckIn(kim(4), check_in="c-1", minutes=15))
    told.ask(*(p.CompleteActionStep(kim(4), step="st-0", evidence=name) for name in ("ob-1", "x-1")))
    told.ask(p.CompleteActionStep(kim(4), step="st-9", evidence="ob-1"))
    told.ask(p.DropActionStep(kim(4), step="st-0", reason=""))
    for weeks in range(1, most + 1):
        told.do(p.ExtendActionStep(kim(4), step="st-0", due=date(2026, 9, 1) + timedelta(weeks=weeks), reason="x"))
    told.ask(p.ExtendActionStep(kim(4), step="st-0", due=date(2026, 12, 1), reason="x"))
    return told


def coaching(sessions: int) -> Story:
    policy = attrs.evolve(EASY, observations_before_coaching=sessions, coaching_intensive=sessions, steps_at_once=4)
    told = supported(policy)
    told.ask(p.OpenCoaching(kim(3), session="s-1", growth_area="g-1"), p.Complete(kim(3)))
    told.do(*(seen(f"ob-{number}", 3) for number in range(1, sessions + 2)))
    told.ask(p.OpenCoaching(kim(4), session="s-1", growth_area="g-1"))
    told.do(*(visit(f"v-{number}", 4, 6 + number) for number in range(sessions)), area("g-1", 4, "ob-1", "ob-2"))
    told.ask(p.OpenCoaching(kim(5), session="s-1", growth_area="g-9"))
    told.ask(p.OpenCoaching(on(5), session="s-1", growth_area="g-1"))
    told.do(*_feedback(told))
    told.do(p.OpenCoaching(kim(5), session="s-1", growth_area="g-1"))
    told.ask(p.VoidRecord(on(5), record="s-1", reason="x"), p.CutCoachingShort(kim(5), session="s-1", reason=""))
    told.ask(p.Practise(kim(5), move="m-4", session="s-1", rounds=2), p.ShowModel(kim(5), move="m-1", session="s-9"))
    told.ask(p.CloseCoaching(kim(9), session="s-1", minutes=40))
    told.do(p.ShowModel(kim(5), move="m-1", session="s-1"))
    told.do(p.CompareWithModel(kim(5), move="m-2", session="s-1", evidence="ob-1"))
    vague = tuple(p.HomeStep(f"st-{number}", "x", "") for number in range(sessions))
    told.ask(p.NameSteps(kim(5), move="m-3", session="s-1", steps=("x",), home=vague))
    home = tuple(attrs.evolve(each, look_for="x") for each in vague)
    told.do(p.NameSteps(kim(5), move="m-3", session="s-1", steps=("x",), home=home))
    told.ask(p.CloseCoaching(kim(5), session="s-1", minutes=40))
    told.do(p.Practise(kim(5), move="m-4", session="s-1", rounds=2))
    told.do(p.CloseCoaching(kim(5), session="s-1", minutes=40))
    told.ask(p.OpenCoaching(kim(6), session="s-2", growth_area="g-1"))
    return told


def _feedback(told: Story) -> Iterator[Command]:
    for name in undebriefed(told.state):
        yield p.GiveFeedback(kim(4), feedback=f"f-{name}", observation=name, kind=p.FeedbackKind.DEBRIEF)


def measuring(until: int | None) -> Story:
    told = supported(attrs.evolve(EASY, remeasure_until=until))
    reading: dict[str, Any] = {"outcome": "questions", "value": 1.0}
    told.ask(p.TakeBaseline(kim(3), baseline="b-1", on=date(2026, 9, 1), **reading))
    told.do(p.BriefParticipant(on(3), outcomes=(OUTCOME,), strategies=()))
    told.ask(p.TakeBaseline(kim(3), baseline="b-1", on=date(2026, 9, 4), **reading))
    told.ask(p.TakeBaseline(kim(3), baseline="b-1", outcome="calm", value=1.0, on=date(2026, 9, 1)))
    told.do(p.TakeBaseline(kim(3), baseline="b-1", on=date(2026, 9, 1), **reading))
    early = {"measurement": "me-1", "on": date(2026, 8, 1), "level": EvaluationLevel.USE, **reading}
    told.ask(p.MeasureOutcome(kim(3), **early), p.Complete(kim(3)))
    return told


def cycling(cycles: int) -> Story:
    told = supported(attrs.evolve(EASY, coaching_intensive=0, most_cycles=cycles, fewest_cycles=cycles + 1))
    for number in range(2, cycles + 1):
        told.ask(p.BeginNextCycle(kim(3), cycle=number + 1))
        told.do(p.BeginNextCycle(kim(3), cycle=number), p.BeginSupport(kim(3)))
    told.ask(p.BeginNextCycle(kim(4), cycle=cycles + 1), p.Complete(kim(4)))
    return told


def without_a_team() -> Story:
    policy = attrs.evolve(EASY, supporter_before_support=False, support_before_complete=True)
    told = Story(policy, outcomes=(OUTCOME,))
    told.do(p.RecordAttendance(on(0.5), attendance="a-0", session="day-0", held=360, there=360))
    told.do(p.VoidRecord(on(0.5), record="a-0", reason="x"))
    told.ask(p.Complete(on(0.6)))
    told.do(p.RecordAttendance(on(1), attendance="a-1", session="day-1", held=360, there=360))
    told.ask(p.Complete(on(2)))
    told.do(p.BeginSupport(on(2)))
    told.ask(area("g-1", 3, "ob-1"))
    return told


@cache
def refusals() -> tuple[Reason, ...]:
    """Every reason given in these stories."""
    stories = [before_enrolment(), enrolling(), standing(), training(), assessing(), visits()]
    stories += [observing(), measuring(180), measuring(None), without_a_team()]
    for some in (1, 2):
        stories += [priorities(some), growing(some, some), stepping(some), coaching(some), cycling(some)]
    return tuple(reason for story in stories for reason in story.reasons)
