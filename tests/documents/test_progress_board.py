"""The progress board: everybody's phase and most urgent obligation, and all that is late."""

from datetime import date
from zoneinfo import ZoneInfo

import attrs
import pytest
from tests.documents.decided_events import ana_stream
from tests.documents.drawn_pictures import drawn
from tests.documents.example_participations import streams
from tests.documents.example_people import AT, NAMES, PEOPLE
from tests.participation import stories
from tests.participation.stories import day, lee, on, rosa

from pdflow import (
    Audience,
)
from pdflow.agenda import (
    Calendar,
    EveryDay,
    Status,
    Terms,
    directors_list,
)
from pdflow.documents import (
    progress_board,
    to_csv,
    to_markdown,
)
from pdflow.documents.page import DayCell, RecordCell
from pdflow.documents.programme.obligation_rows import ObligationRow
from pdflow.participation import (
    Pause,
    Phase,
    decider,
)


def test_the_board_shows_everybodys_phase_and_the_days_in_it() -> None:
    [place] = progress_board(ana_stream(*stories.supported()), day(30)).rows
    assert (place.person, place.phase, place.since, place.days, place.coach) == (
        "ana",
        Phase.SUPPORT,
        day(4, 9),
        25,
        "kim",
    )


def test_the_longest_in_a_phase_comes_first() -> None:
    places = progress_board(streams(), AT).rows
    assert [place.phase for place in places] == sorted([place.phase for place in places], key=list(Phase).index)
    support = [place.days for place in places if place.phase is Phase.SUPPORT]
    assert support == sorted(support, reverse=True)


def test_somebody_on_leave_is_marked_with_the_day_of_return() -> None:
    [place] = progress_board(ana_stream(*stories.supported(), Pause(stories.rosa(20), until=on(40))), day(30)).rows
    assert (place.on_leave, place.until) == (True, on(40))


def test_everybody_is_counted_once() -> None:
    board = progress_board(streams(), AT)
    assert sum(sum(parts) for parts in board.counts().values()) == len(PEOPLE)


LATE = (Status.OVERDUE, Status.BREACHED)


LISTED = directors_list({stream: decider.fold(events) for stream, events in streams().items()}, AT, Terms())


def test_the_board_shows_the_first_item_of_everybodys_agenda() -> None:
    first = {item.of.removeprefix("participation-"): item for item in reversed(LISTED)}
    shown = {place.person: place.urgent for place in progress_board(streams(), AT).rows}
    assert {person: owed and attrs.evolve(owed.item, of="") for person, owed in shown.items()} == {
        person: attrs.evolve(first[person], of="") if person in first else None for person in shown
    }


def test_what_is_long_overdue_goes_before_what_is_overdue_for_longer() -> None:
    breached, overdue, *_ = (owed for owed in progress_board(streams(), AT).late if owed.subject == "jon")
    assert (breached.item.owed.code, breached.breached, breached.days_late) == ("follow_up.first", True, 144)
    assert (overdue.item.owed.code, overdue.breached, overdue.days_late) == ("baseline.take", False, 158)
    [jon] = (place for place in progress_board(streams(), AT).rows if place.person == "jon")
    assert jon.urgent == breached


def test_the_board_shows_what_is_owed_by_whom_until_when_and_its_status() -> None:
    csv = to_csv(progress_board(streams(), AT).for_reader(Audience.TEAM, names=NAMES))["Progress"].splitlines()
    assert csv[0].endswith(",Most urgent,Who,Due,Status")
    assert [line.split(",", 8)[8] for line in csv if line.startswith(("Lou", "Ana", "Kai"))] == [
        "Baseline to be taken,Coach,2026-09-10,Overdue",
        "Debrief of an observation,Kim Adler,2026-10-20,Long overdue",
        ",,,",
    ]


def test_somebody_on_leave_owes_their_return() -> None:
    paused = ana_stream(*stories.supported(), Pause(rosa(10), until=on(40)))
    [place] = progress_board(paused, day(12)).rows
    assert place.urgent is not None
    assert (place.urgent.item.owed.code, place.urgent.last_day) == ("leave.return", on(41))


