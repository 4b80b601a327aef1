"""Each form and language in which meeting software exports who was there is read by the shape of its header."""

from datetime import datetime

import pytest
from tests.exchange.attendance import sheets as s
from tests.exchange.attendance.sheets import codes, merged, minutes, read, times

from pdflow.exchange.attendance import AttendanceError, RowEvidence, SheetRole


@pytest.mark.parametrize(
    "encoded", [s.ZOOM, s.ZOOM.encode(), s.utf8(s.ZOOM), s.utf16(s.ZOOM), s.ZOOM.encode("utf-16-le")]
)
def test_zoom_lists_each_join(encoded: bytes | str) -> None:
    report = read(encoded)
    assert times(report) == [
        ("Ana Ruiz", "08:54:15", "10:00:00"),
        ("Ana Ruiz", "10:10:00", "11:00:30"),
        ("B (Ben Ode)", "09:00:00", "09:30:20"),
    ]
    assert [row.line.number for row in report.rows] == [2, 3, 4]
    assert report.doubts == ()


def test_the_meeting_of_a_zoom_report_is_nobody_and_who_waits_is_not_there() -> None:
    report = read(s.ZOOM_WITH_MEETING)
    assert times(report) == [("Ana Ruiz", "08:59:00", "11:00:00")]
    assert codes(report) == ["IN_WAITING_ROOM"]


def test_zooms_unique_users_have_totals_without_times() -> None:
    found = merged(s.ZOOM_UNIQUE)
    assert minutes(found) == {"ana": 120, "ben": 31}
    assert set(codes(found)) == {"NOT_CLIPPABLE"}


