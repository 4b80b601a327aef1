"""The same participation hand-written: one class, attrs events, the guards the story meets, and no library.

It refuses with one word instead of every reason at once, knows no remedy, waiver, policy profile or voided record, and
cannot be asked beforehand: what is left is the least that keeps the story lawful.
"""

from __future__ import annotations

from datetime import date, datetime

from tests.benchmarks.by_hand import events as happened

from pdflow.participation import CoachingMove

LIVE = {"ENROLLED", "TRAINING", "SUPPORT", "COACHING"}
SUPPORTERS = {"FACILITATOR", "COACH", "PEER", "PARTNER", "MANAGER"}


class Refusal(Exception):
    """Something stands in the way."""


def refuse_if(in_the_way: object, why: str) -> None:
    if in_the_way:
        raise Refusal(why)


class Training:
    """One person's way to the end of training, and what all guards share."""

    def __init__(self) -> None:
        self.events: list[happened.Happened] = []
        self.phase, self.session, self.closed_at = "NOTHING", "", None
        self.names: dict[str, datetime] = {}
        self.plans: dict[str, happened.SessionPlanned] = {}
        self.attendance: dict[str, happened.AttendanceRecorded] = {}
        self.evaluations: dict[str, str] = {}
        self.assessments: dict[tuple[str, str], datetime] = {}
        self.committed: dict[str, date] = {}
        self.priorities: dict[str, datetime] = {}
        self.visits: dict[str, happened.VisitScheduled] = {}
        self.observations: dict[str, happened.ObservationRecorded] = {}
        self.debriefed: set[str] = set()
        self.artifacts: set[str] = set()
        self.areas: dict[str, happened.GrowthAreaIdentified] = {}
        self.steps: dict[str, happened.StepAgreed] = {}
        self.extended: dict[str, int] = {}
        self.done: set[str] = set()
        self.checked: dict[str, happened.CheckInHeld] = {}
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
        self.events.append(happened.Enrolled(id, by, role, at, person, policy, site, outcomes))

    def assign_team(self, id, by, role, at, team, coach) -> None:
        self._may(LIVE, at, role == "COORDINATOR")
        self.supporters = {coach, *(supporter.person for supporter in team)}
        refuse_if(self.person in self.supporters, "supports self")
        self.coach = coach
        self.events.append(happened.TeamAssigned(id, by, role, at, team, coach))

    def brief_participant(self, id, by, role, at, outcomes, strategies) -> None:
        self._may(LIVE, at, role in {"COORDINATOR", "SYSTEM"})
        self.outcomes, self.strategies = outcomes, strategies
        self.events.append(happened.Briefed(id, by, role, at, outcomes, strategies))

    def take_baseline(self, id, by, role, at, baseline, outcome, value, on) -> None:
        self._may(LIVE, at, self._on_team(by, role))
        refuse_if(all(own.outcome != outcome for own in self.outcomes), "outcome unknown")
        refuse_if(any(day.there for day in self.attendance.values()), "after training")
        self._name(baseline, at)
        self.baselines[outcome] = on
        self.events.append(happened.BaselineTaken(id, by, role, at, baseline, outcome, value, on, None))

    def plan_session(self, id, by, role, at, plan, session, start, minutes) -> None:
        self._may(LIVE, at, role in {"COORDINATOR", "SYSTEM"})
        self._name(plan, at)
        former = self.plans.get(session)
        event = happened.SessionPlanned(id, by, role, at, plan, session, start, minutes, former and former.plan)
        self.plans[session] = event
        self.events.append(event)

    def assess_learning(self, id, by, role, at, assessment, time, score, instrument, out_of) -> None:
        self._may(LIVE, at, self._is_person(by, role))
        refuse_if(not 0 <= score <= out_of, "out of range")
        other = self.assessments.get((instrument, "POST" if time == "PRE" else "PRE"))
        refuse_if(other is not None and (at < other if time == "POST" else other < at), "post before pre")
        self._name(assessment, at)
        self.assessments[instrument, time] = at
        self.events.append(happened.LearningAssessed(id, by, role, at, assessment, instrument, time, score, out_of))

    def record_attendance(self, id, by, role, at, attendance, held, there, session) -> None:
        self._may(LIVE, at, self._on_team(by, role))
        refuse_if(there > held, "more than held")
        self._name(attendance, at)
        if self.phase == "ENROLLED" and there:
            self.phase = "TRAINING"
            self.events.append(happened.TrainingBegun(id, by, role, at))
        former = self.attendance.get(session)
        event = happened.AttendanceRecorded(
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
        self.events.append(happened.EvaluationSubmitted(id, by, role, at, evaluation, session, reaction, former))

    def commit_to_practice(self, id, by, role, at, commitment, steps) -> None:
        self._may(LIVE, at, by == self.person or role == "COORDINATOR")
        refuse_if(not steps, "no steps")
        refuse_if(any(step.by is None for step in steps), "no date")
        self._name(commitment, at)
        for step in steps:
            self._name(step.step, at)
            self.committed[step.step] = step.by
        self.events.append(happened.PracticeCommitted(id, by, role, at, commitment, steps))

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
        self.events.append(happened.SupportBegun(id, by, role, at, granted_on))
