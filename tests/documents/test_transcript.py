"""The transcript: all that one person attended over engagements, and credit by each rule."""

from decimal import Decimal

import attrs
import pytest
from tests.documents.decided_events import events_of
from tests.documents.example_engagement import engagement_year
from tests.documents.example_participations import streams
from tests.participation import stories
from tests.participation.stories import office

from pdflow import Audience, Event
from pdflow.credit import CLOCK_HOURS, NASBA_CPE, NEW_YORK_CTLE, RULES, TEXAS_CPE, NoCredit, Provider
from pdflow.documents import Transcript, certificate, to_csv, to_markdown, transcript
from pdflow.errors import OutOfRange
from pdflow.participation import decider

COUNTY = Provider("Northern County", "500123")
ANA = (
    *streams()["participation-ana"],
    *decider.decide(decider.fold(streams()["participation-ana"]), stories.evaluate(office(170), "e1", "s1")),
)
EARLIER = events_of(
    decider, [*stories.settled(engagement="Former programme"), stories.evaluate(stories.ana(20), "e9", "d1")]
)


def of_ana(**more: object) -> Transcript:
    streams: dict[str, tuple[Event, ...]] = {"now": ANA, "earlier": EARLIER}
    return transcript(streams, COUNTY, engagements={"e": engagement_year()}, **more)  # type: ignore[arg-type]


def test_minutes_and_credit_are_those_of_the_certificates_of_each_engagement() -> None:
    both = [certificate(events, COUNTY, engagement=engagement_year()) for events in (ANA, EARLIER)]
    made = of_ana()
    assert made.minutes == made.awards[0].minutes == sum(each.minutes for each in both) == 635 + 465
    assert made.awards[0].credit == Decimal("18.33")
    assert made.programmes == ("e1", "Former programme")


def test_activities_of_all_engagements_stand_in_the_order_of_time() -> None:
    made = of_ana()
    days = [activity.start for activity in made.activities]
    assert days == sorted(days)
    engagements = [activity.engagement for activity in made.activities]
    assert engagements[0] == "Former programme"
    assert engagements.index("e1") < len(engagements) - engagements[::-1].index("Former programme")


def test_each_rule_has_its_own_column_and_its_own_sum() -> None:
    made = of_ana(rules=(CLOCK_HOURS, NEW_YORK_CTLE, NASBA_CPE), language_acquisition={"s1"})
    assert [each.credit for each in made.awards] == [Decimal("18.33"), Decimal("11.83"), Decimal("14.2")]
    assert made.awards[1].language_credit == 3
    rows = to_csv(made.for_reader(Audience.TEAM))["Attended"].splitlines()
    assert rows[0] == "From,Until,What,Program,Place,Minutes,Clock hours,CTLE hours,CPE credits,Remark"
    assert '2026-09-10,2026-09-11,Questioning that opens talk,e1,"North, main hall",350,5.83,5.83,7.0,' in rows


def test_what_no_rule_counts_has_a_remark_and_what_one_counts_has_none() -> None:
    page = to_markdown(of_ana(rules=(TEXAS_CPE,)).for_reader(Audience.TEAM))
    assert "| Check-in at work | e1 | North | 20 | 0 | Kind not counted |" in page
    page = to_markdown(of_ana(rules=(TEXAS_CPE, CLOCK_HOURS)).for_reader(Audience.TEAM))
    assert "| Check-in at work | e1 | North | 20 | 0 | 0.33 |  |" in page


def test_training_whose_evaluation_is_missing_is_listed_without_credit() -> None:
    made = transcript({"p": streams()["participation-ana"]}, COUNTY)
    assert (made.minutes, made.awards[0].minutes) == (635, 285)
    assert made.awards[0].minutes_without_credit(NoCredit.EVALUATION_MISSING) == 350


def test_nobody_but_the_team_reads_it() -> None:
    page = to_markdown(of_ana(participant_id="1234567").for_reader(Audience.ALL))
    assert page.endswith("What this document holds is not for this reader.\n")
    assert "1234567" not in page
    assert "635" not in page


def test_a_transcript_of_two_people_is_refused() -> None:
    people = {name: streams()[f"participation-{name}"] for name in ("ana", "ben")}
    with pytest.raises(OutOfRange, match=r"^transcript\.participations: .*streams of one person"):
        transcript(people, COUNTY)


def test_two_rules_of_one_unit_are_refused() -> None:
    with pytest.raises(OutOfRange, match=r"^transcript\.rules: .*rules of different units"):
        transcript({}, COUNTY, rules=(TEXAS_CPE, attrs.evolve(TEXAS_CPE, code="OWN")))
    assert len({rule.unit for rule in RULES.values()}) == len(RULES)


def test_a_transcript_of_nothing_is_empty() -> None:
    made = transcript({"p": ()}, COUNTY)
    assert (made.person, made.minutes, made.awards[0].credit) == ("", 0, 0)


def test_given_two_participations_in_one_engagement_then_a_session_is_credited_once() -> None:
    events = streams()["participation-ana"]
    once, twice = (transcript(dict.fromkeys(names, events), COUNTY) for names in ("p", "pq"))
    sessions = [[each for each in made.activities if each.sessions] for made in (once, twice)]
    assert sessions[0]
    assert sessions[1] == sessions[0]
