"""The week sheet: whose week it is, what is due in it, and who reads which texts."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from tests.documents.all_documents import OWNERS
from tests.documents.decided_events import ana_stream
from tests.documents.example_engagement import engagement_year
from tests.documents.example_participations import streams
from tests.documents.example_people import AT, NAMES
from tests.documents.private_marks import MARK, marked
from tests.participation import stories
from tests.participation.corpus import corpus
from tests.participation.stories import ana, day, kim, on

from pdflow import (
    Audience,
    engagement,
    participation,
)
from pdflow.agenda import (
    EveryDay,
    Status,
    Terms,
    week,
)
from pdflow.documents import to_csv, to_markdown, week_sheet
from pdflow.documents.person.week_sheet import WeekSheet

ENGAGEMENTS = {"e": engagement_year()}


def codes(sheet: WeekSheet) -> list[str]:
    return [each.owed.item.owed.code for each in sheet.to_do]


@pytest.mark.parametrize("person", ["kim", "joe", "lee", "ana", "tom"])
def test_the_week_sheet_has_the_week_of_the_agenda(person: str) -> None:
    states = {stream: participation.decider.fold(events) for stream, events in streams().items()}
    listed = week(person, {**states, "e": engagement.decider.fold(engagement_year())}, AT, Terms())
    sheet = week_sheet(person, streams(), AT, engagements=ENGAGEMENTS)
    assert [each.owed.item.owed for each in sheet.to_do] == [item.owed for item in listed]
    assert (sheet.first, sheet.last) == (on(167), on(173))


def test_what_is_late_comes_before_what_is_due_this_week() -> None:
    sheet = week_sheet("kim", streams(), AT)
    late, this_week = sheet.for_reader(Audience.TEAM, names=NAMES).sections
    assert (late.heading, this_week.heading) == ("Late", "This week")
    assert len(late.blocks[0].rows) == sum(each.owed.late for each in sheet.to_do) == 25  # type: ignore[union-attr]
    assert "2027-02-18 | Cleo Martin | North | Observation | Record an observation | Upcoming | [ ] |" in to_markdown(
        sheet.for_reader(Audience.TEAM, names=NAMES)
    )


def test_the_seventh_day_is_on_the_sheet_and_the_eighth_is_not() -> None:
    events = ana_stream(*stories.trained())
    for first, shown in ((14, True), (13, False)):
        sheet = week_sheet("kim", events, day(first), EveryDay())
        assert ("commitment.review" in codes(sheet)) is shown
    assert sheet.last == on(19)


def test_a_calendar_moves_what_is_due() -> None:
    events, sunday = ana_stream(*stories.supported()), {on(19)}
    [review] = [each.owed for each in week_sheet("kim", events, day(16)).to_do if "commitment" in each.owed.label]
    assert (review.last_day, review.item.status) == (on(20), Status.UPCOMING)
    closed = Terms(closed=frozenset({on(20), *sunday}))
    [review] = [each.owed for each in week_sheet("kim", events, day(16), closed).to_do if "commit" in each.owed.label]
    assert review.last_day == on(21)


def test_a_trainers_sheet_holds_tasks_sessions_and_follow_up_of_engagements() -> None:
    page = week_sheet("lee", {}, AT, engagements=ENGAGEMENTS).for_reader(Audience.TEAM, names={"e1": "Talk first"})
    rows = csv.DictReader(StringIO(to_csv(page)["To do"], newline=""))
    assert [(row["When"], row["Name"], row["What"], row["What to do"]) for row in rows] == [
        ("Late", "Talk first", "Training session to be held\nSteering meeting", "Record a session as held"),
        ("Late", "Talk first", "Task\nRun the refresher", "Record a task as done"),
        ("Late", "Talk first", "Follow-up to be given\nRefresher", "Record follow-up that was carried out"),
    ]


def test_somebody_who_owes_nothing_has_an_empty_sheet() -> None:
    page = to_markdown(week_sheet("tom", streams(), AT).for_reader(Audience.TEAM))
    assert "Nothing is late." in page
    assert "Nothing else is due." in page


def test_only_its_owner_reads_which_growth_area_an_obligation_is_about() -> None:
    sheet = week_sheet("kim", ana_stream(*stories.with_growth_area()), day(20))
    assert "coaching.open" in codes(sheet)
    assert "Coaching session<br>wait time" in to_markdown(sheet.for_reader(Audience.PAIR, "kim"))
    for reader, person in (
        (Audience.PAIR, "ana"),
        (Audience.PAIR, None),
        (Audience.TEAM, "kim"),
        (Audience.ALL, "kim"),
    ):
        assert "wait time" not in to_markdown(sheet.for_reader(reader, person))


def test_only_the_participant_reads_which_step_it_is_about() -> None:
    sheet = week_sheet("ana", ana_stream(*stories.coached()), day(16))
    assert codes(sheet) == ["step.review"]
    assert "Action step to be reviewed<br>wait three seconds" in to_markdown(sheet.for_reader(Audience.PAIR, "ana"))
    for reader, person in ((Audience.PAIR, "kim"), (Audience.TEAM, "ana")):
        assert "three seconds" not in to_markdown(sheet.for_reader(reader, person))


def test_over_a_fixed_corpus_nobody_else_reads_the_pairs_texts() -> None:
    theirs = 0
    for history in corpus()[::5]:
        events = {"p": marked(history.events)}
        at = max((event.at for event in history.events), default=AT) + timedelta(days=30)
        for owner in OWNERS:
            sheet = week_sheet(owner, events, at)
            copies = [sheet.for_reader(reader, person) for reader in Audience for person in (owner, "stranger", None)]
            assert {page.reader.person for page in copies if MARK in to_markdown(page)} <= {owner}
            theirs += to_markdown(sheet.for_reader(Audience.PAIR, owner)).count(MARK) // 2
    assert theirs > 10


def test_a_step_completed_is_off_the_sheet() -> None:
    done = participation.CompleteActionStep(ana(12), step="st1", evidence="ob2")
    seen = stories.observe(kim(12), "ob2", "g1", "st1")
    assert codes(week_sheet("ana", ana_stream(*stories.coached(), seen, done), day(16))) == []
