"""The drift report: drift of people and engagements, running and ended."""

from datetime import timedelta

import attrs
import pytest
from tests.documents.decided_events import ana_stream, events_of
from tests.documents.example_engagement import commissioned, engagement_year, trained
from tests.documents.example_participations import (
    STORIES,
    missed as missed_visits,
    observed,
    spoken,
    streams,
    trained as life,
)
from tests.documents.example_people import AT, NAMES
from tests.engagement.stories import day, office, payer
from tests.participation import stories
from tests.participation.stories import kim

from pdflow import (
    TEXAS_CYCLE,
    Audience,
    Level,
    engagement,
    participation,
)
from pdflow.agenda import (
    ENGAGEMENT_CAUSES,
    PARTICIPATION_CAUSES,
    Calendar,
    EveryDay,
    Terms,
    drifts,
    drifts_ended,
)
from pdflow.documents import (
    drift_report,
    progress_board,
    to_csv,
    to_markdown,
)
from pdflow.documents.programme.drift_rows import PRIVATE_CAUSES
from pdflow.engagement import LoseSlot, UseSlot
from pdflow.language import label
from pdflow.participation import (
    AdoptPolicy,
    decider,
)

YEAR = AT.replace(year=AT.year - 1)


ENGAGEMENTS = {"e": engagement_year()}


def test_the_drift_of_engagements_is_the_agendas() -> None:
    found = drifts(engagement.decider.fold(engagement_year()), AT, Terms())
    report = drift_report({}, AT, engagements=ENGAGEMENTS)
    assert [row.drift for row in report.running] == sorted(found, key=lambda drift: drift.since)
    assert {row.drift.cause for row in report.running} == {"strategy_not_given", "revisit_passed_over"}
    assert {(row.engagement, row.person) for row in report.running} == {("e1", None)}


def test_an_engagement_is_listed_among_the_people_under_its_name() -> None:
    page = drift_report(streams(), AT, engagements=ENGAGEMENTS).for_reader(
        Audience.TEAM, names={**NAMES, "e1": "Talk first"}
    )
    rows = [line for line in to_markdown(page).splitlines() if line.startswith("| Talk first")]
    assert rows == [
        "| Talk first |  | Follow-up not given on its date<br>Refresher | 2027-01-15 | 31 |"
        " Record follow-up that was carried out | Lee Thornton |",
        "| Talk first |  | Key messages not revisited<br>Talk moves across subjects | 2027-01-30 | 16 |"
        " Record that key messages were revisited | Sponsor |",
    ]


def test_people_and_engagements_are_counted_apart() -> None:
    def facts(**more: object) -> dict[str, object]:
        page = drift_report(streams(), AT, **more).for_reader(Audience.TEAM)  # type: ignore[arg-type]
        return {fact.heading: fact.cell for fact in page.facts.facts[1:]}

    late = {"Late": len(progress_board(streams(), AT).late)}
    assert facts() == {"People": 12, "Of them drifting": 3, **late}
    apart = {"Engagements": 1, "Engagements drifting": 1, **late}
    assert facts(engagements=ENGAGEMENTS) == {"People": 12, "Of them drifting": 3, **apart}


def test_lost_protected_time_is_reported_with_what_it_was_last_lost_to() -> None:
    lost = (
        LoseSlot(payer(15), slot="slot1", put_first="Inspection"),
        LoseSlot(payer(29), slot="slot2", put_first="Fair"),
    )
    events = events_of(engagement.decider, (*commissioned(), *trained(), *lost))
    report = drift_report({}, day(30), engagements={"e": events})
    [slots] = [row for row in report.running if row.drift.cause == "slots_lost"]
    assert (slots.about, slots.drift.since, slots.days) == ("Fair", day(15), 15)
    used = UseSlot(payer(43), slot="slot3")
    events = events_of(engagement.decider, (*commissioned(), *trained(), *lost, used))
    report = drift_report({}, day(44), engagements={"e": events}, over_since=day(0))
    [slots] = [row for row in report.ended if row.drift.cause == "slots_lost"]
    assert slots.ended is not None
    assert (slots.about, slots.ended.by.at, slots.days) == ("Fair", day(43), 28)


