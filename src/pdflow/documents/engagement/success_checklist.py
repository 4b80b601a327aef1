"""Strategies for a successful training: a checklist ticked off by what is on record (agency guide, follow-through article)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import attrs

from pdflow.audience import Audience
from pdflow.documents.engagement.commissioning_brief import Standing, commissioning_brief
from pdflow.documents.engagement.follow_up import PlanStatus, planned
from pdflow.documents.engagement.logistics import logistics_checklist
from pdflow.documents.history.effective_events import Told
from pdflow.documents.history.sessions import engagement_of, sittings, which
from pdflow.documents.page.blocks import (
    Amount,
    Fact,
    Section,
    Share,
    Table,
    Words,
)
from pdflow.documents.page.document import Document
from pdflow.engagement import (
    DutiesAgreed,
    ImpactReviewed,
    ReadingRecorded,
    TrainingDesigned,
    decider,
)
from pdflow.engagement.follow_up_choice import returns
from pdflow.engagement.state.sessions import is_cleared, scheduled
from pdflow.engagement.state.state import Engagement
from pdflow.engagement.state.summary import slots
from pdflow.engagement.state.vocabulary import TrainingKind
from pdflow.engagement.training_design import practice_share
from pdflow.kernel.messages import Event
from pdflow.policy import Question


@attrs.frozen
class Tally:
    """How much of something is so, of how much."""

    so: float
    of: float

    @property
    def whole(self) -> bool:
        """Whether it is all so; nothing of nothing is not."""
        return bool(self.of) and self.so >= self.of


@attrs.frozen
class Advice:
    """A piece of advice, whether it is followed, and the figures where there are any."""

    text: str
    followed: bool
    tally: Tally | None = None


@attrs.frozen
class SuccessChecklist(Document):
    """What makes a training succeed, before it, while it is delivered and afterwards."""

    title: ClassVar[str] = "Strategies for a successful training"
    engagement: str
    before: tuple[Advice, ...]
    during: tuple[Advice, ...]
    after: tuple[Advice, ...]

    def facts(self) -> Iterator[Fact]:
        every = (*self.before, *self.during, *self.after)
        yield which(self.engagement)
        yield Fact("Followed", Share(sum(advice.followed for advice in every) / len(every)), Audience.TEAM)

    def sections(self) -> Iterator[Section]:
        for heading, advice in (("Before", self.before), ("During", self.during), ("After", self.after)):
            group = (Fact("When", Words(heading)),)
            rows = [(each.followed, Words(each.text), _figures(each.tally)) for each in advice]
            columns = ("Done", "What helps", "On record")
            yield Section(heading, (Table("Checklist", columns, rows, group=group),))


def _figures(tally: Tally | None) -> Amount | None:
    return None if tally is None or not tally.of else Amount(tally.so, of=tally.of)


def success_checklist(engagement: Iterable[Event[Any]]) -> SuccessChecklist:
    """What helps a training to succeed, ticked where an engagement's events show it."""
    told = Told(engagement)
    state = decider.fold(told.events)
    before = (*_questions(told), *_design(told, state), *_arranged(told, state))
    return SuccessChecklist(engagement_of(told), before, tuple(_during(told, state)), tuple(_after(told, state)))


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


def _questions(told: Told) -> Iterator[Advice]:
    answers = {answer.question: answer.standing for answer in commissioning_brief(told.events).answers}
    yield from (Advice(text, answers[question] is Standing.ANSWERED) for question, text in ADVICE.items())


def _design(told: Told, state: Engagement) -> Iterator[Advice]:
    trainings = [design for design in told.each(TrainingDesigned) if design.kind is TrainingKind.TRAINING]
    yield _all("State objectives of which one sees whether they are met", [bool(t.objectives) for t in trainings])
    least = state.policy.practice_share_note or 0
    yield _all("Give enough of the time to practice", [practice_share(t.agenda) >= least for t in trainings])


def _arranged(told: Told, state: Engagement) -> Iterator[Advice]:
    booked = sittings(told)
    led = [_cleared(state, sitting.session) for sitting in booked if sitting.kind is not TrainingKind.MEETING]
    yield _all("Let somebody cleared for the subject lead each session", led)
    several = {sitting.training for sitting in booked if len(sitting.trainers) > 1}
    agreed = {duties.training for duties in told.each(DutiesAgreed)}
    if several:
        yield _all("Share out the duties where several facilitate", [training in agreed for training in several])
    items = logistics_checklist(told.events).items
    if items:
        yield _all("Arrange travel and logistics in time", [item.arranged is not None for item in items])


def _cleared(state: Engagement, session: str) -> bool:
    booked = scheduled(state, session)
    training = next(training for training in state.trainings.values() if session in training.sessions)
    return booked is not None and is_cleared(state, training, booked)


def _during(told: Told, state: Engagement) -> Iterator[Advice]:
    booked, came = sittings(told), returns(state)
    yield _all("Hold every session that was planned", [sitting.held is not None for sitting in booked])
    needed = state.policy.evaluations_before_follow_up * came.there
    enough = came.returns >= needed and bool(came.returns)
    yield Advice("Collect evaluations from those who were there", enough, Tally(came.returns, came.there))


def _after(told: Told, state: Engagement) -> Iterator[Advice]:
    live = [plan for plan in planned(told) if plan.status in (PlanStatus.CHOSEN, PlanStatus.GIVEN)]
    yield Advice("Choose the follow-up from what the evaluations ask for", bool(state.choices))
    yield _all("Carry every strategy out", [plan.status is PlanStatus.GIVEN for plan in live])
    time = slots(state)
    yield Advice("Use the hours that were kept free", *_used(time.used / 60, time.protected / 60))
    read = {reading.outcome for reading in told.each(ReadingRecorded) if reading.level is not None}
    yield _all("Read every outcome again", [outcome in read for outcome in state.outcomes])
    yield Advice("Draw conclusions from what has changed", told.last(ImpactReviewed) is not None)


def _used(used: float, protected: float) -> tuple[bool, Tally]:
    tally = Tally(used, protected)
    return tally.whole, tally


def _all(text: str, met: list[bool]) -> Advice:
    tally = Tally(sum(met), len(met))
    return Advice(text, tally.whole, tally)