def test_a_webinar_has_a_table_for_each_role_and_no_shows() -> None:
    report = read(s.ZOOM_WEBINAR)
    assert [(row.name, row.role) for row in report.rows] == [
        ("Lee Park", SheetRole.HOST),
        ("Kim Sol", SheetRole.PANELIST),
        ("Ana Ruiz", SheetRole.ATTENDEE),
    ]
    assert [(doubt.code, doubt.lines[0].number) for doubt in report.doubts] == [("NOT_ATTENDED", 14)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("language", s.ZOOM_HEADERS)
def test_zoom_in_other_languages(language: str, delimiter: str) -> None:
    row = "Ana Núñez,ana@example.org,14/09/2026 09:00,14/09/2026 10:30,90"
    report = read(f"{s.ZOOM_HEADERS[language]}\n{row}\n".replace(",", delimiter))
    assert times(report) == [("Ana Núñez", "09:00:00", "10:30:00")]
    assert report.rows[0].email == "ana@example.org"


def test_the_list_of_teams_pairs_joins_with_leaves() -> None:
    report = read(s.utf16(s.TEAMS_LIST))
    assert sorted(times(report)) == [
        ("Ana Ruiz", "08:58:00", "10:30:00"),
        ("Lee Park", "08:58:00", ""),
        ("Ode, Ben", "09:10:00", "09:40:00"),
    ]
    assert sorted(codes(report)) == ["JOINED_BEFORE_LIST", "JOINED_BEFORE_LIST", "OPEN_STAY"]


def test_the_list_of_teams_may_lack_its_header() -> None:
    assert times(read(s.utf16(s.TEAMS_LIST.partition("\n")[2]))) == times(read(s.utf16(s.TEAMS_LIST)))


@pytest.mark.parametrize(
    ("joined", "left"),
    [("Se unió", "Salió"), ("Ingressou", "Saiu"), ("A rejoint", "A quitté"), ("Beigetreten", "Verlassen")],
)
def test_the_actions_of_a_list_in_other_languages(joined: str, left: str) -> None:
    text = f"Ana\t{joined}\t14/09/2026 09:00:00\nAna\t{left}\t14/09/2026 09:30:00\n"
    assert times(read(s.utf16(text))) == [("Ana", "09:00:00", "09:30:00")]


def test_teams_of_2021_has_a_summary_above_the_joins() -> None:
    found = merged(s.utf16(s.TEAMS_2021))
    assert minutes(found) == {"ana": 109}
    assert [each.time.minutes for each in found.unmatched] == [60]


def test_the_totals_of_teams_are_never_added_to_the_details() -> None:
    report = read(s.utf16(s.TEAMS))
    assert [row.evidence for row in report.rows] == [RowEvidence.TOTAL] * 3 + [RowEvidence.STAY] * 4
    found = merged(s.utf16(s.TEAMS))
    assert minutes(found) == {"ana": 110, "cy": 30}
    assert codes(found) == ["UNMATCHED"]
    assert found.unmatched[0].attendee.role is SheetRole.HOST


@pytest.mark.parametrize("language", s.TEAMS_HEADERS)
def test_teams_in_other_languages(language: str) -> None:
    totals, details, length = s.TEAMS_HEADERS[language]
    person = f"Ana Ruiz\t14.09.2026, 09:00:00\t14.09.2026, 10:30:00\t{length}\tana@example.org"
    text = f"1.\nx\ty\n\n2. X\n{totals}\n{person}\t\t\n\n3. Y\n{details}\n{person}\t\n\n4. Z\n"
    report = read(s.utf16(text))
    assert [(row.evidence, row.email, row.stated) for row in report.rows] == [
        (kind, "ana@example.org", report.rows[0].stated) for kind in (RowEvidence.TOTAL, RowEvidence.STAY)
    ]
    assert minutes(merged(s.utf16(text))) == {"ana": 90}


def test_the_times_of_a_live_event_are_in_utc_and_need_no_zone() -> None:
    assert times(read(s.TEAMS_LIVE, zone=None)) == [("Ana Ruiz", "09:05:00", "10:05:00")]


def test_the_address_of_a_registration_comes_before_that_of_the_account() -> None:
    assert minutes(merged(s.utf16(s.TEAMS_WEBINAR))) == {"ana": 60}


def test_meet_writes_times_of_the_clock_without_a_day() -> None:
    report = read(s.MEET)
    assert times(report) == [("Ana Ruiz", "08:55:00", "10:30:00"), ("Ben Ode", "09:00:00", "09:58:00")]
    found = merged(s.MEET)
    assert minutes(found) == {"ana": 62}
    assert "NOT_CLIPPABLE" in codes(found)


def test_an_extension_of_meet_puts_a_matrix_first_and_lists_who_was_absent() -> None:
    report = read(s.utf8(s.MEET_EXTENSION))
    assert times(report) == [("Ana Ruiz", "09:00:12", "10:02:00")]
    assert codes(report) == ["NO_STAY"]
    other = read(s.utf8(s.MEET_EXTENSION.replace('"no","yes"\n', '"no","yes"\n"Gil Ito","","yes","yes"\n')))
    assert [(str(doubt.code), doubt.lines[0].number) for doubt in other.doubts] == [("NO_STAY", 7), ("OTHER_TABLE", 3)]


def test_webex_writes_times_as_formulas_and_its_host_is_a_row() -> None:
    report = read(s.utf16(s.WEBEX))
    assert times(report) == [("Lee Park", "08:50:00", "12:11:00"), ("Ana Ruiz", "09:00:00", "10:00:00")]
    assert report.rows[0].role is SheetRole.HOST
    found = merged(s.utf16(s.WEBEX), who={**s.WHO, "lee@example.org": "lee"}, without_roles={SheetRole.HOST})
    assert (minutes(found), [each.person for each in found.excluded]) == ({"ana": 60}, ["lee"])


def test_big_blue_button_counts_devices_twice_and_quotes_without_escaping() -> None:
    report = read(s.BIG_BLUE_BUTTON)
    assert [(row.role, row.evidence) for row in report.rows][:2] == [
        (SheetRole.HOST, RowEvidence.TOTAL),
        (SheetRole.ATTENDEE, RowEvidence.TOTAL),
    ]
    found = merged(s.BIG_BLUE_BUTTON, who={"Ana Ruiz": "ana"})
    assert minutes(found) == {"ana": 60}
    assert "NOT_A_PERSON" in codes(found)


def test_collaborate_writes_utc() -> None:
    report = read(s.COLLABORATE, zone=None)
    assert times(report) == [("Ana Ruiz", "09:00:00", "10:30:00")]
    assert minutes(merged(s.COLLABORATE, who={"aruiz": "ana"}, how={"zone": None})) == {"ana": 75}


def test_who_registered_was_not_there_by_that() -> None:
    with pytest.raises(AttendanceError) as caught:
        read(s.EVENTBRITE)
    assert [str(problem.code) for problem in caught.value.problems] == ["REGISTRATIONS_ONLY"]


def test_a_sign_in_sheet_says_who_was_there_and_not_for_how_long() -> None:
    content = s.SIGN_IN.encode("cp1252")
    found = merged(content)
    assert minutes(found) == {"ana": None, "cy": None}
    assert codes(found).count("NO_MINUTES") == 2
    assert codes(found).count("PRESENCE_ONLY") == 3
    signed = merged(content, who={"Noé Núñez": "noe"}, presence=s.timedelta(minutes=90))
    assert minutes(signed) == {"noe": 90}


def test_a_sign_in_sheet_may_have_times() -> None:
    sheet = "Name,Time in,Time out\nCy Mora,8:45,10:15\n"
    assert minutes(merged(sheet)) == {"cy": 75}


@pytest.mark.parametrize(
    "content",
    ["", "\n\n", "Nothing here\n", b"\xff\xfe", "Topic,Meeting ID\nx,y\n", b"PK\x03\x04\x00\x00\x00\x08"],
)
def test_what_has_no_table_of_people_is_an_error(content: bytes | str) -> None:
    with pytest.raises(AttendanceError, match=r"no table|no text"):
        read(content)


def test_a_table_in_which_nobody_was_there_is_an_error() -> None:
    header = s.ZOOM.partition("\n")[0]
    for content in (header, f"{header}\n,,,,,,\n", f"{header}\nAna Ruiz,ana@example.org,--,--,--,No,\n"):
        with pytest.raises(AttendanceError, match="does not mean that nobody came"):
            read(content)


def test_a_session_needs_an_offset_and_a_length() -> None:
    with pytest.raises(ValueError, match="start"):
        read(s.ZOOM, start=datetime(2026, 9, 14, 9))  # noqa: DTZ001
    for length in (0, 1441):
        with pytest.raises(ValueError, match="minutes"):
            read(s.ZOOM, minutes=length)
