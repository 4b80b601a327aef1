"""Implementation support by hand: priorities, visits, observations, steps and check-ins."""

from __future__ import annotations

from datetime import timedelta

from tests.benchmarks.by_hand import events as happened
from tests.benchmarks.by_hand.training import LIVE, Training, refuse_if

from pdflow.participation import Progress

AT_WORK = {"TRAINING", "SUPPORT", "COACHING"}


class Support(Training):
    """What is done at the workplace."""

    def set_priority(self, id, by, role, at, priority, statement) -> None:
        self._may(LIVE, at, self._is_person(by, role))
        refuse_if(len([name for name in self.priorities if name not in self.done]) >= 3, "too many")
        self._name(priority, at)
        self.priorities[priority] = at
        self.events.append(happened.PrioritySet(id, by, role, at, priority, statement))

    def retire_priority(self, id, by, role, at, priority, accomplished) -> None:
        self._may(LIVE, at, self._on_team(by, role))
        self._known((priority,), at)
        refuse_if(any(self.steps[step].serves == priority for step in self._open_steps()), "in use")
        self.done.add(priority)
        self.events.append(happened.PriorityRetired(id, by, role, at, priority, accomplished))

    def share_practice(self, id, by, role, at, sharing, occasion) -> None:
        self._may(AT_WORK, at, self._is_person(by, role))
        refuse_if(not (self.observations or self.artifacts), "nothing yet")
        self._name(sharing, at)
        self.shared.append(sharing)
        self.events.append(happened.PracticeShared(id, by, role, at, sharing, occasion))

    def schedule_visit(self, id, by, role, at, visit, kind, supporter, start, minutes) -> None:
        self._may(LIVE, at, self._is_person(by, role))
        refuse_if(start < at, "in the past")
        end = start + timedelta(minutes=minutes)
        for other in self.visits.values():
            clashes = other.start < end and start < other.start + timedelta(minutes=other.minutes)
            refuse_if(clashes and self._open(other.visit), "clashes")
        self._name(visit, at)
        event = happened.VisitScheduled(id, by, role, at, visit, kind, supporter, start, minutes)
        self.visits[visit] = event
        self.events.append(event)

    def miss_visit(self, id, by, role, at, visit, missed_by) -> None:
        self._may(LIVE, at, self._is_person(by, role))
        refuse_if(visit not in self.visits or not self._open(visit), "visit unknown")
        self.done.add(visit)
        self.events.append(happened.VisitMissed(id, by, role, at, visit, missed_by))

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
        event = happened.ObservationRecorded(
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
        self.events.append(happened.FeedbackGiven(id, by, role, at, feedback, observation, kind, said))

    def add_artifact(self, id, by, role, at, artifact, kind, source, shows) -> None:
        self._may(LIVE, at, self._is_person(by, role))
        self._known(tuple([each.on for each in shows]), at)
        self._name(artifact, at)
        self.artifacts.add(artifact)
        self.events.append(happened.ArtifactAdded(id, by, role, at, artifact, kind, source, shows))

    def agree_action_step(self, id, by, role, at, step, serves, statement, look_for) -> None:
        self._may(AT_WORK, at, self._on_team(by, role))
        refuse_if(serves in self.done or not (serves in self.priorities or serves in self.areas), "unaligned")
        self._known((serves,), at)
        refuse_if(len(self._open_steps()) >= 2, "too many open")
        refuse_if(not look_for, "not observable")
        self._name(step, at)
        due = at.date() + timedelta(days=7)
        event = happened.StepAgreed(id, by, role, at, step, serves, statement, look_for, due, None)
        self.steps[step] = event
        self.events.append(event)

    def complete_action_step(self, id, by, role, at, step, evidence) -> None:
        self._may(AT_WORK, at, self._is_person(by, role))
        refuse_if(step not in self._open_steps(), "unknown")
        self._known((evidence,), at)
        refuse_if(self.names[evidence] <= self.steps[step].at, "no evidence")
        self.done.add(step)
        self.events.append(happened.StepCompleted(id, by, role, at, step, evidence))

    def extend_action_step(self, id, by, role, at, step, due, reason) -> None:
        self._may(AT_WORK, at, self._is_person(by, role))
        refuse_if(step not in self._open_steps(), "unknown")
        refuse_if(self.extended.get(step, 0) >= 1, "too often")
        refuse_if(not reason, "no reason")
        self.extended[step] = self.extended.get(step, 0) + 1
        self.events.append(happened.StepExtended(id, by, role, at, step, due, reason))

    def hold_check_in(self, id, by, role, at, check_in, minutes, reviews, visit=None) -> None:
        self._may(LIVE, at, self._on_team(by, role))
        refuse_if(not self._open(visit), "visit unknown")
        reviewed = {review.step for review in reviews}
        self._known(tuple(reviewed), at)
        done = {r.step for seen in self.checked.values() for r in seen.reviews if r.progress is Progress.DONE}
        due = [step for step, day in self.committed.items() if day <= at.date() and step not in done]
        refuse_if(not reviewed.issuperset((*self._open_steps(), *due)), "not reviewed")
        self._name(check_in, at)
        event = happened.CheckInHeld(id, by, role, at, check_in, minutes, reviews, visit)
        self.checked[check_in] = event
        self.minutes += minutes
        if visit is not None:
            self.kept.add(visit)
        self.events.append(event)

    def measure_outcome(self, id, by, role, at, measurement, outcome, value, level, on) -> None:
        self._may(LIVE, at, self._is_person(by, role))
        refuse_if(all(own.outcome != outcome for own in self.outcomes), "outcome unknown")
        refuse_if(on < self.baselines[outcome], "before baseline")
        self._name(measurement, at)
        self.readings[outcome] = on
        self.events.append(happened.OutcomeMeasured(id, by, role, at, measurement, outcome, value, level, on))
