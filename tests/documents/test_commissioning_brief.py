"""The commissioning brief: the same questions are open as in the guards."""

import csv
from collections.abc import Iterator
from io import StringIO
from random import Random

from tests.documents.decided_events import story
from tests.documents.example_engagement import engagement_year
from tests.engagement import stories
from tests.engagement.corpus import SUBJECT as AN_ENGAGEMENT
from tests.engagement.stories import Somebody, payer

from pdflow import (
    FULL,
    Actor,
    Audience,
    Event,
    Header,
    Role,
)
from pdflow.documents import commissioning_brief, to_csv, to_markdown
from pdflow.documents.engagement.commissioning_answers import ANSWERS, budget_lines
from pdflow.documents.engagement.commissioning_brief import QUESTION_TEXTS, AnswerStatus
from pdflow.documents.page import AmountCell
from pdflow.engagement import (
    BudgetLine,
    BudgetPurpose,
    Commission,
    Engagement,
    EngagementStage,
    RecordSpending,
    SetBudget,
    decider,
)
from pdflow.history import EffectiveEvents
from pdflow.policy import Question
from pdflow.testing.walks import History, walk

ASK = Header("00000000-0000-4000-8000-00000000ffff", Actor("payer", Role.COMMISSIONER), stories.day(2000))


def test_every_question_is_asked_and_can_be_answered() -> None:
    assert set(ANSWERS) == set(QUESTION_TEXTS) == set(Question)


def test_a_design_begins_with_every_question_open() -> None:
    brief = commissioning_brief(story(*stories.in_design(policy=FULL)))
    assert set(brief.open) == set(Question)


def test_what_the_policy_does_not_ask_is_not_open() -> None:
    brief = commissioning_brief(story(*stories.in_design()))
    assert {answer.status for answer in brief.answers} == {AnswerStatus.NOT_ASKED}


def test_a_question_waived_is_not_open() -> None:
    waived = stories.waive(payer(1), "w1", "design.no_budget"), stories.waive(payer(1), "w2", "design.no_sharing")
    brief = commissioning_brief(story(*stories.in_design(policy=FULL), waived[1]))
    assert Question.SHARING not in brief.open
    assert {answer.question: answer.status for answer in brief.answers}[Question.SHARING] is AnswerStatus.WAIVED


def test_a_line_manager_alone_is_no_answer() -> None:
    manager = stories.supporter(payer(1), "su1", stories.tom)
    assert Question.SUPPORTER in commissioning_brief(story(*stories.in_design(policy=FULL), manager)).open
    both = story(*stories.in_design(policy=FULL), manager, stories.supporter(payer(1), "su2", stories.pat))
    assert Question.SUPPORTER not in commissioning_brief(both).open


def in_design(history: History[Engagement]) -> Iterator[tuple[Event, ...]]:
    """What had happened whenever the engagement was being designed."""
    state = decider.state()
    for place, event in enumerate(history.events):
        decider.fold([event], onto=state)
        if state.phase is EngagementStage.DESIGN:
            yield history.events[: place + 1]


def test_the_brief_and_the_guards_agree_on_what_is_open() -> None:
    compared = set()
    for seed in range(20):
        for events in in_design(walk(AN_ENGAGEMENT, Random(seed), 60)):
            reasons = decider.why_not(decider.fold(events), Commission(ASK))
            codes = {reason.code.replace("team.only_line_manager", "design.no_supporter") for reason in reasons}
            open_ = {f"design.no_{question.lower()}" for question in commissioning_brief(events).open}
            codes -= {"design.supporter_not_guided"}
            assert {code for code in codes if code.startswith("design.")} == open_
            compared.add(frozenset(open_))
    assert len(compared) > 10


def test_spending_is_shown_line_by_line_with_its_currency() -> None:
    page = to_csv(commissioning_brief(engagement_year()).for_reader(Audience.TEAM))
    rows = [[*row.values()] for row in csv.DictReader(StringIO(page["Budget"]))]
    assert rows == [
        ["follow-up", "Follow-up", "9000 USD", "3750.5 USD", "180", "52.5"],
        ["measuring", "Tracking outcomes", "1000 USD", "0 USD", "20", ""],
    ]


def test_what_was_held_is_told_beside_what_was_planned() -> None:
    page = to_markdown(commissioning_brief(engagement_year()).for_reader(Audience.TEAM))
    assert "Wait time and follow-up questions · Held · 2026-11-20 · Waiting is hardest in mathematics" in page
    assert "9000 / 24000 USD · 180 / 320 h" in page


def test_supporters_who_do_it_alike_are_in_one_line() -> None:
    alike = [
        stories.supporter(payer(1), f"su{n}", who) for n, who in enumerate((stories.pat, Somebody("sam", Role.PEER)))
    ]
    answers = commissioning_brief(story(*stories.in_design(policy=FULL), *alike)).answers
    [line] = next(answer.lines for answer in answers if answer.question is Question.SUPPORTER)
    assert line[0] == ("pat", "sam")


def test_answers_are_for_the_team() -> None:
    brief = commissioning_brief(engagement_year())
    assert "Half a day released" in to_markdown(brief.for_reader(Audience.TEAM))
    assert "Half a day released" not in to_markdown(brief.for_reader(Audience.ALL))
    assert "Who supports people" in to_markdown(brief.for_reader(Audience.ALL))


def test_what_was_spent_of_a_former_budget_is_not_shown_as_spent_of_the_one_in_force() -> None:
    line = BudgetLine("coaching", BudgetPurpose.FOLLOW_UP, money=50)
    events = story(
        *stories.commissioned(),
        SetBudget(payer(11), budget="bu8", currency="EUR", money=100, lines=(line,)),
        RecordSpending(payer(13), spending="sp8", line="coaching", money=30),
        SetBudget(payer(14), budget="bu9", currency="USD", money=100, lines=(line,)),
        RecordSpending(payer(15), spending="sp9", line="coaching", money=7),
    )
    [(name, purpose, planned, spent, *hours)] = budget_lines(EffectiveEvents(events))
    assert (name, purpose, hours) == ("coaching", BudgetPurpose.FOLLOW_UP, [None, None])
    assert (planned, spent) == (AmountCell(50, "USD"), AmountCell(7, "USD"))
