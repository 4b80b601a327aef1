"""The commissioning brief: what is to be settled before training is commissioned, answered or open (follow-through article)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, ClassVar, Final

import attrs

from pdflow.audience import Audience
from pdflow.documents.engagement.follow_up import PlanStatus, planned
from pdflow.documents.history.effective_events import Told
from pdflow.documents.history.sessions import engagement_of, which
from pdflow.documents.page.blocks import (
    Amount,
    Cell,
    Column,
    Fact,
    Named,
    Section,
    Table,
    Words,
)
from pdflow.documents.page.document import Document
from pdflow.engagement import (
    BaselineSet,
    BudgetSet,
    EngagementRequested,
    ManagerRoleDefined,
    MeasureChosen,
    OutcomeStated,
    RequirementWaived,
    RevisitPlanned,
    SharingPlanned,
    Stage,
    SupporterNamed,
    TimeProtected,
    TrainerRoleDefined,
    decider,
)
from pdflow.kernel.messages import Event
from pdflow.people import MANAGER
from pdflow.policy import Question

ASKED: Final[Mapping[Question, str]] = {
    Question.OUTCOME: "Which change in attitude, behavior, skill or performance is wanted?",
    Question.MEASURE: "How will it be seen: by which practical measure, collected by whom and when?",
    Question.BASELINE: "Where do things stand now?",
    Question.SUPPORTER: "Who supports people in putting it to use, and when?",
    Question.MANAGER_ROLE: "What do managers do to support it and to keep track of it?",
    Question.TRAINER_ROLE: "What does the trainer do for it after the training?",
    Question.PROTECTED_TIME: "Which time is kept free for it?",
    Question.FOLLOW_UP_BUDGET: "How much money and how many hours are set aside for the follow-up?",
    Question.REVISIT: "When are the key messages revisited?",
    Question.SHARING: "How is practice that emerges shared?",
    Question.FOLLOW_UP: "Which follow-up is planned?",
}
WAIVED_BY: Final[Mapping[Question, str]] = {question: f"design.no_{question.lower()}" for question in Question}


class Standing(StrEnum):
    """How a question stands."""

    ANSWERED = "ANSWERED"
    OPEN = "OPEN"
    WAIVED = "WAIVED"
    NOT_ASKED = "NOT_ASKED"
    """Unanswered, and the policy does not ask it."""


@attrs.frozen
class Answer:
    """A question, what is on record on it, and how it stands."""

    question: Question
    said: tuple[tuple[Cell, ...], ...]
    standing: Standing


@attrs.frozen
class CommissioningBrief(Document):
    """What is asked before training is commissioned, answered or open."""

    title: ClassVar[str] = "Commissioning brief"
    engagement: str
    stage: Stage
    request: EngagementRequested | None
    answers: tuple[Answer, ...]

    @property
    def open(self) -> tuple[Question, ...]:
        """The questions that stand in the way."""
        return tuple(answer.question for answer in self.answers if answer.standing is Standing.OPEN)

    def facts(self) -> Iterator[Fact]:
        yield which(self.engagement)
        yield Fact("Stage", self.stage)
        if self.request is not None:
            yield Fact("Need", self.request.need)
            yield Fact("What shows it", self.request.evidence)
            yield Fact("For whom", self.request.audience)
            yield Fact("How many", self.request.size)
        yield Fact("Questions open", len(self.open))

    def sections(self) -> Iterator[Section]:
        columns = ("Standing", "Question", Column("Answer", Audience.TEAM))
        rows = [(answer.standing, Words(ASKED[answer.question]), answer.said) for answer in self.answers]
        yield Section("", (Table("Questions", columns, rows, reader=Audience.ALL),))


def commissioning_brief(engagement: Iterable[Event[Any]]) -> CommissioningBrief:
    """The questions of commissioning and their answers, from an engagement's events."""
    told = Told(engagement)
    state = decider.fold(told.events)
    waived = {waiver.requirement for waiver in told.each(RequirementWaived) if not waiver.for_roster}
    answers = []
    for question, find in ANSWERS.items():
        said = tuple(find(told))
        answered = bool(said) and not _lacks(told, question, state.policy.supporter_beyond_manager)
        answers.append(Answer(question, said, _standing(question, answered, state.policy.questions, waived)))
    return CommissioningBrief(engagement_of(told), state.phase, told.last(EngagementRequested), tuple(answers))


