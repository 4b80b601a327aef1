"""A year of thirty people: every command decided by the real guards, stored, and counted."""

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from uuid import UUID

import attrs
import pytest
from tests.simulation.example_run import ROSTER, RunYear, of, rows

from pdflow.participation import COMPLETED, WITHDRAWN, Participation, Phase, decider
from pdflow.policy import PROFILES, TEXAS_LEADER
from pdflow.simulation.cohort import Cohort
from pdflow.simulation.engagement.commissioned import Commissioned
from pdflow.simulation.run import Run, cast_of, simulate
from pdflow.simulation.world.cast import Cast
from pdflow.simulation.world.journal import LOST
from pdflow.simulation.world.parameters import SCHOOL_YEAR
from pdflow.storage.codec import Codec
from pdflow.storage.event_store import RecordedEvent


def replayed(file: Path) -> dict[str, Participation]:
    """The state of every stream, decoded and folded from the file alone."""
    codec, states = Codec(decider), defaultdict[str, Participation](decider.state)
    for row in rows(file):
        decider.fold([codec.from_row(row)], onto=states[row.stream])
    return states


def test_a_replay_of_the_file_gives_everybodys_state(year: Run) -> None:
    states = replayed(year.file)
    assert len(states) == len(year.cohort.people) == 30
    for person in year.cohort.people:
        assert states[person.stream.name] == person.state


@pytest.mark.parametrize("profile", sorted(PROFILES))
def test_a_year_can_be_run_with_every_profile(profile: str, run_year: RunYear) -> None:
    run = run_year(policy=PROFILES[profile])
    states = replayed(run.file)
    assert [states[person.stream.name] for person in run.cohort.people] == [
        person.state for person in run.cohort.people
    ]
    assert of("support_begun", rows(run.file))


def test_leaders_have_the_leaders_policy(year: Run) -> None:
    leaders = [person for person in year.cohort.people if person.seat.leads]
    assert leaders
    assert {person.state.policy for person in leaders} == {TEXAS_LEADER}


def test_the_journal_counts_what_the_file_holds(year: Run) -> None:
    events = rows(year.file)
    assert year.journal.events == len(events) == sum(person.stream.events for person in year.cohort.people)
    assert year.journal.decisions > year.journal.refused + year.journal.no_ops
    counted = Counter(person.status for person in year.cohort.people)
    assert {status: count for status, count in year.journal.phases.items() if count} == counted
    assert year.journal.weeks[-1] == counted
    assert all(sum(week.values()) == 30 for week in year.journal.weeks)


@pytest.mark.parametrize("world", [Cohort, Commissioned])
def test_a_year_that_is_only_counted_has_the_counts_of_one_that_is_kept(world: type[Cohort], run_year: RunYear) -> None:
    kept, counted = run_year(world=world), simulate(kept_cast := cast_of(ROSTER, 30, 1), weeks=12, world=world)
    assert (counted.journal, counted.cast) == (kept.journal, kept_cast)
    assert [person.state for person in counted.cohort.people] == [person.state for person in kept.cohort.people]
    with pytest.raises(ValueError, match="only counted"):
        _ = counted.file


def test_commands_have_ids_in_the_order_of_time(year: Run) -> None:
    events = rows(year.file)
    by_id, by_time = ([*dict.fromkeys(row.occurred_at for row in sorted(events, key=key))] for key in (_id, _time))
    assert by_id == by_time
    assert {UUID(row.command_id).version for row in events} == {7}


def _id(row: RecordedEvent) -> str:
    return row.command_id


def _time(row: RecordedEvent) -> datetime:
    return row.occurred_at


def test_everybody_ends_somewhere_plausible(year: Run) -> None:
    ends = Counter(person.state.phase for person in year.cohort.people)
    assert ends.keys() <= {Phase.TRAINING, Phase.SUPPORT, Phase.COACHING, COMPLETED, WITHDRAWN}
    assert ends[COMPLETED] >= 10
    for person in year.cohort.people:
        if person.state.phase is COMPLETED:
            assert person.state.cycle == 3
            assert person.state.supported_since is not None


