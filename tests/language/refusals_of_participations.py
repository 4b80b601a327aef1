"""Stories with commands that come too early, or are too many or wrong: each reason of a participation."""

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
from pdflow.participation import observations_without_feedback
from pdflow.people import (
    COACH,
    COORDINATOR,
    FACILITATOR,
    MANAGER,
    PARTICIPANT,
    PEER,
)
from pdflow.policy import EvaluationBefore
from pdflow.values import EvaluationLevel


def before_enrolment() -> Story:
    story = Story()
    story.state = p.decider.state()
    story.ask(seen("ob-1", 1), p.OpenCoaching(kim(1), session="s-1", growth_area="g-1"))
    return story


def enrolment() -> Story:
    story = Story(engagement="fall")
    story.ask(p.Enrol(on(1), person="ben"), seen("ob-1", -1))
    story.ask(p.AssignTeam(on(1), team=(Supporter("ana", PEER),)))
    story.ask(p.BeginSupport(on(1, FACILITATOR, "zoe")), p.BeginSupport(ana(1)))
    story.ask(p.AssignTeam(on(1, "coordinator", "zoe"), team=(Supporter("max", MANAGER),)))
    alone = Story()
    alone.ask(p.Enrol(on(1), person="ben", engagement="fall"))
    story.reasons += alone.reasons
    return story


def corrections_and_leaves() -> Story:
    story = supported()
    story.ask(p.Pause(on(3)), p.Withdraw(on(3), reason=""))
    story.ask(p.Waive(on(3), waiver="w-1", requirement="patience", reason="x"))
    story.ask(p.Waive(on(3), waiver="w-1", requirement="step.open", reason="x"))
    story.ask(p.Waive(on(3), waiver="w-1", requirement="feedback.owned", reason="x"))
    story.ask(p.Waive(on(3), waiver="w-1", requirement="feedback.owed", reason=""))
    story.ask(p.VoidRecord(on(3), record="a-1", reason=""))
    story.do(seen("ob-1", 3), p.VoidRecord(on(3), record="ob-1", reason="x"), seen("ob-2", 3))
    story.do(p.GiveFeedback(kim(3), feedback="f-1", observation="ob-2", kind=p.FeedbackKind.DEBRIEF, said="wait"))
    story.ask(seen("ob-1", 4), seen("p-1", 4), p.Withdraw(on(1.5), reason="left"))
    story.ask(*(p.VoidRecord(on(4), record=name, reason="x") for name in ("ob-9", "ob-2", "a-1")))
    story.ask(p.RetirePriority(kim(4), priority="p-9", accomplished=True))
    unknown = (p.PriorityProgress("p-8", p.Progress.DONE), p.PriorityProgress("p-9", p.Progress.DONE))
    story.ask(p.HoldCheckIn(kim(4), check_in="c-1", minutes=15, progress=unknown))
    story.do(p.Pause(on(5), until=date(2026, 10, 1)))
    story.ask(seen("ob-3", 6))
    story.do(p.Paused(on(6), until=None, reason="", note=None))
    story.ask(seen("ob-3", 6), p.Resume(on(4)))
    story.do(p.Withdraw(on(7), reason="left"))
    story.ask(p.Reopen(on(8), reason=""))
    return story


def training() -> Story:
    policy = attrs.evolve(FULL, name="ours", evaluation_before=EvaluationBefore.SUPPORT)
    story = Story(policy, outcomes=(OUTCOME,))
    story.do(p.PlanSession(on(0), plan="pl-1", session="day-1", start=START + timedelta(days=1), minutes=360))
    story.do(p.BriefParticipant(on(0), outcomes=(OUTCOME,), strategies=()))
    story.ask(p.BeginSupport(on(0.5)), p.DropSession(on(0.5), session="day-9"))
    story.do(p.AssignTeam(on(0), team=(Supporter("max", MANAGER),)))
    story.do(p.RecordAttendance(on(1), attendance="a-1", session="day-1", held=360, there=100))
    story.ask(p.BeginSupport(on(2)))
    story.ask(p.RecordAttendance(on(2), attendance="a-2", session="day-2", held=60, there=90))
    story.ask(p.RecordAttendance(on(2), attendance="a-2", session="day-2", held=60, there=60, makes_up="day-9"))
    story.ask(p.SubmitEvaluation(ana(2), evaluation="e-1", session="day-2"))
    steps = (p.CommittedStep("cs-1", "x"), p.CommittedStep("cs-2", "x"))
    story.ask(*(p.CommitToPractice(ana(2), commitment="co-1", steps=steps[:some]) for some in range(3)))
    return story


