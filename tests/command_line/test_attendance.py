"""``pdflow import attendance``: reports of meeting software as the delivery of a session."""

from pathlib import Path

import pytest
from tests.coordination.world import World, begun, scheduled
from tests.engagement import stories as s

from pdflow import SqliteStore
from pdflow.command_line import ExitCode, main

ZOOM = """Name (Original Name),User Email,Join Time,Leave Time
Ana Ruiz,ana@example.org,{day} 08:55,{day} 11:00
Zoe Unknown,zoe@example.org,{day} 09:00,{day} 12:00
"""


def scheduled_in(folder: Path) -> tuple[Path, str, Path, Path, list[str]]:
    """A store with a scheduled training, its stream, where the report and who is who will be, and what is typed."""
    file, report, who = folder / "pd.sqlite", folder / "zoom.csv", folder / "who.csv"
    with SqliteStore(file) as store:
        scheduled(begun(World(store)))
        [stream] = {row.stream for row in store.feed() if row.type == "engagement.requested"}
    line = ["import", "attendance", str(file), str(report), "--stream", stream, "--who", str(who), "--zone", "UTC"]
    return file, stream, report, who, [*line, "--by", "lee", "--at", s.day(10, 13).isoformat(), "--delivery", "d1"]


def test_minutes_are_listed_and_only_recorded_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, stream, report, who, line = scheduled_in(tmp_path)
    report.write_text(ZOOM.format(day=f"{s.day(10, 9):%Y-%m-%d}"))
    who.write_text("contact,person\nana@example.org,ana\n")
    assert main([*line, "--session", "s1"]) == ExitCode.DONE
    printed = capsys.readouterr()
    assert printed.out == "ana: 120\n"
    assert printed.err.endswith("not recorded: add --apply\n")
    assert "zoom.csv, line 3: " in printed.err
    assert "Zoe" not in printed.err
    assert main([*line, "--session", "s1", "--apply"]) == ExitCode.PROBLEMS
    assert "not recorded: 1 not in who.csv" in capsys.readouterr().err
    assert not delivered(file, stream)
    apply = ["--session", "s1", "--apply", "--without-unmatched"]
    assert main([*line, *apply, "--language", "es"]) == ExitCode.DONE
    printed = capsys.readouterr()
    assert "no se sabe quién es" in printed.err
    assert printed.err.endswith("recorded: 1\n")
    assert main([*line, "--session", "s1", "--apply", "--strict"]) == ExitCode.PROBLEMS
    assert capsys.readouterr().out == "minutes: nobody's change\n"
    assert main([*line, "--session", "s9"]) == ExitCode.USAGE
    assert f"--session: {stream} has no session s9; it has s1" in capsys.readouterr().err
    assert main([*line, "--session", "s1", "--stream", "nostream"]) == ExitCode.USAGE
    assert capsys.readouterr().err == "pdflow: --stream: there is no such stream: nostream\n"
    report.write_text("nothing")
    assert main([*line, "--session", "s1"]) == ExitCode.UNREADABLE
    assert delivered(file, stream)


@pytest.mark.parametrize(("language", "words"), [("en", "is near that of ana"), ("es", "se parece al de ana")])
def test_people_with_nearly_the_same_name_are_suggested(
    language: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, _, report, who, line = scheduled_in(tmp_path)
    report.write_text(ZOOM.format(day=f"{s.day(10, 9):%Y-%m-%d}"))
    who.write_text("contact,person\nAnna Ruiz,ana\n")
    line += ["--session", "s1"]
    assert main([*line, "--language", language]) == ExitCode.DONE
    [suggested] = [each for each in capsys.readouterr().err.splitlines() if words in each]
    assert suggested.startswith("zoom.csv, ")


def delivered(file: Path, stream: str) -> bool:
    with SqliteStore(file) as store:
        return [row.type for row in store.load(stream)][-1] == "engagement.training_delivered"


@pytest.mark.parametrize("who", ["contact,person\n", "contact,person\nsomebody@example.org,ben\n"])
def test_with_nobody_known_nobody_is_recorded_as_absent(who: str, tmp_path: Path) -> None:
    file, stream, report, rows, line = scheduled_in(tmp_path)
    report.write_text(ZOOM.format(day=f"{s.day(10, 9):%Y-%m-%d}"))
    rows.write_text(who)
    line += ["--session", "s1"]
    assert main([*line, "--apply"]) == ExitCode.PROBLEMS
    assert not delivered(file, stream)
    rows.write_text("contact,person\nana@example.org,ana\nzoe@example.org,zoe\n")
    assert main([*line, "--apply"]) == ExitCode.DONE
    assert delivered(file, stream)


def test_a_report_of_another_day_is_recorded_only_where_the_host_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, stream, report, who, line = scheduled_in(tmp_path)
    report.write_text(ZOOM.format(day=f"{s.day(9, 9):%Y-%m-%d}"))
    who.write_text("contact,person\nana@example.org,ana\nzoe@example.org,zoe\n")
    line += ["--session", "s1", "--apply"]
    assert main(line) == ExitCode.PROBLEMS
    said = capsys.readouterr().err
    assert f"its times are {s.day(9, 9):%Y-%m-%d} 08:55" in said
    assert f"those of the session {s.day(10, 9):%Y-%m-%d} 09:00" in said
    assert said.endswith("not recorded: nothing in zoom.csv lies within the session; --other-time records it\n")
    assert not delivered(file, stream)
    assert main([*line, "--other-time"]) == ExitCode.DONE
    assert delivered(file, stream)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Ben Lee,ben@example.org,,", "sin horas y sin duración"),
        ("Ben Lee,ben@example.org,soon,late", "hay una hora que no se puede leer"),
    ],
)
def test_somebody_without_minutes_that_can_be_counted_is_not_recorded_as_absent_unasked(
    row: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, stream, report, who, line = scheduled_in(tmp_path)
    report.write_text(f"{ZOOM.format(day=f'{s.day(10, 9):%Y-%m-%d}')}{row}\n")
    who.write_text("contact,person\nana@example.org,ana\nzoe@example.org,zoe\nben@example.org,ben\n")
    line += ["--session", "s1", "--apply"]
    assert main([*line, "--language", "es"]) == ExitCode.PROBLEMS
    *_, doubt, why = capsys.readouterr().err.splitlines()
    assert words in doubt
    assert why.startswith("not recorded: ")
    assert not delivered(file, stream)
    assert main([*line, "--without-uncounted"]) == ExitCode.DONE
    assert delivered(file, stream)


@pytest.mark.parametrize("zone", ["America/Nowhere", "America", "../zone", ""])
def test_a_zone_that_is_none_is_a_mistake_in_use(zone: str, capsys: pytest.CaptureFixture[str]) -> None:
    line = ["import", "attendance", "pd.sqlite", "zoom.csv", "--stream", "e1", "--session", "s1", "--delivery", "d1"]
    with pytest.raises(SystemExit) as ended:
        main([*line, "--who", "who.csv", "--by", "lee", "--zone", zone])
    assert ended.value.code == ExitCode.USAGE
    assert "a time zone is needed" in capsys.readouterr().err
