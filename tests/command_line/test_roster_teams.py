"""A roster that is imported again: teams that it gave already, and teams that somebody chose since."""

import shutil
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
from tests.exchange.oneroster.exports import EXAMPLE

from pdflow import Actor, Role, SqliteStore, Supporter
from pdflow.command_line import ExitCode, main
from pdflow.coordination import default_stream_name
from pdflow.desk import Desk
from pdflow.kernel.header import Header
from pdflow.participation import AssignTeam, Participation, decider

COACHED = ["--by", "lee", "--engagement", "Talk", "--job-title", "metadata.jobTitle", "--apply", "--create"]
FIRST, LATER, LAST = (f"2026-{day}T08:00-05:00" for day in ("09-01", "10-01", "11-02"))
TEACHER = "stf-0e66f9"
STREAM = default_stream_name("engagement-Talk", TEACHER)


def imported(file: Path, at: str, *more: str, roster: Path = EXAMPLE) -> int:
    return main(["import", "roster", str(roster), str(file), *COACHED, "--at", at, *more])


def state_in(file: Path) -> tuple[Participation, int]:
    with SqliteStore(file) as store:
        return Desk(decider, store).load(STREAM)


def assign(file: Path, *team: Supporter, coach: str) -> None:
    """Another coach, whom a coordinator names by hand."""
    header = Header(uuid4(), Actor("lee", Role.COORDINATOR), datetime.fromisoformat(LATER))
    with SqliteStore(file) as store:
        Desk(decider, store).carry_out(STREAM, AssignTeam(header, team=team, coach=coach))


@pytest.mark.parametrize("at", [LATER, "2026-08-01T08:00-05:00"], ids=["later", "earlier"])
def test_a_team_that_the_roster_gave_is_not_given_again(
    at: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "store.sqlite"
    imported(file, FIRST)
    count = capsys.readouterr().out.split()[1]
    _, version = state_in(file)
    assert imported(file, at) == ExitCode.DONE
    assert capsys.readouterr().out == f"commands: {count} known already\n"
    assert state_in(file)[1] == version == 2


@pytest.mark.parametrize(
    ("language", "reason"),
    [
        (
            "en",
            "The team was assigned otherwise than by a roster, and stays as it is. "
            "What helps: give --replace-teams if the roster is to replace it.",
        ),
        (
            "es",
            "El equipo no lo asignó ninguna lista importada, y queda como está. "
            "Para avanzar: indicar --replace-teams si la lista ha de reemplazarlo.",
        ),
    ],
)
def test_a_team_that_somebody_chose_stays_until_the_roster_is_to_replace_it(
    language: str, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "store.sqlite"
    imported(file, FIRST)
    given, _ = state_in(file)
    assign(file, Supporter("pat", Role.COACH), coach="pat")
    capsys.readouterr()
    assert imported(file, LAST, "--language", language) == ExitCode.DONE
    printed = capsys.readouterr()
    assert f"passed over: {TEACHER}: AssignTeam: {reason}\n" in printed.err
    assert printed.out.endswith(" known already, 1 passed over\n")
    assert state_in(file)[0].coach == "pat"
    assert imported(file, LAST, "--replace-teams") == ExitCode.DONE
    assert state_in(file)[0].coach == given.coach != "pat"


def test_another_coach_on_the_roster_replaces_the_one_whom_a_roster_gave(tmp_path: Path) -> None:
    file, roster = tmp_path / "store.sqlite", tmp_path / "roster"
    imported(file, FIRST)
    shutil.copytree(EXAMPLE, roster)
    coach = state_in(file)[0].coach
    assert coach
    for table in roster.glob("*.csv"):
        table.write_text(table.read_text().replace(coach, "somebody-else"))
    for at in (LATER, LAST):
        assert imported(file, at, roster=roster) == ExitCode.DONE
    state, version = state_in(file)
    assert (state.coach, version) == ("somebody-else", 3)


def test_the_team_of_a_person_who_left_is_refused_and_not_passed_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, roster = tmp_path / "store.sqlite", tmp_path / "roster"
    imported(file, FIRST)
    shutil.copytree(EXAMPLE, roster)
    for table in roster.glob("*.csv"):
        lines = table.read_text().splitlines(keepends=True)
        table.write_text("".join(line for line in lines if TEACHER not in line))
    imported(file, LATER, "--before", str(EXAMPLE), "--since", "2026-09-01", roster=roster)
    capsys.readouterr()
    assert imported(file, LAST) == ExitCode.PROBLEMS
    printed = capsys.readouterr()
    assert f"\n{TEACHER}: AssignTeam: " in printed.err
    assert "passed over" not in printed.err
