"""The certificate of hours: minutes as recorded, hours by a named rule."""

from decimal import Decimal

import attrs
from tests.documents.decided_events import events_of
from tests.documents.example_engagement import engagement_year
from tests.documents.example_participations import streams
from tests.participation import stories
from tests.participation.stories import host

from pdflow import Audience, Strategy
from pdflow.credit import ILLINOIS_PD, MICHIGAN_SCECH, TEXAS_CPE, Lack, Provider, RecordField
from pdflow.documents import Certificate, certificate, to_markdown
from pdflow.participation import decider, participation_summary

COUNTY = Provider("Northern County", "500123", "1 Example Road")


def settled(*more: object) -> Certificate:
    return certificate(events_of(decider, [*stories.settled(), *more]), COUNTY)  # type: ignore[list-item]


def test_hours_are_those_of_the_frozen_summary_and_of_the_rows() -> None:
    evaluated = settled(stories.evaluate(host(20), "e1"))
    figures = participation_summary(decider.fold(events_of(decider, stories.settled())))
    assert evaluated.minutes == sum(each.minutes for each in evaluated.activities) == figures.contact_hours * 60
    assert evaluated.held_back == 0


def test_follow_up_received_counts_towards_the_hours() -> None:
    ana = certificate(streams()["participation-ana"], COUNTY)
    [received] = [each for each in ana.activities if each.title is Strategy.COMMUNITY]
    assert received.minutes == 45
    assert ana.minutes == sum(each.minutes for each in ana.activities)


def test_two_halves_of_a_session_are_added_and_hours_on_two_sheets_credited_once() -> None:
    halves = [
        stories.attend(host(5), "a8", "d8", held=120, there=120),
        stories.attend(host(5, 11), "a9", "d8", held=60, there=60, continues="a8"),
    ]
    record = settled(*halves, stories.evaluate(stories.office(20), "e1"))
    assert [each.minutes for each in record.activities if each.at == stories.day(5)] == [180]
    assert record.minutes == sum(each.minutes for each in record.activities)


def test_training_counts_only_once_its_evaluation_is_in_where_the_policy_asks_for_it() -> None:
    events = [*streams()["participation-ana"]]
    waiting = certificate(events, COUNTY)
    assert (waiting.held_back, waiting.minutes) == (350, 285)
    page = to_markdown(waiting.for_reader(Audience.TEAM))
    assert "Not counted until the evaluation of the training is in: 350 minutes." in page
    events += decider.decide(decider.fold(events), stories.evaluate(stories.office(170), "e1", "s1"))
    assert (certificate(events, COUNTY).held_back, certificate(events, COUNTY).minutes) == (0, 635)


def test_a_record_says_what_the_rules_ask_for() -> None:
    ana = certificate(
        streams()["participation-jon"], COUNTY, engagement=engagement_year(), language_acquisition={"s1"}, number="N-7"
    )
    page = to_markdown(ana.for_reader(Audience.TEAM, names={"jon": "Jon Abara", "North": "North School"}))
    for needed in ("Name: Jon Abara", "Provider: Northern County", "Provider number: 500123", "Certificate number: N-7",
                   "Address: 1 Example Road", "Minutes: ", "An hour is sixty minutes"):  # fmt: skip
        assert needed in page
    assert "Of them language acquisition" in page


def test_sessions_have_the_titles_and_places_of_the_calendar() -> None:
    events = events_of(decider, [*stories.settled(), stories.evaluate(host(20), "e1")])
    [session] = [each for each in certificate(events, COUNTY).activities if each.minutes == 360]
    assert session.place == ""
    page = to_markdown(certificate(events, COUNTY).for_reader(Audience.TEAM))
    assert "Training session, 2026-09-04" in page
    assert "Opening day" in to_markdown(
        certificate(events, COUNTY).for_reader(Audience.TEAM, names={"d1": "Opening day"})
    )


def test_many_contacts_fit_on_one_page() -> None:
    record = certificate(streams()["participation-ana"], COUNTY)
    many = attrs.evolve(record, activities=record.activities * 9)
    page = to_markdown(many.for_reader(Audience.TEAM))
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    assert rows[2:] == [
        "| Observation with feedback | 2026-09-21 | 2027-01-09 | 27 | 990 |",
        "| Coaching session | 2026-10-11 | 2026-10-11 | 9 | 450 |",
        "| Check-in at work | 2026-10-31 | 2027-01-29 | 36 | 720 |",
        "| Community of practice | 2026-11-10 | 2026-11-10 | 9 | 405 |",
    ]


def test_a_rule_counts_what_it_counts_and_the_page_says_what_it_does_not() -> None:
    told = [*stories.settled(), stories.evaluate(host(20), "e1")]
    record = certificate(events_of(decider, told), COUNTY, rule=TEXAS_CPE)
    assert (record.minutes, record.award.credit) == (360, Decimal(6))
    page = to_markdown(record.for_reader(Audience.TEAM))
    assert "CPE hours: 6" in page
    assert "Texas, 19 TAC 232" in page
    assert "Not counted by this rule: 105 minutes of other kinds." in page


def test_what_a_rule_asks_for_and_nobody_gave_is_on_the_page() -> None:
    told = [*stories.settled(), stories.evaluate(host(20), "e1")]
    record = certificate(events_of(decider, told), COUNTY, rule=MICHIGAN_SCECH)
    [training] = record.award.credited
    assert record.lacking == (Lack(RecordField.PARTICIPANT_ID), Lack(RecordField.TITLE, training))
    page = to_markdown(record.for_reader(Audience.TEAM))
    assert "The rule also asks for what this record does not say: Participant id, title." in page


def test_a_complete_record_of_a_rule_lacks_nothing() -> None:
    record = certificate(
        streams()["participation-jon"], COUNTY, rule=MICHIGAN_SCECH, engagement=engagement_year(), participant_id="1"
    )
    assert record.lacking == ()
    assert "The rule also asks" not in to_markdown(record.for_reader(Audience.TEAM))


def test_illinois_rounds_the_training_and_not_each_of_its_sessions() -> None:
    events = [*streams()["participation-ana"]]
    events += decider.decide(decider.fold(events), stories.evaluate(stories.office(170), "e1", "s1"))
    record = certificate(events, COUNTY, rule=ILLINOIS_PD, engagement=engagement_year())
    assert (record.minutes, record.award.credit) == (350, Decimal("5.75"))