def assessments() -> Story:
    story = Story()

    def score(name: str, day: float, time: p.AssessmentTime, points: float) -> Command:
        return p.AssessLearning(ana(day), assessment=name, instrument="quiz", time=time, score=points, out_of=10)

    story.ask(score("as-1", 1, p.AssessmentTime.PRE, 12.5))
    story.do(score("as-1", 2, p.AssessmentTime.PRE, 5))
    story.ask(score("as-2", 1, p.AssessmentTime.POST, 7))
    return story


def priorities(most: int) -> Story:
    story = Story(attrs.evolve(EASY, priorities_at_once=most))
    story.do(p.AssignTeam(on(0), team=(Supporter("kim", COACH),), coach="kim"))
    story.ask(p.HoldCheckIn(kim(0), check_in="c-1", minutes=15))
    story.do(p.RecordAttendance(kim(1), attendance="a-1", session="day-1", held=360, there=360))
    story.ask(p.SharePractice(ana(1), sharing="sh-1", occasion="x"), seen("ob-1", 1))
    story.ask(step("st-1", 1), p.CompleteActionStep(kim(1), step="st-1", evidence="ob-1"))
    story.ask(p.GiveFeedback(kim(1), feedback="f-1", observation="ob-1", kind=p.FeedbackKind.DEBRIEF, said="wait"))
    story.do(*(p.SetPriority(ana(1), priority=f"p-{number}", statement="x") for number in range(most)))
    story.ask(p.SetPriority(ana(1), priority="p-9", statement="x"))
    return story


def visits() -> Story:
    story = supported()
    story.ask(visit("v-1", 3, 2), p.CancelVisit(kim(3), visit="v-9"))
    story.do(visit("v-1", 3, 5), visit("v-2", 3, 6), p.CancelVisit(kim(3), visit="v-2"))
    story.ask(visit("v-3", 3, 5), p.MissVisit(kim(4), visit="v-2", missed_by="kim"))
    story.ask(p.MissVisit(kim(4), visit="v-1", missed_by="kim"), p.MissVisit(kim(6), visit="v-1", missed_by="x-1"))
    story.ask(attrs.evolve(visit("v-3", 3, 7), supporter="x-1"), attrs.evolve(visit("v-1", 3, 5), minutes=50))
    story.ask(seen("ob-1", 4, visit="v-1"), p.HoldCheckIn(kim(5), check_in="c-1", minutes=15, visit="v-1"))
    story.do(seen("ob-1", 5, visit="v-1"))
    story.ask(p.CancelVisit(kim(6), visit="v-1"))
    story.ask(p.RequestSupport(ana(6), request="r-1"), p.AnswerRequest(kim(6), request="r-9"))
    story.do(p.RetirePriority(kim(6), priority="p-1", accomplished=True))
    story.ask(p.RetirePriority(kim(6), priority="p-1", accomplished=False))
    return story


