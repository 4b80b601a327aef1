"""What the drift report shows: engagements beside people, who missed a visit, and what is over."""

import attrs
import pytest
from tests.documents.effort import commissioned, effort, events_of, trained
from tests.documents.lives import STORIES, lives, missed as missed_visits, observed, spoken, trained as life
from tests.documents.people import AT, NAMES
from tests.engagement.stories import day, office, payer

from pdflow import (
    TEXAS_CYCLE,
    Audience,
    engagement,
    participation,
)
from pdflow.agenda import (
    Calendar,
    EveryDay,
    Terms,
    drifts,
    drifts_ended,
)
from pdflow.agenda.drift import engagement as engagement_drift, participation as person_drift
from pdflow.documents import drift_report, to_csv, to_markdown
from pdflow.documents.programme.drift_report import PRIVATE_CAUSES
from pdflow.engagement import LoseSlot, UseSlot
from pdflow.language import label
from pdflow.participation import AdoptPolicy

YEAR = AT.replace(year=AT.year - 1)
EFFORT = {"e": effort()}


def test_the_drift_of_engagements_is_the_agendas() -> None:
    found = drifts(engagement.decider.fold(effort()), AT, Terms())
    report = drift_report({}, AT, engagements=EFFORT)
    assert [slipped.drift for slipped in report.running] == sorted(found, key=lambda drift: drift.since)
    assert {slipped.drift.cause for slipped in report.running} == {"strategy_not_given", "revisit_passed_over"}
    assert {(slipped.engagement, slipped.person) for slipped in report.running} == {("e1", None)}


def test_an_engagement_stands_among_the_people_under_its_name() -> None:
    page = drift_report(lives(), AT, engagements=EFFORT).for_reader(Audience.TEAM, names={**NAMES, "e1": "Talk first"})
    rows = [line for line in to_markdown(page).splitlines() if line.startswith("| Talk first")]
    assert rows == [
        "| Talk first |  | Follow-up not given on its date<br>Refresher | 2027-01-15 | 31 |"
        " Record follow-up that was carried out | Lee Thornton |",
        "| Talk first |  | Key messages not revisited<br>Talk moves across subjects | 2027-01-30 | 16 |"
        " Record follow-up that was carried out | Facilitator |",
    ]


def test_people_and_engagements_are_counted_apart() -> None:
    def facts(**more: object) -> dict[str, object]:
        page = drift_report(lives(), AT, **more).for_reader(Audience.TEAM)  # type: ignore[arg-type]
        return {fact.heading: fact.cell for fact in page.facts.facts[1:]}

    assert facts() == {"People": 12, "Of them drifting": 3}
    apart = {"Engagements": 1, "Engagements drifting": 1}
    assert facts(engagements=EFFORT) == {"People": 12, "Of them drifting": 3, **apart}


def test_protected_time_lost_is_told_with_what_it_was_last_lost_to() -> None:
    lost = (
        LoseSlot(payer(15), slot="slot1", put_first="Inspection"),
        LoseSlot(payer(29), slot="slot2", put_first="Fair"),
    )
    events = events_of(engagement.decider, (*commissioned(), *trained(), *lost))
    report = drift_report({}, day(30), engagements={"e": events})
    [slots] = [slipped for slipped in report.running if slipped.drift.cause == "slots_lost"]
    assert (slots.about, slots.drift.since, slots.days) == ("Fair", day(15), 15)
    used = UseSlot(payer(43), slot="slot3")
    events = events_of(engagement.decider, (*commissioned(), *trained(), *lost, used))
    report = drift_report({}, day(44), engagements={"e": events}, over_since=day(0))
    [slots] = [slipped for slipped in report.ended if slipped.drift.cause == "slots_lost"]
    assert slots.ended is not None
    assert (slots.about, slots.ended.by.at, slots.days) == ("Fair", day(43), 28)


@pytest.mark.parametrize("calendar", [EveryDay(), Terms()], ids=["every day", "weekends"])
def test_what_is_over_is_the_agendas_by_the_same_calendar(calendar: Calendar) -> None:
    over = drifts_ended(effort(), calendar, engagement.decider)
    for events in lives().values():
        over += drifts_ended(events, calendar)
    report = drift_report(lives(), AT, calendar, engagements=EFFORT, over_since=YEAR)
    found = sorted((each.drift.since, each.drift.cause, each.by.header.id) for each in over)
    assert sorted(
        (each.drift.since, each.drift.cause, each.ended.by.header.id) for each in report.ended if each.ended
    ) == [told for told in found if told[1] not in PRIVATE_CAUSES]


def test_what_is_over_in_an_engagement_is_told_with_what_ended_it() -> None:
    report = drift_report(lives(), AT, engagements=EFFORT, over_since=YEAR)
    told = [slipped for slipped in report.ended if slipped.engagement]
    sheet = to_csv(report.for_reader(Audience.TEAM))["Drift ended"]
    assert 'Coaching",2026-10-13,3,Follow-up carried out,2026-10-16' in sheet
    assert len(report.ended) > len(told) > 0


def test_a_missed_visit_is_told_with_whoever_missed_the_last() -> None:
    page = to_markdown(drift_report(lives(), AT).for_reader(Audience.TEAM, names=NAMES))
    assert "Visits missed in a row<br>The last missed by · Dan Whitfield |" in page
    assert page.count("The last missed by") == 1


def test_missing_one_more_visit_does_not_end_what_has_slipped() -> None:
    missed = events_of(participation.decider, [*STORIES["dan"], *missed_visits("dan", 90)])
    assert drift_report({"dan": missed}, AT, over_since=YEAR).ended == ()
    seen = events_of(participation.decider, [*STORIES["dan"], *missed_visits("dan", 90), *spoken("dan", 100)])
    over = {slipped.drift.cause: slipped for slipped in drift_report({"dan": seen}, AT, over_since=YEAR).ended}
    assert (over["visits_missed"].drift.missed, over["visits_missed"].days) == ("miss90", 25)


def test_a_policy_of_no_missed_visits_counts_from_the_first() -> None:
    strict = attrs.evolve(TEXAS_CYCLE, missed_visits=0)
    adopted = AdoptPolicy(office(21), policy=attrs.evolve(strict, version=strict.version + 1))
    for missed, causes in (((), set()), (missed_visits("dan", 30), {"visits_missed"})):
        events = events_of(participation.decider, [*life("dan"), *observed("dan"), adopted, *missed])
        found = {slipped.drift.cause for slipped in drift_report({"dan": events}, day(33)).running}
        assert found & {"visits_missed"} == causes


def test_every_cause_has_words_and_only_the_fall_of_a_level_is_in_no_report() -> None:
    every = {*person_drift.CAUSES, *engagement_drift.CAUSES}
    assert {"level_fallen"} == PRIVATE_CAUSES <= every
    for language in ("en", "es"):
        assert not [cause for cause in every if label(f"drift.{cause}", language).startswith("drift.")]
