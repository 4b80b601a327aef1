"""The same participation hand-written: one class, attrs events, the guards the story meets, and no library.

It refuses with one word instead of every reason at once, knows no remedy, waiver, policy profile or voided record, and
cannot be asked beforehand: what is left is the least that keeps the story lawful.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from pdflow import Level
from pdflow.participation import CoachingMove, Progress
from tests.benchmarks import by_hand_events as told

LIVE = {"ENROLLED", "TRAINING", "SUPPORT", "COACHING"}
AT_WORK = {"TRAINING", "SUPPORT", "COACHING"}
SUPPORTERS = {"FACILITATOR", "COACH", "PEER", "PARTNER", "MANAGER"}
SHOWN = {Level.MOSTLY, Level.FULLY}


class Refusal(Exception):
    """Something stands in the way."""


def refuse_if(in_the_way: object, why: str) -> None:
    if in_the_way:
        raise Refusal(why)


class ByHand:
    """One person's way."""

    def __init__(self) -> None:
        self.events: list[told.Happened] = []
        self.phase, self.session, self.closed_at = "NOTHING", "", None
        self.names: dict[str, datetime] = {}
        self.plans: dict[str, told.SessionPlanned] = {}
        self.attendance: dict[str, told.AttendanceRecorded] = {}
        self.evaluations: dict[str, str] = {}
        self.assessments: dict[tuple[str, str], datetime] = {}
        self.committed: dict[str, date] = {}
        self.priorities: dict[str, datetime] = {}
        self.visits: dict[str, told.VisitScheduled] = {}
        self.observations: dict[str, told.ObservationRecorded] = {}
        self.debriefed: set[str] = set()
        self.artifacts: set[str] = set()
        self.areas: dict[str, told.GrowthAreaIdentified] = {}
        self.steps: dict[str, told.StepAgreed] = {}
        self.extended: dict[str, int] = {}
        self.done: set[str] = set()
        self.checked: dict[str, told.CheckInHeld] = {}
        self.kept: set[str] = set()
        self.moves: set[tuple[str, CoachingMove]] = set()
        self.coached: dict[str, datetime] = {}
        self.baselines: dict[str, date] = {}
        self.readings: dict[str, date] = {}
        self.shared: list[str] = []
        self.minutes = 0

    def _may(self, phases: set[str], at: datetime, allowed: bool) -> None:
        refuse_if(self.phase not in phases, "not in phase")
        refuse_if(at < self.enrolled_at, "before enrolment")
        refuse_if(not allowed, "not allowed")

    def _name(self, name: str, at: datetime) -> None:
        refuse_if(name in self.names, "name taken")
        self.names[name] = at

    def _known(self, names: tuple[str, ...], at: datetime) -> None:
        for name in names:
            known = self.names.get(name)
            refuse_if(known is None or known > at, "unknown")

    def _on_team(self, by: str, role: str) -> bool:
        return role == "COORDINATOR" or (role in SUPPORTERS and by in self.supporters)

    def _is_person(self, by: str, role: str) -> bool:
        return role == "COORDINATOR" or by == self.person or self._on_team(by, role)

    def _open(self, visit: str | None) -> bool:
        return visit is None or (visit not in self.done and visit not in self.kept)

    def _open_steps(self) -> list[str]:
        return [step for step in self.steps if step not in self.done]

    def _open_areas(self) -> list[str]:
        return [area for area in self.areas if area not in self.done]

    def enrol(self, id, by, role, at, person, policy, site, outcomes) -> None:
        refuse_if(self.phase != "NOTHING", "already enrolled")
        refuse_if(role not in {"COORDINATOR", "SYSTEM"}, "not allowed")
        self.phase, self.enrolled_at, self.person, self.policy, self.outcomes = "ENROLLED", at, person, policy, outcomes
        self.events.append(told.Enrolled(id, by, role, at, person, policy, site, outcomes))

    def assign_team(self, id, by, role, at, team, coach) -> None:
        self._may(LIVE, at, role == "COORDINATOR")
        self.supporters = {coach, *(supporter.person for supporter in team)}
        refuse_if(self.person in self.supporters, "supports self")
        self.coach = coach
        self.events.append(told.TeamAssigned(id, by, role, at, team, coach))

    def brief(self, id, by, role, at, outcomes, strategies) -> None:
        self._may(LIVE, at, role in {"COORDINATOR", "SYSTEM"})
        self.outcomes, self.strategies = outcomes, strategies
        self.events.append(told.Briefed(id, by, role, at, outcomes, strategies))

    def take_baseline(self, id, by, role, at, baseline, outcome, value, on) -> None:
        self._may(LIVE, at, self._on_team(by, role))
        refuse_if(all(own.outcome != outcome for own in self.outcomes), "outcome unknown")
        refuse_if(any(day.there for day in self.attendance.values()), "after training")
        self._name(baseline, at)
        self.baselines[outcome] = on
        self.events.append(told.BaselineTaken(id, by, role, at, baseline, outcome, value, on, None))

    def plan_session(self, id, by, role, at, plan, session, start, minutes) -> None:
        self._may(LIVE, at, role in {"COORDINATOR", "SYSTEM"})
        self._name(plan, at)
        former = self.plans.get(session)
        event = told.SessionPlanned(id, by, role, at, plan, session, start, minutes, former and former.plan)
        self.plans[session] = event
        self.events.append(event)

    def assess_learning(self, id, by, role, at, assessment, time, score, instrument, out_of) -> None:
        self._may(LIVE, at, self._is_person(by, role))
        refuse_if(not 0 <= score <= out_of, "out of range")
        other = self.assessments.get((instrument, "POST" if time == "PRE" else "PRE"))
        refuse_if(other is not None and (at < other if time == "POST" else other < at), "post before pre")
        self._name(assessment, at)
        self.assessments[instrument, time] = at
        self.events.append(told.LearningAssessed(id, by, role, at, assessment, instrument, time, score, out_of))

    def record_attendance(self, id, by, role, at, attendance, held, there, session) -> None:
        self._may(LIVE, at, self._on_team(by, role))
        refuse_if(there > held, "more than held")
        self._name(attendance, at)
        if self.phase == "ENROLLED" and there:
            self.phase = "TRAINING"
            self.events.append(told.TrainingBegun(id, by, role, at))
        former = self.attendance.get(session)
        event = told.AttendanceRecorded(
            id, by, role, at, attendance, session, held, there, former and former.attendance
        )
        self.attendance[session] = event
        self.events.append(event)

    def submit_evaluation(self, id, by, role, at, evaluation, reaction, session) -> None:
        self._may(LIVE, at, by == self.person or role == "COORDINATOR")
        there = self.attendance.get(session)
        refuse_if(there is None or not there.there, "not present")
        self._name(evaluation, at)
        former = self.evaluations.get(session)
        self.evaluations[session] = evaluation
        self.events.append(told.EvaluationSubmitted(id, by, role, at, evaluation, session, reaction, former))

    def commit(self, id, by, role, at, commitment, steps) -> None:
        self._may(LIVE, at, by == self.person or role == "COORDINATOR")
        refuse_if(not steps, "no steps")
        refuse_if(any(step.by is None for step in steps), "no date")
        self._name(commitment, at)
        for step in steps:
            self._name(step.step, at)
            self.committed[step.step] = step.by
        self.events.append(told.PracticeCommitted(id, by, role, at, commitment, steps))

    def begin_support(self, id, by, role, at) -> None:
        self._may({"ENROLLED", "TRAINING"}, at, self._on_team(by, role))
        minutes = sum(plan.minutes for plan in self.plans.values())
        there = sum(min(day.there, day.held) for day in self.attendance.values())
        refuse_if(there < self.policy.attendance_share * minutes, "attendance short")
        refuse_if(not self.committed, "no commitment")
        refuse_if(not self.supporters, "no supporter")
        refuse_if(not self.strategies, "not planned")
        refuse_if(any(own.outcome not in self.baselines for own in self.outcomes), "no baseline")
        granted_on = (*(day.attendance for day in self.attendance.values()), *self.evaluations.values())
        self.phase = "SUPPORT"
        self.events.append(told.SupportBegun(id, by, role, at, granted_on))

    def set_priority(self, id, by, role, at, priority, statement) -> None:
        self._may(LIVE, at, self._is_person(by, role))
        refuse_if(len([name for name in self.priorities if name not in self.done]) >= 3, "too many")
        self._name(priority, at)
        self.priorities[priority] = at
        self.events.append(told.PrioritySet(id, by, role, at, priority, statement))

    def retire_priority(self, id, by, role, at, priority, accomplished) -> None:
        self._may(LIVE, at, self._on_team(by, role))
        self._known((priority,), at)
        refuse_if(any(self.steps[step].serves == priority for step in self._open_steps()), "in use")
        self.done.add(priority)
        self.events.append(told.PriorityRetired(id, by, role, at, priority, accomplished))

    def share_practice(self, id, by, role, at, sharing, occasion) -> None:
        self._may(AT_WORK, at, self._is_person(by, role))
        refuse_if(not (self.observations or self.artifacts), "nothing yet")
        self._name(sharing, at)
        self.shared.append(sharing)
        self.events.append(told.PracticeShared(id, by, role, at, sharing, occasion))

    def schedule_visit(self, id, by, role, at, visit, kind, supporter, start, minutes) -> None:
        self._may(LIVE, at, self._is_person(by, role))
        refuse_if(start < at, "in the past")
        end = start + timedelta(minutes=minutes)
        for other in self.visits.values():
            clashes = other.start < end and start < other.start + timedelta(minutes=other.minutes)
            refuse_if(clashes and self._open(other.visit), "clashes")
        self._name(visit, at)
        event = told.VisitScheduled(id, by, role, at, visit, kind, supporter, start, minutes)
        self.visits[visit] = event
        self.events.append(event)

    def miss_visit(self, id, by, role, at, visit, missed_by) -> None:
        self._may(LIVE, at, self._is_person(by, role))
        refuse_if(visit not in self.visits or not self._open(visit), "visit unknown")
        self.done.add(visit)
        self.events.append(told.VisitMissed(id, by, role, at, visit, missed_by))

    def record_observation(
        self, id, by, role, at, observation, setting, minutes, focus, strengths, struggles, visit
    ) -> None:
        self._may(AT_WORK, at, self._on_team(by, role))
        refuse_if(not focus, "no focus")
        refuse_if(not (strengths or struggles), "no findings")
        refuse_if(by == self.person, "of self")
        self._known(tuple([each.on for each in focus]), at)
        refuse_if(not self._open(visit), "visit unknown")
        self._name(observation, at)
        event = told.ObservationRecorded(
            id, by, role, at, observation, setting, minutes, focus, strengths, struggles, visit
        )
        self.observations[observation] = event
        self.minutes += minutes
        if visit is not None:
            self.kept.add(visit)
        self.events.append(event)

    def give_feedback(self, id, by, role, at, feedback, observation, kind, said) -> None:
        self._may(AT_WORK, at, self._on_team(by, role))
        seen = self.observations.get(observation)
        refuse_if(seen is None or seen.at > at, "no observation")
        refuse_if(seen.by != by, "not the observer")
        self._name(feedback, at)
        self.debriefed.add(observation)
        self.events.append(told.FeedbackGiven(id, by, role, at, feedback, observation, kind, said))

    def add_artifact(self, id, by, role, at, artifact, kind, source, shows) -> None:
        self._may(LIVE, at, self._is_person(by, role))
        self._known(tuple([each.on for each in shows]), at)
        self._name(artifact, at)
        self.artifacts.add(artifact)
        self.events.append(told.ArtifactAdded(id, by, role, at, artifact, kind, source, shows))

    def identify_growth_area(self, id, by, role, at, growth_area, evidence, practice, rationale, considered) -> None:
        self._may({"SUPPORT"}, at, by == self.coach)
        refuse_if(not evidence, "no evidence")
        self._known(evidence, at)
        refuse_if(self._open_areas(), "too many open")
        refuse_if(not (rationale and considered), "no rationale")
        self._name(growth_area, at)
        event = told.GrowthAreaIdentified(id, by, role, at, growth_area, practice, evidence, rationale, considered)
        self.areas[growth_area] = event
        self.events.append(event)

    def close_growth_area(self, id, by, role, at, growth_area) -> None:
        self._may({"SUPPORT"}, at, by == self.coach)
        refuse_if(growth_area not in self._open_areas(), "unknown")
        since = max(self.coached.values(), default=self.areas[growth_area].at)
        shown = [
            seen
            for seen in self.observations.values()
            if since < seen.at <= at and any(each.on == growth_area and each.level in SHOWN for each in seen.focus)
        ]
        refuse_if(not shown, "not shown")
        self.done.add(growth_area)
        self.events.append(told.GrowthAreaClosed(id, by, role, at, growth_area))

    def agree_step(self, id, by, role, at, step, serves, statement, look_for) -> None:
        self._may(AT_WORK, at, self._on_team(by, role))
        refuse_if(serves in self.done or not (serves in self.priorities or serves in self.areas), "unaligned")
        self._known((serves,), at)
        refuse_if(len(self._open_steps()) >= 2, "too many open")
        refuse_if(not look_for, "not observable")
        self._name(step, at)
        due = at.date() + timedelta(days=7)
        event = told.StepAgreed(id, by, role, at, step, serves, statement, look_for, due, None)
        self.steps[step] = event
        self.events.append(event)

    def complete_step(self, id, by, role, at, step, evidence) -> None:
        self._may(AT_WORK, at, self._is_person(by, role))
        refuse_if(step not in self._open_steps(), "unknown")
        self._known((evidence,), at)
        refuse_if(self.names[evidence] <= self.steps[step].at, "no evidence")
        self.done.add(step)
        self.events.append(told.StepCompleted(id, by, role, at, step, evidence))

    def extend_step(self, id, by, role, at, step, due, reason) -> None:
        self._may(AT_WORK, at, self._is_person(by, role))
        refuse_if(step not in self._open_steps(), "unknown")
        refuse_if(self.extended.get(step, 0) >= 1, "too often")
        refuse_if(not reason, "no reason")
        self.extended[step] = self.extended.get(step, 0) + 1
        self.events.append(told.StepExtended(id, by, role, at, step, due, reason))

    def hold_check_in(self, id, by, role, at, check_in, minutes, reviews, visit=None) -> None:
        self._may(LIVE, at, self._on_team(by, role))
        refuse_if(not self._open(visit), "visit unknown")
        reviewed = {review.step for review in reviews}
        self._known(tuple(reviewed), at)
        done = {r.step for seen in self.checked.values() for r in seen.reviews if r.progress is Progress.DONE}
        due = [step for step, day in self.committed.items() if day <= at.date() and step not in done]
        refuse_if(not reviewed.issuperset((*self._open_steps(), *due)), "not reviewed")
        self._name(check_in, at)
        event = told.CheckInHeld(id, by, role, at, check_in, minutes, reviews, visit)
        self.checked[check_in] = event
        self.minutes += minutes
        if visit is not None:
            self.kept.add(visit)
        self.events.append(event)

    def open_coaching(self, id, by, role, at, session, growth_area, visit) -> None:
        self._may({"SUPPORT"}, at, by == self.coach)
        refuse_if(not self.observations, "too few observations")
        refuse_if(growth_area not in self._open_areas(), "no growth area")
        refuse_if(self.observations.keys() - self.debriefed - {*self.areas[growth_area].evidence}, "feedback owed")
        refuse_if(not self._open(visit), "visit unknown")
        last = next(reversed(self.coached), None)
        taken_home = {step for step in self._open_steps() if self.steps[step].session == last}
        seen = {each.on for seen in self.observations.values() for each in seen.focus}
        refuse_if(last is not None and taken_home - seen, "last step unchecked")
        self._name(session, at)
        self.phase, self.session = "COACHING", session
        if visit is not None:
            self.kept.add(visit)
        granted_on = tuple(self.observations)
        self.events.append(told.CoachingOpened(id, by, role, at, session, growth_area, visit, granted_on))

    def _make(self, by: str, at: datetime, move: str, session: str, *before: CoachingMove) -> None:
        self._may({"COACHING"}, at, by == self.coach)
        refuse_if(session != self.session, "another session")
        for kind in before:
            refuse_if((session, kind) not in self.moves, "out of order")
        self._name(move, at)

    def show_model(self, id, by, role, at, move, session, model) -> None:
        self._make(by, at, move, session)
        self.moves.add((session, CoachingMove.MODEL))
        self.events.append(told.ModelShown(id, by, role, at, move, session, model))

    def compare(self, id, by, role, at, move, session, evidence) -> None:
        self._make(by, at, move, session, CoachingMove.MODEL)
        self._known((evidence,), at)
        self.moves.add((session, CoachingMove.COMPARE))
        self.debriefed.add(evidence)
        self.events.append(told.ModelCompared(id, by, role, at, move, session, evidence))

    def name_steps(self, id, by, role, at, move, session, steps, home) -> None:
        self._make(by, at, move, session, CoachingMove.MODEL, CoachingMove.COMPARE)
        refuse_if(len(self._open_steps()) + len(home) > 2, "too many open")
        self.moves.add((session, CoachingMove.STEPS))
        self.events.append(told.StepsNamed(id, by, role, at, move, session, steps))
        [area] = self._open_areas()
        for step in home:
            refuse_if(step.due > at.date() + timedelta(days=14), "too far off")
            refuse_if(not step.look_for, "not observable")
            self._name(step.step, at)
            event = told.StepAgreed(
                id, by, role, at, step.step, area, step.statement, step.look_for, step.due, session
            )
            self.steps[step.step] = event
            self.events.append(event)

    def practise(self, id, by, role, at, move, session, rounds, level) -> None:
        self._make(by, at, move, session, CoachingMove.MODEL, CoachingMove.COMPARE, CoachingMove.STEPS)
        self.moves.add((session, CoachingMove.PRACTICE))
        self.events.append(told.StepsPractised(id, by, role, at, move, session, rounds, level))

    def close_coaching(self, id, by, role, at, minutes, session) -> None:
        self._may({"COACHING"}, at, by == self.coach)
        refuse_if(session != self.session, "another session")
        refuse_if(any((session, kind) not in self.moves for kind in CoachingMove), "moves missing")
        ahead = [visit for visit in self.visits.values() if visit.start > at and self._open(visit.visit)]
        refuse_if(not ahead, "no return visit")
        self.phase, self.coached[session] = "SUPPORT", at
        self.minutes += minutes
        self.events.append(
            told.CoachingClosed(id, by, role, at, session, minutes, min(ahead, key=lambda each: each.start).visit)
        )

    def measure(self, id, by, role, at, measurement, outcome, value, level, on) -> None:
        self._may(LIVE, at, self._is_person(by, role))
        refuse_if(all(own.outcome != outcome for own in self.outcomes), "outcome unknown")
        refuse_if(on < self.baselines[outcome], "before baseline")
        self._name(measurement, at)
        self.readings[outcome] = on
        self.events.append(told.OutcomeMeasured(id, by, role, at, measurement, outcome, value, level, on))

    def complete(self, id, by, role, at) -> None:
        self._may({"TRAINING", "SUPPORT"}, at, by == self.coach or role == "COORDINATOR")
        minutes = sum(plan.minutes for plan in self.plans.values())
        there = sum(day.there for day in self.attendance.values())
        refuse_if(there < self.policy.attendance_share * minutes, "attendance short")
        refuse_if(not self.evaluations, "evaluation missing")
        refuse_if(not self.coached, "no coaching")
        refuse_if(self._open_steps() or self._open_areas(), "still open")
        trained = min(day.at for day in self.attendance.values()).date()
        for own in self.outcomes:
            read = self.readings.get(own.outcome)
            refuse_if(read is None or not 90 <= (read - trained).days <= 180, "not remeasured")
        self.phase = "COMPLETED"
        self.events.append(told.Completed(id, by, role, at, (there + self.minutes) / 60, tuple(self.shared)))