def observations() -> Story:
    story = supported()
    bare: dict[str, Any] = {"observation": "ob-1", "setting": "class", "minutes": 30}
    story.ask(p.RecordObservation(kim(3), **bare, focus=()))
    story.ask(p.RecordObservation(kim(3), **bare, focus=(p.Focus("x-1"), p.Focus("x-2")), strengths="x"))
    story.ask(seen("ob-1", 3, on="x-1"))
    story.ask(p.RecordObservation(on(3, COORDINATOR, "ana"), **bare, focus=(p.Focus("p-1"),), strengths="x"))
    story.ask(p.AddArtifact(ana(3), artifact="ar-1", kind="plan", source=p.Source.OWN_WORK, observation="ob-9"))
    story.do(seen("ob-1", 3))
    story.ask(p.GiveFeedback(on(4), feedback="f-1", observation="ob-1", kind=p.FeedbackKind.DEBRIEF, said="wait"))
    story.ask(p.GiveFeedback(kim(4), feedback="f-1", observation="ob-1", kind=p.FeedbackKind.DEBRIEF))
    story.ask(p.GiveFeedback(kim(4), feedback="f-1", observation="ob-1", kind=p.FeedbackKind.REAL_TIME, said="wait"))
    story.ask(p.GiveFeedback(kim(4), feedback="f-1", observation="ob-9", kind=p.FeedbackKind.DEBRIEF, said="wait"))
    return story


def growth_areas(most: int, pieces: int) -> Story:
    story = supported(attrs.evolve(EASY, growth_areas_at_once=most, evidence_per_growth_area=pieces))
    story.ask(area("g-1", 3), p.CloseGrowthArea(kim(3), growth_area="g-1"))
    story.do(seen("ob-1", 3), seen("ob-2", 3))
    story.ask(area("g-1", 4, *["x-1", "x-2"][:pieces]), area("g-1", 4, "ob-1", "ob-2", why=""))
    story.do(*(area(f"g-{number}", 4, "ob-1", "ob-2") for number in range(most)))
    story.ask(area("g-9", 5, "ob-1", "ob-2"), p.Complete(kim(5)), p.BeginNextCycle(kim(5), cycle=2))
    story.ask(p.CloseGrowthArea(kim(5), growth_area="g-0"), p.CloseGrowthArea(kim(5), growth_area="g-9"))
    story.ask(p.CarryGrowthArea(kim(5), growth_area="g-0", reason=""))
    return story


def action_steps(most: int) -> Story:
    story = supported(attrs.evolve(EASY, steps_at_once=most, extensions_per_step=most))
    story.ask(step("st-0", 3, serves="x-1"), step("st-0", 3, due=date(2027, 1, 1)), step("st-0", 3, look_for=""))
    story.ask(step("st-0", 3, due=date(2020, 1, 1)))
    story.do(*(step(f"st-{number}", 3) for number in range(most)))
    story.do(seen("ob-1", 2.5))
    story.ask(step("st-9", 4), p.RetirePriority(kim(4), priority="p-1", accomplished=True), p.Complete(kim(4)))
    story.ask(p.HoldCheckIn(kim(4), check_in="c-1", minutes=15))
    story.ask(*(p.CompleteActionStep(kim(4), step="st-0", evidence=name) for name in ("ob-1", "x-1")))
    story.ask(p.CompleteActionStep(kim(4), step="st-9", evidence="ob-1"))
    story.ask(p.DropActionStep(kim(4), step="st-0", reason=""))
    story.ask(p.ExtendActionStep(kim(4), step="st-0", due=date(2026, 9, 6), reason="x"))
    for weeks in range(1, most + 1):
        story.do(p.ExtendActionStep(kim(4), step="st-0", due=date(2026, 9, 8) + timedelta(weeks=weeks), reason="x"))
    story.ask(p.ExtendActionStep(kim(4), step="st-0", due=date(2026, 12, 1), reason="x"))
    return story


