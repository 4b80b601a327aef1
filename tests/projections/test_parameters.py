"""What the log of refusals keeps of a reason says later what the reason said, and nothing personal."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import attrs
import pytest
from tests.language import refusals_of_engagements, refusals_of_participations, refusals_of_trainers
from tests.participation.stories import day, kim, lee, observe

from pdflow import Command, Reason
from pdflow.language import explain
from pdflow.participation import AssignTeam, Complete, Phase
from pdflow.projections import RefusalEntry, names_person, reason_of, refusal_entries
from pdflow.projections.parameters import FOR_THE_PAIR

SECRET = "rushes the last minutes"
BARE, WITH_NOTE = Complete(kim(1)), observe(kim(1), "ob1", "ask", struggles=SECRET)


def kept(*reasons: Reason, command: Command[Any] = BARE) -> list[RefusalEntry]:
    return [*refusal_entries("1", "p-ana", command, reasons)]


def public(reason: Reason) -> Reason:
    left = {name: value for name, value in reason.parameters.items() if (reason.code, name) not in FOR_THE_PAIR}
    return Reason(reason.code, left, reason.remedy)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("room", [refusals_of_participations, refusals_of_engagements, refusals_of_trainers])
def test_given_every_reason_there_is_when_it_was_kept_then_it_is_explained_as_before(room, language: str) -> None:
    reasons = [*room.refusals()]
    assert len(reasons) > 20
    for reason, entry in zip(reasons, kept(*reasons), strict=True):
        assert explain(reason_of(entry), language) == explain(public(reason), language), reason


def test_given_values_of_every_kind_when_they_were_kept_then_they_are_the_same() -> None:
    away = datetime(2026, 10, 1, 8, 30, 0, 1, tzinfo=timezone(-timedelta(hours=5)))
    values = {
        "count": 2,
        "share": 0.75,
        "so": True,
        "none": None,
        "day": date(2026, 10, 1),
        "at": away,
        "names": ("ob-1", "niña"),
        "none_of": (),
        "phase": Phase.SUPPORT,
        "code": "SUPPORT",
        "all": ((1, date(2026, 10, 1)),),
    }
    [entry] = kept(Reason("ours.all", values))
    read = reason_of(entry).parameters
    assert read == values
    assert read["at"].utcoffset() == away.utcoffset()


def test_given_what_is_no_number_day_or_name_when_it_is_refused_then_it_is_not_kept() -> None:
    values = {
        "note": SECRET,
        "within": f"note: {SECRET}",
        "among": ("ob-1", SECRET),
        "long": "a" * 201,
        "lines": "a\nb",
        "host": object(),
        "nan": float("nan"),
        "name": "ob-1",
    }
    [entry] = kept(Reason("ours.all", values), command=WITH_NOTE)
    assert reason_of(entry).parameters == {"name": "ob-1"}
    assert "…" in str(explain(reason_of(attrs.evolve(entry, code="record.void", parameters=None)))[0])


def test_given_ratings_below_the_standard_when_a_clearance_is_refused_then_none_is_kept() -> None:
    below = [each for each in refusals_of_trainers.refusals() if each.code == "teachback.below_standard"]
    assert {*below[0].parameters} == {"criterion", "has", "needs"}
    assert all({*reason_of(entry).parameters} == {"needs"} for entry in kept(*below))


def test_given_a_team_that_is_refused_when_somebody_is_named_then_they_are_found() -> None:
    [entry] = refusal_entries(
        "1",
        "p-ana",
        AssignTeam(lee(1), team=(), coach="kim"),
        [Reason("team.coach_is_manager", {"coach": "max", "at": day(1).astimezone(UTC)})],
    )
    assert names_person(entry.parameters, "max")
    for other in ("coach", "day", "at", "moment", "ma", "maxi", "2026"):
        assert not names_person(entry.parameters, other)
    assert not names_person(None, "max")