def test_most_refusals_are_remedied_and_many_kinds_occur(year: Run) -> None:
    refusals = year.journal.refusals
    assert len(refusals) >= 15
    assert sum(refusal.remedied for refusal in refusals.values()) > 0.6 * sum(r.times for r in refusals.values())
    assert all(len(refusal.days) == refusal.remedied <= refusal.times for refusal in refusals.values())


def test_nothing_is_dated_in_the_future_and_each_day_is_written_up_in_its_evening(year: Run) -> None:
    zone = year.cohort.year.zone
    for row in rows(year.file):
        recorded = row.recorded_at.astimezone(zone)
        assert (recorded.hour, recorded.date()) == (18, row.occurred_at.date())
        assert row.occurred_at < recorded
        assert year.cohort.year.works((row.occurred_at.date() - year.cohort.year.start) // timedelta(days=1))


def test_no_name_or_address_of_the_roster_is_in_the_file(year: Run) -> None:
    kept = year.file.read_bytes()
    lines = (ROSTER / "users.csv").read_text(encoding="utf-8-sig").splitlines()
    head = lines[0].split(",")
    logins = {line.split(",")[head.index("username")] for line in lines[1:]} - {""}
    assert len(logins) > 90
    assert not [login for login in logins if login.encode() in kept]


def test_fewer_coaches_make_people_wait_longer(run_year: RunYear) -> None:
    few, many = (run_year(f"{n}", cast_of(ROSTER, 40, n)).journal for n in (1, 8))
    waits = [[day for days in journal.waits.values() for day in days] for journal in (few, many)]
    assert median(waits[0]) > 2 * median(waits[1])
    assert median(few.first_follow_ups) > median(many.first_follow_ups)


def test_absence_lowers_attendance_and_costs_the_coaches_time(run_year: RunYear) -> None:
    never_away = dict.fromkeys(("absence", "no_show", "partial", "leave", "late_hires", "withdrawal"), 0.0)
    always = attrs.evolve(SCHOOL_YEAR, **never_away)
    present = run_year("always", parameters=always)
    often = run_year("often", parameters=attrs.evolve(always, absence=0.3))
    assert _days_missed(present) == 0
    assert _days_missed(often) > 0.2 * 30 * SCHOOL_YEAR.days_of_training
    assert _lost(present) == 0 < _lost(often)
    assert _lost(run_year("forgotten", parameters=attrs.evolve(always, no_show=0.3))) > 0


def _days_missed(run: Run) -> int:
    return sum(not day.there for person in run.cohort.people for day in person.state.attendance.values())


def _lost(run: Run) -> int:
    return sum(week[LOST] for weeks in run.journal.minutes.values() for week in weeks)


def test_sending_every_command_twice_changes_nothing(run_year: RunYear) -> None:
    once = run_year("once", parameters=attrs.evolve(SCHOOL_YEAR, asked_twice=0.0))
    twice = run_year("twice", parameters=attrs.evolve(SCHOOL_YEAR, asked_twice=1.0))
    assert rows(once.file) == rows(twice.file)
    assert twice.journal.no_ops >= once.journal.decisions - once.journal.refused > 0
    assert twice.journal.refused == once.journal.refused


def test_another_person_more_changes_nobody_elses_chances(run_year: RunYear, thirty: Cast) -> None:
    fewer = attrs.evolve(thirty, seats=thirty.seats[:-1])
    first, second = run_year("30", thirty, weeks=1), run_year("29", fewer, weeks=1)
    for one, other in zip(first.cohort.people, second.cohort.people, strict=False):
        assert (one.skill.traits, one.intensive, one.chances.uniform("visit", 3)) == (
            other.skill.traits,
            other.intensive,
            other.chances.uniform("visit", 3),
        )


def test_a_year_may_be_as_short_as_a_week(run_year: RunYear) -> None:
    assert [sum(week.values()) for week in run_year(weeks=1).journal.weeks] == [30]
