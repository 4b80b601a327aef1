"""What cannot be is refused at the door, by a typed error that names the place."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

import attrs
import pytest

from pdflow import (
    LIGHT,
    Actor,
    CommandIdReused,
    Header,
    NaiveTime,
    OutOfRange,
    Role,
    UnknownCommand,
    cadre,
    participation as p,
)
from pdflow.desk import Desk
from pdflow.kernel.guards import Objection, fact
from pdflow.participation import Participation
from pdflow.storage.memory import MemoryStore

LEE = Actor("lee", Role.COORDINATOR)


def header(by: Actor = LEE) -> Header:
    return Header(uuid4(), by, datetime(2026, 9, 1, 9, tzinfo=UTC))


def test_a_command_of_another_aggregate_is_named() -> None:
    with pytest.raises(UnknownCommand, match="AcceptNomination: no command of participation"):
        p.decider.decide(p.decider.state(), cadre.AcceptNomination(header()))
    with pytest.raises(UnknownCommand):
        p.decider.why_not(p.decider.state(), cadre.AcceptNomination(header()))


def test_nobody_is_there_for_less_than_no_time() -> None:
    with pytest.raises(OutOfRange, match=r"RecordAttendance\.there: -10 is not zero or more"):
        p.RecordAttendance(header(), attendance="a-1", session="day 1", held=60, there=-10)


def test_a_threshold_is_a_number_that_can_be_meant() -> None:
    with pytest.raises(OutOfRange, match=r"Policy\.check_in_every: 0 is not from 1 to 10000"):
        attrs.evolve(LIGHT, check_in_every=0)
    with pytest.raises(OutOfRange, match=r"Policy\.dosage_note_hours: 1000000 is not from 0 to 10000"):
        attrs.evolve(LIGHT, dosage_note_hours=10**6)
    with pytest.raises(OutOfRange, match=r"Policy\.attendance_share: 80 is not from 0 to 1"):
        attrs.evolve(LIGHT, attendance_share=80)


def test_a_date_is_no_moment() -> None:
    with pytest.raises(NaiveTime, match=r"header\.at"):
        Header(uuid4(), LEE, date(2026, 9, 1))  # type: ignore[arg-type]


def test_a_command_id_in_capitals_is_the_same_id() -> None:
    told = uuid4()
    assert Header(str(told).upper(), LEE, datetime(2026, 9, 1, tzinfo=UTC)).id == str(told)


def test_a_first_outcome_is_given_only_to_who_asked() -> None:
    desk = Desk(p.decider, MemoryStore())
    enrol = p.Enrol(header(), person="ana")
    desk.carry_out("ana", enrol)
    somebody = Header(enrol.header.id, Actor("mallory", Role.PARTICIPANT), enrol.at)
    with pytest.raises(CommandIdReused):
        desk.carry_out("ana", p.Transfer(somebody, site="S", role_title="", from_day=date(2026, 9, 1)))


@fact("ours.closed", remedy="OpenTheDoor")
def closed(state: Participation) -> Objection:
    return True


def test_a_hosts_rule_remedies_by_a_command_there_is() -> None:
    with pytest.raises(TypeError, match=r"ours\.closed: no command OpenTheDoor"):
        p.decider.with_rights(None, closed)