def test_all_that_is_late_is_listed_the_most_urgent_first() -> None:
    late = [(item.of, item.owed.code, item.owed.due) for item in LISTED if item.status in LATE]
    shown = progress_board(streams(), AT).late
    assert [(owed.stream, owed.item.owed.code, owed.item.owed.due) for owed in shown] == late
    assert len(late) == 63


def test_what_is_late_is_counted_above_the_board_and_kind_by_kind() -> None:
    page = progress_board(streams(), AT).for_reader(Audience.TEAM)
    facts = {fact.heading: fact.cell for fact in page.facts.facts}
    assert (facts["Late"], facts["Long overdue"]) == (63, 4)
    rows = [row.split(",") for row in to_csv(page)["Late by kind"].splitlines()[1:]]
    assert sum(int(row[1]) for row in rows) == 63
    assert ["Debrief of an observation", "3", "3", "118"] in rows


def test_how_much_is_late_is_not_shown_to_everybody() -> None:
    page = to_markdown(progress_board(streams(), AT).for_reader(Audience.ALL))
    assert "Late" not in page
    assert "overdue" not in page


def test_a_board_of_people_who_are_in_time_says_so() -> None:
    page = to_markdown(progress_board(ana_stream(*stories.enrolled()), day(1)).for_reader(Audience.TEAM))
    assert "Nothing is late." in page
    assert "one by one" not in page


SANTIAGO = ZoneInfo("America/Santiago")
"""Where clocks skip the midnight with which 5 September 2026, a Saturday, ends."""


@pytest.mark.parametrize(
    ("calendar", "by", "days"),
    [
        (EveryDay(), date(2026, 9, 5), 6),
        (EveryDay(SANTIAGO), date(2026, 9, 5), 6),
        (None, date(2026, 9, 7), 4),
        (Terms(closed=frozenset({date(2026, 9, 7)})), date(2026, 9, 8), 3),
    ],
    ids=["every day", "no midnight", "weekends", "a closed day"],
)
def test_the_last_day_in_time_depends_on_the_calendar(calendar: Calendar | None, by: date, days: int) -> None:
    """Committed to until 5 September, looked at on the 11th."""
    events = ana_stream(
        *stories.enrolled(), stories.attend(lee(3), "a1"), stories.commit(stories.ana(3, 18), "c1", ask=4)
    )
    late = {owed.item.owed.code: owed for owed in progress_board(events, day(10, 20), calendar).late}
    assert (late["commitment.review"].last_day, late["commitment.review"].days_late) == (by, days)


def about(owed: ObligationRow) -> object:
    return owed.what[-1][0]


def test_the_texts_of_commitments_outcomes_sessions_and_visits_are_shown() -> None:
    words = {owed.item.owed.code: about(owed) for owed in progress_board(streams(), AT).late}
    assert words["commitment.review"] == "Plan three open questions for every lesson"
    assert words["baseline.take"] == "Asks open questions and waits for answers"
    assert words["session.make_up"] == RecordCell("s2", ("Training session", DayCell(day(10, 9))))
    assert words["observation.debrief"] == DayCell(day(47))
    assert words["visit.record"] == ("OBSERVATION", day(155))
    assert {code for code, text in words.items() if text == ""} == {
        "check_in.hold", "coach.name", "follow_up.first", "growth_area.identify", "observation.record",
    }  # fmt: skip


def test_not_even_the_pairs_copy_of_the_board_names_a_growth_area_or_step() -> None:
    events = ana_stream(*stories.coached())
    board = progress_board(events, day(120))
    assert {"coaching.return_visit", "step.review"} <= {owed.item.owed.code for owed in board.late}
    settled = progress_board(ana_stream(*stories.settled()[:-1]), day(120))
    assert "growth_area.settle" in {owed.item.owed.code for owed in settled.late}
    for person in ("ana", "kim"):
        pages = [to_markdown(each.for_reader(Audience.PAIR, person)) for each in (board, settled)]
        assert not [page for page in pages if "wait" in page]


def test_the_chart_counts_the_people_in_each_phase() -> None:
    [picture] = drawn(progress_board(streams(), AT))
    assert picture.description == "Enrolled 1, Training 1, Implementation support 9, Withdrawn 1."