@pytest.mark.parametrize("calendar", [EveryDay(), Terms()], ids=["every day", "weekends"])
def test_ended_drift_is_that_of_the_agenda_by_the_same_calendar(calendar: Calendar) -> None:
    over = drifts_ended(engagement_year(), calendar, engagement.decider)
    for events in streams().values():
        over += drifts_ended(events, calendar)
    report = drift_report(streams(), AT, calendar, engagements=ENGAGEMENTS, over_since=YEAR)
    found = sorted((each.drift.since, each.drift.cause, each.by.header.id) for each in over)
    assert sorted(
        (each.drift.since, each.drift.cause, each.ended.by.header.id) for each in report.ended if each.ended
    ) == [each for each in found if each[1] not in PRIVATE_CAUSES]


def test_ended_drift_of_an_engagement_is_reported_with_the_event_that_ended_it() -> None:
    report = drift_report(streams(), AT, engagements=ENGAGEMENTS, over_since=YEAR)
    of_engagements = [row for row in report.ended if row.engagement]
    sheet = to_csv(report.for_reader(Audience.TEAM))["Drift ended"]
    assert 'Coaching",2026-10-13,3,Follow-up carried out,2026-10-16' in sheet
    assert len(report.ended) > len(of_engagements) > 0


def test_missed_visits_are_reported_with_who_missed_the_last() -> None:
    page = to_markdown(drift_report(streams(), AT).for_reader(Audience.TEAM, names=NAMES))
    assert "Visits missed in a row<br>The last missed by · Dan Whitfield |" in page
    assert page.count("The last missed by") == 1


def test_missing_one_more_visit_does_not_end_drift() -> None:
    missed = events_of(participation.decider, [*STORIES["dan"], *missed_visits("dan", 90)])
    assert drift_report({"dan": missed}, AT, over_since=YEAR).ended == ()
    seen = events_of(participation.decider, [*STORIES["dan"], *missed_visits("dan", 90), *spoken("dan", 100)])
    over = {row.drift.cause: row for row in drift_report({"dan": seen}, AT, over_since=YEAR).ended}
    assert (over["visits_missed"].drift.missed, over["visits_missed"].days) == ("miss90", 25)


def test_a_policy_of_no_missed_visits_counts_from_the_first() -> None:
    strict = attrs.evolve(TEXAS_CYCLE, name="ours", missed_visits=0)
    adopted = AdoptPolicy(office(21), policy=attrs.evolve(strict, version=strict.version + 1))
    for missed, causes in (((), set()), (missed_visits("dan", 30), {"visits_missed"})):
        events = events_of(participation.decider, [*life("dan"), *observed("dan"), adopted, *missed])
        found = {row.drift.cause for row in drift_report({"dan": events}, day(33)).running}
        assert found & {"visits_missed"} == causes


def test_every_cause_has_a_text_and_only_the_fall_of_a_level_is_in_no_report() -> None:
    every = {*PARTICIPATION_CAUSES, *ENGAGEMENT_CAUSES}
    assert {"level_fallen"} == PRIVATE_CAUSES <= every
    for language in ("en", "es"):
        assert not [cause for cause in every if label(f"drift.{cause}", language).startswith("drift.")]


def test_the_report_has_the_drift_that_the_agenda_finds_but_for_levels() -> None:
    report = drift_report(streams(), AT, EveryDay())
    found = [drift.cause for events in streams().values() for drift in drifts(decider.fold(events), AT, EveryDay())]
    assert sorted(row.drift.cause for row in report.running) == sorted(
        cause for cause in found if cause not in PRIVATE_CAUSES
    )
    assert {row.person for row in report.running} == {"dan", "hana", "jon"}


def test_a_fallen_level_is_in_no_report() -> None:
    fallen = ana_stream(*stories.observed(), stories.observe(kim(9), "ob9", "ask", level=Level.NOT_YET))
    assert [drift.cause for drift in drifts(decider.fold(fallen["ana"]), day(9, 12), EveryDay())] == ["level_fallen"]
    assert drift_report(fallen, day(9, 12)).running == ()


def test_ended_drift_is_reported_with_the_event_that_ended_it() -> None:
    report = drift_report(streams(), AT, over_since=AT - timedelta(days=60))
    over = {(row.person, row.drift.cause): row.ended for row in report.ended}
    ended = over["gus", "no_contact"]
    assert ended is not None
    assert ended.by.name == "participation.check_in_held"
    assert drift_report(streams(), AT).ended == ()


def test_the_text_of_a_commitment_is_reported_and_that_of_a_step_is_not() -> None:
    assert {row.about for row in drift_report(streams(), AT).running} == {
        "",
        "Plan three open questions for every lesson",
    }