def _standing(question: Question, answered: bool, asked: frozenset[Question], waived: set[str]) -> Standing:
    if answered:
        return Standing.ANSWERED
    if question not in asked:
        return Standing.NOT_ASKED
    return Standing.WAIVED if WAIVED_BY[question] in waived else Standing.OPEN


def _lacks(told: Told, question: Question, beyond_manager: bool) -> bool:
    """Whether an answer leaves an outcome out, or names nobody but line managers."""
    if question is Question.SUPPORTER:
        named = told.latest(SupporterNamed, lambda named: named.person).values()
        return beyond_manager and all(supporter.role is MANAGER for supporter in named)
    if question not in (Question.MEASURE, Question.BASELINE):
        return False
    kind = MeasureChosen if question is Question.MEASURE else BaselineSet
    said = {event.outcome for event in told.events if isinstance(event, kind)}
    return any(stated.outcome not in said for stated in told.each(OutcomeStated))


def _outcomes(told: Told) -> Iterator[tuple[Cell, ...]]:
    yield from ((stated.statement, stated.kind, stated.whose) for stated in told.each(OutcomeStated))


def _measures(told: Told) -> Iterator[tuple[Cell, ...]]:
    for chosen in told.latest(MeasureChosen, lambda chosen: chosen.outcome).values():
        target = () if chosen.target is None else (Words("Target"), Amount(chosen.target, chosen.unit))
        yield chosen.title, *target, Named(chosen.collector), chosen.collected_by


def _baselines(told: Told) -> Iterator[tuple[Cell, ...]]:
    units = {chosen.outcome: chosen.unit for chosen in told.each(MeasureChosen)}
    for set_ in told.latest(BaselineSet, lambda set_: set_.outcome).values():
        value = None if set_.value is None else Amount(set_.value, units.get(set_.outcome, ""))
        yield value, set_.how, set_.on


def _supporters(told: Told) -> Iterator[tuple[Cell, ...]]:
    for named in told.latest(SupporterNamed, lambda named: named.person).values():
        yield Named(named.person), named.role, named.when, named.tasked, named.guided


def _manager_role(told: Told) -> Iterator[tuple[Cell, ...]]:
    if defined := told.last(ManagerRoleDefined):
        yield defined.supports, defined.tracks


def _trainer_role(told: Told) -> Iterator[tuple[Cell, ...]]:
    if defined := told.last(TrainerRoleDefined):
        yield defined.advice, defined.part


def _protected(told: Told) -> Iterator[tuple[Cell, ...]]:
    slots = sorted((slot for made in told.each(TimeProtected) for slot in made.slots), key=lambda slot: slot.start)
    if slots:
        hours = sum(slot.minutes for slot in slots) / 60
        yield Amount(hours, "h"), slots[0].start.date(), slots[-1].start.date()


def _budget(told: Told) -> Iterator[tuple[Cell, ...]]:
    if budget := told.last(BudgetSet):
        shares = ((budget.follow_up_money, budget.money, ""), (budget.follow_up_hours, budget.hours, "h"))
        yield (*(Amount(part, unit, of=whole) for part, whole, unit in shares if whole or part), budget.reason)


def _revisits(told: Told) -> Iterator[tuple[Cell, ...]]:
    yield from ((revisit.on, revisit.messages) for revisit in told.each(RevisitPlanned))


def _sharings(told: Told) -> Iterator[tuple[Cell, ...]]:
    yield from ((sharing.how, sharing.on) for sharing in told.each(SharingPlanned))


def _follow_up(told: Told) -> Iterator[tuple[Cell, ...]]:
    live = (plan for plan in planned(told) if plan.status not in (PlanStatus.DROPPED, PlanStatus.NOT_CHOSEN))
    yield from ((plan.strategy, plan.mode, Named(plan.owner), plan.on) for plan in live)


ANSWERS: Final[Mapping[Question, Callable[[Told], Iterator[tuple[Cell, ...]]]]] = {
    Question.OUTCOME: _outcomes,
    Question.MEASURE: _measures,
    Question.BASELINE: _baselines,
    Question.SUPPORTER: _supporters,
    Question.MANAGER_ROLE: _manager_role,
    Question.TRAINER_ROLE: _trainer_role,
    Question.PROTECTED_TIME: _protected,
    Question.FOLLOW_UP_BUDGET: _budget,
    Question.REVISIT: _revisits,
    Question.SHARING: _sharings,
    Question.FOLLOW_UP: _follow_up,
}