def coaching(sessions: int) -> Story:
    policy = attrs.evolve(EASY, observations_before_coaching=sessions, coaching_intensive=sessions, steps_at_once=4)
    story = supported(policy)
    story.ask(p.OpenCoaching(kim(3), session="s-1", growth_area="g-1"), p.Complete(kim(3)))
    story.do(*(seen(f"ob-{number}", 3) for number in range(1, sessions + 2)))
    story.ask(p.OpenCoaching(kim(4), session="s-1", growth_area="g-1"))
    story.do(*(visit(f"v-{number}", 4, 6 + number) for number in range(sessions)), area("g-1", 4, "ob-1", "ob-2"))
    story.ask(p.OpenCoaching(kim(5), session="s-1", growth_area="g-9"))
    story.ask(p.OpenCoaching(on(5), session="s-1", growth_area="g-1"))
    story.do(*_feedback(story))
    story.do(p.OpenCoaching(kim(5), session="s-1", growth_area="g-1"))
    story.ask(p.VoidRecord(on(5), record="s-1", reason="x"), p.CutCoachingShort(kim(5), session="s-1", reason=""))
    story.ask(
        p.Practise(kim(5), move="m-4", session="s-1", rounds=2),
        p.ShowModel(kim(5), move="m-1", session="s-9", model="a film"),
    )
    story.ask(p.CloseCoaching(kim(9), session="s-1", minutes=40), p.ShowModel(kim(5), move="m-1", session="s-1"))
    story.do(p.ShowModel(kim(5), move="m-1", session="s-1", model="a film"))
    story.do(p.CompareWithModel(kim(5), move="m-2", session="s-1", evidence="ob-1", gap="a second"))
    vague = tuple(p.HomeStep(f"st-{number}", "x", "") for number in range(sessions))
    story.ask(p.NameSteps(kim(5), move="m-3", session="s-1", steps=("x",), home=vague))
    home = tuple(attrs.evolve(each, look_for="x") for each in vague)
    story.do(p.NameSteps(kim(5), move="m-3", session="s-1", steps=("x",), home=home))
    story.ask(p.CloseCoaching(kim(5), session="s-1", minutes=40))
    story.do(p.Practise(kim(5), move="m-4", session="s-1", rounds=2))
    story.do(p.CloseCoaching(kim(5), session="s-1", minutes=40))
    story.ask(p.OpenCoaching(kim(6), session="s-2", growth_area="g-1"))
    return story


def _feedback(story: Story) -> Iterator[Command]:
    for name in observations_without_feedback(story.state):
        yield p.GiveFeedback(kim(4), feedback=f"f-{name}", observation=name, kind=p.FeedbackKind.DEBRIEF, said="wait")


def measurements(until: int | None) -> Story:
    story = supported(attrs.evolve(EASY, remeasure_until=until))
    reading: dict[str, Any] = {"outcome": "questions", "value": 1.0}
    story.ask(p.TakeBaseline(kim(3), baseline="b-1", on=date(2026, 9, 1), **reading))
    story.do(p.BriefParticipant(on(3), outcomes=(OUTCOME,), strategies=()))
    story.ask(p.TakeBaseline(kim(3), baseline="b-1", on=date(2026, 9, 4), **reading))
    story.ask(p.TakeBaseline(kim(3), baseline="b-1", outcome="calm", value=1.0, on=date(2026, 9, 1)))
    story.do(p.TakeBaseline(kim(3), baseline="b-1", on=date(2026, 9, 1), **reading))
    early = {"measurement": "me-1", "on": date(2026, 8, 1), "level": EvaluationLevel.USE, **reading}
    story.ask(p.MeasureOutcome(kim(3), **early), p.Complete(kim(3)))
    story.ask(p.MeasureOutcome(kim(3), **{**early, "on": date(2026, 12, 1)}))
    story.ask(attrs.evolve(seen("ob-1", 3), header=on(3, COACH, "zoe")))
    return story


def next_cycles(cycles: int) -> Story:
    story = supported(attrs.evolve(EASY, coaching_intensive=0, most_cycles=cycles, fewest_cycles=cycles + 1))
    for number in range(2, cycles + 1):
        story.ask(p.BeginNextCycle(kim(3), cycle=number + 1))
        story.do(p.BeginNextCycle(kim(3), cycle=number), p.BeginSupport(kim(3)))
    story.ask(p.BeginNextCycle(kim(4), cycle=cycles + 1), p.Complete(kim(4)))
    return story


def without_a_team() -> Story:
    policy = attrs.evolve(EASY, supporter_before_support=False, support_before_complete=True)
    story = Story(policy, outcomes=(OUTCOME,))
    story.do(p.RecordAttendance(on(0.5), attendance="a-0", session="day-0", held=360, there=360))
    story.do(p.VoidRecord(on(0.5), record="a-0", reason="x"))
    story.ask(p.Complete(on(0.6)))
    story.do(p.RecordAttendance(on(1), attendance="a-1", session="day-1", held=360, there=360))
    story.ask(p.Complete(on(2)))
    story.do(p.BeginSupport(on(2)))
    story.ask(area("g-1", 3, "ob-1"))
    return story


