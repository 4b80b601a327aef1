"""From the reports of a session, into a real store through the desk, and on to the participations by the relay."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.coordination.world import ANA, BOB, CY, World, begun, scheduled
from tests.engagement import stories as s
from tests.exchange.attendance.sheets import codes, utf16

from pdflow import Refused, SqliteStore
from pdflow.engagement import Presence
from pdflow.exchange.attendance import MergedAttendance, deliver, merge, read_attendance, redeliver
from pdflow.participation.state import latest_attendance

WHO = {"ana@example.org": "ana", "bob@example.org": "bob", "Cy Mora": "cy"}
HEADER = "Name (Original Name),User Email,Join Time,Leave Time\n"
LEE = "Lee Park,lee@example.org,{day} 08:50,{day} 12:05\n"
ZOOM = f"{HEADER}{LEE}Ana Ruiz,ana@example.org,{{day}} 08:55,{{day}} 11:00\nC. Mora,,{{day}} 09:00,{{day}} 12:00\n"
SECOND = "Full Name\tUser Action\tTimestamp\nCy Mora\tJoined\t{day} 10:00\nCy Mora\tLeft\t{day} 11:30\n"
DAY = s.day(10, 9)


def merged(*texts: str) -> MergedAttendance:
    """The reports of the session s1, which is held from nine to twelve."""
    reports = [
        read_attendance(
            utf16(text.format(day=f"{DAY:%Y-%m-%d}")), source=f"{n}.csv", start=DAY, minutes=180, zone=DAY.tzinfo
        )
        for n, text in enumerate(texts)
    ]
    return merge(reports, {**WHO, "lee@example.org": "lee"}, trainers={"lee"})


def there(world: World, stream: str) -> int:
    found = latest_attendance(world.participation(stream), "s1")
    assert found is not None
    return found[1].there


def test_whoever_was_matched_is_in_the_delivery_and_everybody_else_is_listed() -> None:
    found = merged(ZOOM, SECOND)
    command = deliver(found, s.lee(10, 13), delivery="d1", session="s1")
    assert (command.held, command.there) == (180, (Presence("ana", 120), Presence("cy", 90)))
    assert [each.person for each in found.excluded] == ["lee"]
    assert [(each.time.minutes, each.near) for each in found.unmatched] == [(180, ("cy",))]
    assert codes(found) == ["UNMATCHED"]


def test_whoever_was_there_for_no_minute_is_not_in_the_delivery() -> None:
    found = merged(
        f"{HEADER}Ana,ana@example.org,{{day}} 08:00,{{day}} 08:30\nBob,bob@example.org,{{day}} 9:00,{{day}} 10:00\n"
    )
    assert deliver(found, s.lee(10, 13), delivery="d1", session="s1").there == (Presence("bob", 60),)
    assert codes(found) == ["OUTSIDE_SESSION"]


def test_a_delivery_reaches_every_participation_and_its_correction_as_well(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "pd.sqlite") as store:
        world = scheduled(begun(World(store))).catch_up()
        world.ask("eng", deliver(merged(ZOOM), s.lee(10, 13), delivery="d1", session="s1")).catch_up()
        assert (there(world, ANA), there(world, BOB)) == (120, 0)

        how = {"delivery": "d2", "session": "s1"}
        assert redeliver(merged(ZOOM), s.lee(11), world.engagement, **how) is None
        better = redeliver(merged(ZOOM, SECOND), s.lee(11), world.engagement, **how)
        assert better is not None
        assert better.changes == {"cy": (0, 90)}
        world.ask("eng", better.command).catch_up()
        assert (there(world, ANA), there(world, BOB), there(world, CY)) == (120, 0, 90)
        assert world.events("eng")[-2].supersedes == "d1"  # type: ignore[attr-defined]

        lost = redeliver(merged(SECOND), s.lee(12), world.engagement, delivery="d3", session="s1")
        assert lost is not None
        assert lost.changes == {"ana": (120, 0)}


def test_the_first_sheet_of_a_session_may_be_delivered_as_a_correction() -> None:
    world = scheduled(begun())
    first = redeliver(merged(SECOND), s.lee(10, 13), world.engagement, delivery="d1", session="s1")
    assert first is not None
    assert first.changes == {"cy": (0, 90)}


def test_a_further_part_is_corrected_by_its_own_sheet() -> None:
    world = scheduled(begun())
    world.ask("eng", deliver(merged(ZOOM), s.lee(10, 13), delivery="d1", session="s1"))
    world.ask("eng", deliver(merged(SECOND), s.lee(10, 14), delivery="d2", session="s1", continues="d1"))
    how = {"delivery": "d3", "session": "s1", "continues": "d1"}
    assert redeliver(merged(SECOND), s.lee(11), world.engagement, **how) is None
    again = redeliver(merged(ZOOM, SECOND), s.lee(11), world.engagement, **how)
    assert again is not None
    assert again.changes == {"ana": (0, 120)}


def test_a_session_is_not_delivered_before_it_began() -> None:
    world = scheduled(begun())
    command = deliver(merged(ZOOM), s.lee(9), delivery="d1", session="s1")
    with pytest.raises(Refused, match=r"training\.before_start"):
        world.ask("eng", command)


def test_nobody_is_there_for_longer_than_the_session_was_held() -> None:
    found = merged(f"{HEADER}Ana,ana@example.org,{{day}} 00:00,{{day}} 23:59\n")
    assert found.people[0].time.counted == timedelta(hours=3)
    scheduled(begun()).ask("eng", deliver(found, s.lee(10, 13), delivery="d1", session="s1"))
