"""Growth areas, coaching and the end, by hand."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.benchmarks.by_hand import events as happened
from tests.benchmarks.by_hand.support import Support
from tests.benchmarks.by_hand.training import refuse_if

from pdflow import Level
from pdflow.participation import CoachingMove

SHOWN = {Level.MOSTLY, Level.FULLY}


class ByHand(Support):
    """One person's way, whole."""

    def identify_growth_area(self, id, by, role, at, growth_area, evidence, practice, rationale, considered) -> None:
        self._may({"SUPPORT"}, at, by == self.coach)
        refuse_if(not evidence, "no evidence")
        self._known(evidence, at)
        refuse_if(self._open_areas(), "too many open")
        refuse_if(not (rationale and considered), "no rationale")
        self._name(growth_area, at)
        event = happened.GrowthAreaIdentified(id, by, role, at, growth_area, practice, evidence, rationale, considered)
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
        self.events.append(happened.GrowthAreaClosed(id, by, role, at, growth_area))

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
        self.events.append(happened.CoachingOpened(id, by, role, at, session, growth_area, visit, granted_on))

    def _make(self, by: str, at: datetime, move: str, session: str, *before: CoachingMove) -> None:
        self._may({"COACHING"}, at, by == self.coach)
        refuse_if(session != self.session, "another session")
        for kind in before:
            refuse_if((session, kind) not in self.moves, "out of order")
        self._name(move, at)

    def show_model(self, id, by, role, at, move, session, model) -> None:
        self._make(by, at, move, session)
        self.moves.add((session, CoachingMove.MODEL))
        self.events.append(happened.ModelShown(id, by, role, at, move, session, model))

    def compare_with_model(self, id, by, role, at, move, session, evidence, gap) -> None:
        self._make(by, at, move, session, CoachingMove.MODEL)
        refuse_if(not gap, "compares nothing")
        self._known((evidence,), at)
        self.moves.add((session, CoachingMove.COMPARE))
        self.debriefed.add(evidence)
        self.events.append(happened.ModelCompared(id, by, role, at, move, session, evidence, gap))

    def name_steps(self, id, by, role, at, move, session, steps, home) -> None:
        self._make(by, at, move, session, CoachingMove.MODEL, CoachingMove.COMPARE)
        refuse_if(len(self._open_steps()) + len(home) > 2, "too many open")
        self.moves.add((session, CoachingMove.STEPS))
        self.events.append(happened.StepsNamed(id, by, role, at, move, session, steps))
        [area] = self._open_areas()
        for step in home:
            refuse_if(step.due > at.date() + timedelta(days=14), "too far off")
            refuse_if(not step.look_for, "not observable")
            self._name(step.step, at)
            event = happened.StepAgreed(
                id, by, role, at, step.step, area, step.statement, step.look_for, step.due, session
            )
            self.steps[step.step] = event
            self.events.append(event)

    def practise(self, id, by, role, at, move, session, rounds, level) -> None:
        self._make(by, at, move, session, CoachingMove.MODEL, CoachingMove.COMPARE, CoachingMove.STEPS)
        self.moves.add((session, CoachingMove.PRACTICE))
        self.events.append(happened.StepsPractised(id, by, role, at, move, session, rounds, level))

    def close_coaching(self, id, by, role, at, minutes, session) -> None:
        self._may({"COACHING"}, at, by == self.coach)
        refuse_if(session != self.session, "another session")
        refuse_if(any((session, kind) not in self.moves for kind in CoachingMove), "moves missing")
        ahead = [visit for visit in self.visits.values() if visit.start > at and self._open(visit.visit)]
        refuse_if(not ahead, "no return visit")
        self.phase, self.coached[session] = "SUPPORT", at
        self.minutes += minutes
        self.events.append(
            happened.CoachingClosed(id, by, role, at, session, minutes, min(ahead, key=lambda each: each.start).visit)
        )

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
        self.events.append(happened.Completed(id, by, role, at, (there + self.minutes) / 60, tuple(self.shared)))