def managers() -> Story:
    """A line manager and others in that role, a manager who coaches, and the participant in another role."""
    story = Story(attrs.evolve(EASY, coach_may_be_manager=False), manager="max")
    story.ask(p.Withdraw(on(1, MANAGER, "zoe"), reason="left"), p.AssignTeam(on(1), team=(), coach="max"))
    story.ask(p.AdoptPolicy(on(1, COORDINATOR, "ana"), policy=FULL))
    taken = attrs.evolve(FULL, name="ours", version=1, step_due=3)
    story.do(p.AdoptPolicy(on(1), policy=attrs.evolve(taken, step_due=4)))
    story.ask(p.AdoptPolicy(on(1), policy=taken))
    steps = (p.CommittedStep("co1-1", "wait three seconds", date(2026, 9, 20)),)
    for role, person in ((PARTICIPANT, "zoe"), (COORDINATOR, "ana")):
        story.ask(p.CommitToPractice(on(1, role, person), commitment="co1", steps=steps))
    story.ask(p.Pause(on(3), until=date(2026, 8, 1)), p.Enrol(on(3), person="ana", manager="zoe"))
    without = Story()
    without.ask(p.Withdraw(on(1, MANAGER, "zoe"), reason="left"))
    story.reasons += without.reasons
    return story


def days_and_names() -> Story:
    """What is dated ahead or behind, and a session's name in another cycle."""
    story = Story()
    session = {"session": "day-1", "start": START + timedelta(days=9), "minutes": 360}
    story.do(p.PlanSession(on(0), plan="pl-1", **session))
    story.ask(p.PlanSession(on(0), plan="pl-2", cycle=2, **session))
    story.ask(p.RecordAttendance(on(1), attendance="a-1", session="day-1", held=360, there=360))
    blank, past = p.CommittedStep("cs-1", " ", date(2026, 12, 1)), p.CommittedStep("cs-2", "x", date(2026, 8, 1))
    story.ask(*(p.CommitToPractice(ana(2), commitment="co-1", steps=steps) for steps in ((blank,), (past,))))
    story.ask(p.CommitToPractice(ana(2), commitment="co-1", steps=(past, attrs.evolve(past, step="cs-3"))))
    return story


def follow_through(contacts: int) -> Story:
    """Contacts, promises and weeks that a cycle lacks."""
    policy = attrs.evolve(EASY, contacts_per_cycle=contacts, coaching_intensive=0, days_between_cycles=28)
    story = supported(policy)
    story.do(p.Transfer(on(3), site="south", role_title="", manager="kim", from_day=date(2026, 9, 4)))
    names = ("cs-1", "cs-2")[:contacts]
    steps = tuple(p.CommittedStep(name, "ask open questions", date(2026, 9, 9)) for name in names)
    story.do(p.CommitToPractice(ana(3), commitment="co-1", steps=steps))
    story.ask(p.BeginNextCycle(kim(4), cycle=2), p.Complete(kim(40)))
    story.do(*(seen(f"ob-{number}", 5) for number in range(contacts)))
    story.ask(p.BeginNextCycle(kim(6), cycle=2), p.Complete(ana(6)))
    story.do(p.CycleBegun(on(40), cycle=2), p.SupportBegun(on(41), granted_on=()))
    story.ask(p.BeginNextCycle(kim(42), cycle=3))
    return story


@cache
def refusals() -> tuple[Reason, ...]:
    """Every reason given in these stories."""
    stories = [before_enrolment(), enrolment(), corrections_and_leaves(), training(), assessments(), visits()]
    stories += [observations(), measurements(180), measurements(None), without_a_team()]
    stories += [managers(), days_and_names()]
    for some in (1, 2):
        stories += [priorities(some), growth_areas(some, some), action_steps(some), coaching(some), next_cycles(some)]
        stories += [follow_through(some)]
    return tuple(reason for story in stories for reason in story.reasons)
