"""The commissioning brief: what to settle before training is commissioned (follow-through article)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import ClassVar, Final

import attrs

from pdflow.audience import Audience
from pdflow.documents.engagement.commissioning_answers import ANSWERS, budget_lines
from pdflow.documents.page import Cell, Column, EngagementDocument, Fact, PhraseCell, Section, Table
from pdflow.engagement import (
    BaselineSet,
    Engagement,
    EngagementRequested,
    EngagementStage,
    ManagerRoleDefined,
    MeasureChosen,
    OutcomeStated,
    ReadingRecorded,
    RequirementWaived,
    SupporterNamed,
    TrainerRoleDefined,
    decider,
)
from pdflow.history import EffectiveEvents, engagement_name
from pdflow.kernel.fields import is_blank
from pdflow.kernel.messages import Event
from pdflow.people import MANAGER
from pdflow.policy import Question

QUESTION_TEXTS: Final[Mapping[Question, str]] = {
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


WAIVABLE_CODES: Final[Mapping[Question, str]] = {question: f"design.no_{question.lower()}" for question in Question}


class AnswerStatus(StrEnum):
    """Whether a question is answered."""

    ANSWERED = "ANSWERED"
    OPEN = "OPEN"
    WAIVED = "WAIVED"
    NOT_ASKED = "NOT_ASKED"
    """It has no answer, and the policy does not ask for one."""


@attrs.frozen
class CommissioningAnswer:
    """A question, the lines on record in answer to it, and whether they answer it."""

    question: Question
    lines: tuple[tuple[Cell, ...], ...]
    status: AnswerStatus


@attrs.frozen
class CommissioningBrief(EngagementDocument):
    """The questions to settle before training is commissioned, with their answers."""

    title: ClassVar[str] = "Commissioning brief"
    stage: EngagementStage
    request: EngagementRequested | None
    answers: tuple[CommissioningAnswer, ...]
    budget: tuple[tuple[Cell, ...], ...] = ()
    """The lines of the budget, with what is set aside and spent."""

    @property
    def open(self) -> tuple[Question, ...]:
        """The questions that still block commissioning."""
        return tuple(answer.question for answer in self.answers if answer.status is AnswerStatus.OPEN)

    def facts(self) -> Iterator[Fact]:
        yield Fact("Stage", self.stage)
        if self.request is not None:
            yield Fact("Need", self.request.need)
            yield Fact("What shows it", self.request.evidence)
            yield Fact("For whom", self.request.audience)
            yield Fact("How many", self.request.size)
        yield Fact("Questions open", len(self.open))

    def sections(self) -> Iterator[Section]:
        columns = ("Standing", "Question", Column("Answer", Audience.TEAM))
        rows = [(answer.status, PhraseCell(QUESTION_TEXTS[answer.question]), answer.lines) for answer in self.answers]
        yield Section("", (Table("Questions", columns, rows, reader=Audience.ALL),))
        if self.budget:
            headings = ("Line", "Purpose", "Set aside", "Spent", "Hours set aside", "Hours spent")
            yield Section("Budget and spending", (Table("Budget", headings, self.budget),))


def commissioning_brief(engagement: Iterable[Event[Engagement]]) -> CommissioningBrief:
    """Make the brief of the questions of commissioning, from an engagement's events."""
    events = EffectiveEvents(engagement)
    state = decider.fold(events.all)
    waived = {waiver.requirement for waiver in events.of_type(RequirementWaived) if not waiver.for_roster}
    answers = []
    for question, find in ANSWERS.items():
        lines = tuple(find(events))
        answered = bool(lines) and not _is_incomplete(events, question, state.policy.supporter_beyond_manager)
        answers.append(
            CommissioningAnswer(question, lines, _status(question, answered, state.policy.questions, waived))
        )
    request, budget = events.last(EngagementRequested), tuple(budget_lines(events))
    return CommissioningBrief(engagement_name(events), state.phase, request, tuple(answers), budget)


def _status(question: Question, answered: bool, asked: frozenset[Question], waived: set[str]) -> AnswerStatus:
    if answered:
        return AnswerStatus.ANSWERED
    if question not in asked:
        return AnswerStatus.NOT_ASKED
    return AnswerStatus.WAIVED if WAIVABLE_CODES[question] in waived else AnswerStatus.OPEN


ROLES: Final[Mapping[Question, type[ManagerRoleDefined] | type[TrainerRoleDefined]]] = {
    Question.MANAGER_ROLE: ManagerRoleDefined,
    Question.TRAINER_ROLE: TrainerRoleDefined,
}


def _parts(defined: ManagerRoleDefined | TrainerRoleDefined) -> tuple[str, str]:
    if isinstance(defined, ManagerRoleDefined):
        return defined.supports, defined.tracks
    return defined.advice, defined.part


def _is_incomplete(events: EffectiveEvents[Engagement], question: Question, beyond_manager: bool) -> bool:
    """Whether an answer leaves an outcome or a part of a role out, or names nobody but line managers."""
    if question in ROLES:
        defined = events.last(ROLES[question])
        return defined is not None and any(map(is_blank, _parts(defined)))
    if question is Question.SUPPORTER:
        named = events.latest_by(SupporterNamed, lambda named: named.person).values()
        return beyond_manager and all(supporter.role is MANAGER for supporter in named)
    if question not in (Question.MEASURE, Question.BASELINE):
        return False
    kind = MeasureChosen if question is Question.MEASURE else BaselineSet
    covered = {event.outcome for event in events.all if isinstance(event, kind)}
    if question is Question.BASELINE:
        covered |= {reading.outcome for reading in events.of_type(ReadingRecorded) if reading.level is None}
    return any(stated.outcome not in covered for stated in events.of_type(OutcomeStated))
