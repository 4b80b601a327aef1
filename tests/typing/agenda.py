"""What a host asks of the agenda, as a type checker reads it; never run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, tzinfo
from typing import Any, assert_type

import attrs

from pdflow import Event, engagement
from pdflow.agenda import (
    Drift,
    EndedDrift,
    Item,
    Obligation,
    Reach,
    Route,
    Status,
    agenda,
    directors_list,
    drifts,
    drifts_ended,
    route_to,
    still_reachable,
    week,
)
from pdflow.engagement import Engagement
from pdflow.participation import Complete, Participation, Phase


@attrs.frozen
class OwnCalendar:
    """A calendar of a host's own."""

    zone: tzinfo
    closed: frozenset[date]

    def is_open(self, day: date) -> bool:
        return day not in self.closed


def questions(ana: Participation, at: datetime, calendar: OwnCalendar) -> None:
    assert_type(agenda(ana, at, calendar), list[Obligation])
    assert_type([owed.status(at) for owed in agenda(ana, at, calendar)], list[Status])
    assert_type(drifts(ana, at, calendar), list[Drift])
    assert_type(still_reachable(ana, at, calendar), list[Reach])
    assert_type(route_to(ana, Complete, at), Route)
    assert_type(route_to(ana, Phase.COACHING, at), Route)
    assert_type(route_to(ana, "CompleteActionStep", at, step="st-1"), Route)
    assert_type(route_to(engagement.decider.state(), "close", at), Route)


def many(people: Mapping[str, Participation], efforts: dict[str, Engagement], at: datetime, own: OwnCalendar) -> None:
    assert_type(directors_list(people, at, own), list[Item])
    assert_type(directors_list({**people, **efforts}, at, own), list[Item])
    assert_type(week("kim", people, at, own), list[Item])


def histories(ana: Iterable[Event[Any]], effort: Iterable[Event[Any]], own: OwnCalendar) -> None:
    assert_type(drifts_ended(ana, own), list[EndedDrift])
    assert_type(drifts_ended(effort, own, engagement.decider), list[EndedDrift])
