"""Awards: the credit of what a person attended, and what a record of it lacks."""

from decimal import Decimal

import attrs
import pytest
from tests.documents.decided_events import events_of
from tests.documents.example_engagement import engagement_year
from tests.documents.example_participations import streams
from tests.participation import stories
from tests.participation.stories import day, lee, office

from pdflow import Command, Event, Strategy
from pdflow.credit import (
    CLOCK_HOURS,
    ILLINOIS_PD,
    MICHIGAN_SCECH,
    NASBA_CPE,
    NEW_YORK_CTLE,
    PENNSYLVANIA_ACT_48,
    RULES,
    TEXAS_CPE,
    ActivityKind,
    CreditRule,
    Lack,
    LearningActivity,
    NoCredit,
    Provider,
    RecordField,
    activities,
    award,
    lacks,
)
from pdflow.history import learning, participation_histories, session_calendar
from pdflow.participation import decider

COUNTY = Provider("Northern County", "500123", "1 Example Road", "Approved by the board")
CALENDAR = session_calendar(engagement_year())


def of(events: tuple[Event, ...], **more: object) -> list[LearningActivity]:
    [history] = participation_histories({"p": events})
    return activities(learning(history, CALENDAR), **more)  # type: ignore[arg-type]


def ana(*more: Command) -> list[LearningActivity]:
    events = [*streams()["participation-ana"]]
    for command in more:
        events += decider.decide(decider.fold(events), command)
    return of(tuple(events), language_acquisition={"s1"})


def evaluated() -> list[LearningActivity]:
    return ana(stories.evaluate(office(170), "e1", "s1"))


def alone(*minutes: int) -> list[LearningActivity]:
    """A session of so many minutes each, of trainings that no calendar has, evaluated."""
    attended = [
        stories.attend(lee(3 + n), f"a{n}", f"x{n}", there, held=there, makes_up=None)
        for n, there in enumerate(minutes)
    ]
    told = [*stories.enrolled(), *attended, stories.evaluate(office(30), "e1", "x0")]
    return of(events_of(decider, told))


def test_sessions_of_a_training_are_one_activity_and_each_contact_is_one() -> None:
    first, *contacts = evaluated()
    assert (first.record, first.title, first.places) == ("tr1", "Questioning that opens talk", ("North, main hall",))
    assert (first.start, first.end, first.led_by) == (day(9, 9), day(10, 12), ("lee", "eve"))
    assert (first.minutes, first.language_minutes, len(first.sessions)) == (350, 180, 2)
    assert {each.kind for each in contacts} == {
        ActivityKind.OBSERVATION, ActivityKind.COACHING, ActivityKind.CHECK_IN, ActivityKind.FOLLOW_UP,
    }  # fmt: skip
    [received] = [each for each in contacts if each.kind is ActivityKind.FOLLOW_UP]
    assert (received.strategy, received.minutes, received.led_by) == (Strategy.COMMUNITY, 45, ("lee",))


def test_a_rule_credits_what_it_counts_and_says_why_the_rest_gives_none() -> None:
    made = award(evaluated(), TEXAS_CPE)
    assert (made.minutes, made.credit) == (350, Decimal("5.83"))
    assert [each.title for each in made.credited] == ["Questioning that opens talk"]
    assert made.minutes_without_credit(NoCredit.KIND_NOT_COUNTED) == 285
    assert award(evaluated(), CLOCK_HOURS).minutes == 635


def test_language_acquisition_is_a_part_of_the_credit() -> None:
    made = award(evaluated(), NEW_YORK_CTLE)
    assert (made.credit, made.language_minutes, made.language_credit) == (Decimal("5.83"), 180, 3)


@pytest.mark.parametrize("rule", [MICHIGAN_SCECH, NASBA_CPE])
def test_a_part_in_language_acquisition_may_be_shorter_than_an_activity(rule: CreditRule) -> None:
    [training] = alone(120)
    made = award([attrs.evolve(training, language_minutes=30)], rule)
    assert made.language_credit * 4 == made.credit > 0


def test_minutes_are_held_back_by_the_policy_and_by_a_rule_until_the_evaluation_is_in() -> None:
    waiting = award(ana(), TEXAS_CPE)
    assert (waiting.credit, waiting.minutes_without_credit(NoCredit.EVALUATION_MISSING)) == (0, 350)
    not_asked = [attrs.evolve(each, counts=True) for each in ana()]
    assert award(not_asked, TEXAS_CPE).minutes == 350
    assert award(not_asked, MICHIGAN_SCECH).credit == 0
    assert award(evaluated(), MICHIGAN_SCECH).credit == Decimal("5.75")


@pytest.mark.parametrize(
    ("rule", "credit"),
    [
        (ILLINOIS_PD, "1.5"),
        (NASBA_CPE, "2"),
        (MICHIGAN_SCECH, "0"),
        (PENNSYLVANIA_ACT_48, "1.81"),
        (CLOCK_HOURS, "1.81"),
    ],
)
def test_each_activity_is_rounded_for_itself_where_the_rule_says_so(rule: CreditRule, credit: str) -> None:
    assert award(alone(59, 50), rule).credit == Decimal(credit)


def test_what_is_too_short_gives_none() -> None:
    made = award(alone(49), NASBA_CPE)
    assert (made.credit, made.minutes_without_credit(NoCredit.TOO_SHORT)) == (0, 49)


def test_nothing_attended_comes_to_nothing_by_every_rule() -> None:
    for rule in RULES.values():
        made = award((), rule)
        assert (made.minutes, made.credit, made.language_credit) == (0, 0, 0)


def test_a_complete_record_lacks_nothing() -> None:
    for rule in RULES.values():
        assert [*lacks(award(evaluated(), rule), COUNTY, participant_id="1234567")] == []


def test_what_a_record_lacks_is_named() -> None:
    assert [*lacks(award(evaluated(), TEXAS_CPE), Provider("County"))] == [Lack(RecordField.PROVIDER_NUMBER)]
    assert [*lacks(award(evaluated(), PENNSYLVANIA_ACT_48), COUNTY)] == [Lack(RecordField.PARTICIPANT_ID)]


def test_a_session_in_no_calendar_lacks_its_title_and_its_place() -> None:
    [session] = alone(90)
    found = [*lacks(award([session], ILLINOIS_PD), COUNTY)]
    assert found == [Lack(RecordField.TITLE, session), Lack(RecordField.PLACE, session)]


def test_each_field_that_can_be_lacking_is_asked_by_some_rule() -> None:
    asked = {field for rule in RULES.values() for field in rule.record}
    assert asked == {*RecordField}
