"""Strategies for a successful training, ticked by what is on record (agency guide, follow-through article)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

import attrs

from pdflow.audience import Audience
from pdflow.documents.engagement.commissioning_brief import AnswerStatus, commissioning_brief
from pdflow.documents.engagement.logistics_checklist import logistics_checklist
from pdflow.documents.engagement.planned_strategies import PlanStatus, planned_strategies
from pdflow.documents.page import AmountCell, EngagementDocument, Fact, PhraseCell, Section, ShareCell, Table
from pdflow.engagement import (
    DutiesAgreed,
    Engagement,
    ImpactReviewed,
    ReadingRecorded,
    TrainingDesigned,
    TrainingKind,
    decider,
    evaluation_returns,
    has_cleared_trainer,
    practice_share,
    scheduled_session,
    slot_totals,
)
from pdflow.history import EffectiveEvents, engagement_name, training_sessions
from pdflow.kernel.messages import Event
from pdflow.policy import Question


@attrs.frozen
class Tally:
    """How much of a total is met."""

    met: float
    total: float

    @property
    def is_complete(self) -> bool:
        """Whether all of it is met; a total of 0 never is."""
        return bool(self.total) and self.met >= self.total


@attrs.frozen
class Advice:
    """A piece of advice, whether it is followed, and its figures if it has any."""

    text: str
    followed: bool
    tally: Tally | None = None


@attrs.frozen
class SuccessChecklist(EngagementDocument):
    """What helps a training to succeed, before it, while it is delivered and afterwards."""

    title: ClassVar[str] = "Strategies for a successful training"
    before: tuple[Advice, ...]
    during: tuple[Advice, ...]
    after: tuple[Advice, ...]

    def facts(self) -> Iterator[Fact]:
        every = (*self.before, *self.during, *self.after)
        yield Fact("Followed", ShareCell(sum(advice.followed for advice in every) / len(every)), Audience.TEAM)

    def sections(self) -> Iterator[Section]:
        for heading, advice in (("Before", self.before), ("During", self.during), ("After", self.after)):
            group = (Fact("When", PhraseCell(heading)),)
            rows = [(each.followed, PhraseCell(each.text), _figures(each.tally)) for each in advice]
            columns = ("Done", "What helps", "On record")
            yield Section(heading, (Table("Checklist", columns, rows, group=group),))


def _figures(tally: Tally | None) -> AmountCell | None:
    return None if tally is None or not tally.total else AmountCell(tally.met, of=tally.total)


def success_checklist(engagement: Iterable[Event[Engagement]]) -> SuccessChecklist:
    """Make the checklist, ticked where an engagement's events show that the advice is followed."""
    events = EffectiveEvents(engagement)
    state = decider.fold(events.all)
    before = (*_questions(events), *_design(events, state), *_arranged(events, state))
    return SuccessChecklist(
        engagement_name(events), before, tuple(_during(events, state)), tuple(_after(events, state))
    )


ADVICE = {
    Question.OUTCOME: "State the change that is wanted",
    Question.MEASURE: "Choose a practical measure for each outcome",
    Question.BASELINE: "Know where things stand before the training",
    Question.SUPPORTER: "Name who supports people at work, beyond the line manager",
    Question.MANAGER_ROLE: "Settle what managers do to support it",
    Question.TRAINER_ROLE: "Use the trainer's advice on implementation",
    Question.PROTECTED_TIME: "Keep time free to put it to use",
    Question.FOLLOW_UP: "Plan the follow-up while the training is being designed",
    Question.REVISIT: "Set a day to revisit the key messages",
    Question.SHARING: "Plan how practice that emerges is shared",
}


def _questions(events: EffectiveEvents[Engagement]) -> Iterator[Advice]:
    answers = {answer.question: answer.status for answer in commissioning_brief(events.all).answers}
    yield from (Advice(text, answers[question] is AnswerStatus.ANSWERED) for question, text in ADVICE.items())


def _design(events: EffectiveEvents[Engagement], state: Engagement) -> Iterator[Advice]:
    trainings = [design for design in events.of_type(TrainingDesigned) if design.kind is TrainingKind.TRAINING]
    yield _all_met("State objectives of which one sees whether they are met", [bool(t.objectives) for t in trainings])
    least = state.policy.practice_share_note or 0
    yield _all_met("Give enough of the time to practice", [practice_share(t.agenda) >= least for t in trainings])


def _arranged(events: EffectiveEvents[Engagement], state: Engagement) -> Iterator[Advice]:
    booked = training_sessions(events)
    led = [_cleared(state, session.session) for session in booked if session.kind is not TrainingKind.MEETING]
    yield _all_met("Let somebody cleared for the subject lead each session", led)
    several = {session.training for session in booked if len(session.trainers) > 1}
    agreed = {duties.training for duties in events.of_type(DutiesAgreed)}
    if several:
        yield _all_met("Share out the duties where several facilitate", [training in agreed for training in several])
    items = logistics_checklist(events.all).items
    if items:
        yield _all_met("Arrange travel and logistics in time", [item.arranged is not None for item in items])


def _cleared(state: Engagement, session: str) -> bool:
    booked = scheduled_session(state, session)
    training = next(training for training in state.trainings.values() if session in training.sessions)
    return booked is not None and has_cleared_trainer(state, training, booked)


def _during(events: EffectiveEvents[Engagement], state: Engagement) -> Iterator[Advice]:
    booked, evaluations = training_sessions(events), evaluation_returns(state)
    yield _all_met("Hold every session that was planned", [session.held is not None for session in booked])
    needed = state.policy.evaluations_before_follow_up * evaluations.there
    enough = evaluations.returns >= needed and bool(evaluations.returns)
    yield Advice("Collect evaluations from those who were there", enough, Tally(evaluations.returns, evaluations.there))


def _after(events: EffectiveEvents[Engagement], state: Engagement) -> Iterator[Advice]:
    in_force = [plan for plan in planned_strategies(events) if plan.status in (PlanStatus.CHOSEN, PlanStatus.GIVEN)]
    yield Advice("Choose the follow-up from what the evaluations ask for", bool(state.choices))
    yield _all_met("Carry every strategy out", [plan.status is PlanStatus.GIVEN for plan in in_force])
    time = slot_totals(state)
    yield Advice("Use the hours that were kept free", *_used(time.used / 60, time.protected / 60))
    read = {reading.outcome for reading in events.of_type(ReadingRecorded) if reading.level is not None}
    yield _all_met("Read every outcome again", [outcome in read for outcome in state.outcomes])
    yield Advice("Draw conclusions from what has changed", events.last(ImpactReviewed) is not None)


def _used(used: float, protected: float) -> tuple[bool, Tally]:
    tally = Tally(used, protected)
    return tally.is_complete, tally


def _all_met(text: str, met: list[bool]) -> Advice:
    tally = Tally(sum(met), len(met))
    return Advice(text, tally.is_complete, tally)
