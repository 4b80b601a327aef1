"""Reports of one session merged: each person's time once, within the session, and everything in doubt listed."""

from datetime import timedelta
from typing import Any

import pytest
from tests.exchange.attendance import sheets as s
from tests.exchange.attendance.sheets import codes, merged, minutes, read, stay, zoom

from pdflow.errors import OutOfRange
from pdflow.exchange.attendance import AttendanceError, SheetAttendee, SheetRole, merge

ANA, BEN = "ana@example.org", "ben@example.org"


def test_what_overlaps_counts_once_and_what_lies_outside_the_session_not_at_all() -> None:
    found = merged(zoom(stay("Ana", ANA, -10, 30), stay("Ana", ANA, 20, 60), stay("Ana", ANA, 90, 150)))
    time = found.people[0].time
    assert minutes(found) == {"ana": 90}
    assert (time.before, time.after, time.overlap) == (
        timedelta(minutes=10),
        timedelta(minutes=30),
        timedelta(minutes=10),
    )
    assert time.gaps == ((found.start + timedelta(minutes=60), found.start + timedelta(minutes=90)),)


def test_seconds_are_summed_and_rounded_once() -> None:
    rows = [stay("Ana", ANA, n, n + 0.4) for n in range(10)]
    assert minutes(merged(zoom(*rows))) == {"ana": 4}
    assert minutes(merged(zoom(stay("Ana", ANA, 0, 29.5)))) == {"ana": 30}


def test_rounded_up_minutes_of_a_report_do_not_count_where_there_are_times() -> None:
    header = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)\n"
    rows = f"Ana,{ANA},09/14/2026 09:00:01 AM,09/14/2026 09:30:00 AM,30\n"
    off = f"Ben,{BEN},09/14/2026 09:00:00 AM,09/14/2026 09:30:00 AM,45\n"
    found = merged(header + rows + off)
    assert minutes(found) == {"ana": 30, "ben": 30}
    assert [(doubt.code, doubt.lines[0].number) for doubt in found.doubts] == [("TOTAL_DIFFERS", 3)]


def test_whoever_came_only_before_or_after_has_0_minutes_with_a_doubt() -> None:
    found = merged(zoom(stay("Ana", ANA, -30, -5), stay("Ben", BEN, 0, 0.3)))
    assert minutes(found) == {"ana": 0, "ben": 0}
    assert codes(found) == ["OUTSIDE_SESSION", "BELOW_A_MINUTE"]


def test_an_open_stay_counts_until_the_end_of_the_session() -> None:
    found = merged(s.utf16(s.TEAMS_LIST), who={"Lee Park": "lee", "Ben Ode": "ben", "Ana Ruiz": "ana"})
    assert minutes(found) == {"ana": 90, "ben": 30, "lee": 120}


def test_two_devices_in_a_list_count_once() -> None:
    rows = "Ana\tJoined\t14/9/26 9:00\nAna\tJoined\t14/9/26 9:10\nAna\tLeft\t14/9/26 9:20\nAna\tLeft\t14/9/26 9:50\n"
    [one, other] = read(s.utf16(rows)).rows
    assert (one.left, other.left) == (s.START + timedelta(minutes=20), s.START + timedelta(minutes=50))


def test_whoever_joined_before_the_list_began_counts_from_its_first_time() -> None:
    rows = "Cy Mora\tJoined before\t14/9/26 9:20\nBen Ode\tJoined\t14/9/26 9:15\nCy Mora\tLeft\t14/9/26 9:30\n"
    assert minutes(merged(s.utf16(rows)))["cy"] == 15


def test_an_open_stay_ends_where_another_report_says_so() -> None:
    early = "Full Name\tUser Action\tTimestamp\nCy Mora\tJoined\t14/9/26 9:00\n"
    found = merged(s.utf16(early), s.utf16(early + "Cy Mora\tLeft\t14/9/26 9:30\n"))
    assert minutes(found) == {"cy": 30}
    assert codes(found) == ["OPEN_STAY", "ENDED_ELSEWHERE"]


def test_a_return_in_the_same_second_is_a_new_stay_and_a_leave_without_a_join_none() -> None:
    rows = "Ana\tLeft\t14/9/26 9:00\nAna\tJoined\t14/9/26 9:10\nAna\tLeft\t14/9/26 9:20\nAna\tJoined\t14/9/26 9:20\n"
    report = read(s.utf16(rows))
    assert [row.left for row in report.rows] == [s.START + timedelta(minutes=20), None]
    assert codes(report) == ["LEFT_WITHOUT_JOIN", "OPEN_STAY"]


def test_an_unknown_action_is_reported() -> None:
    assert codes(read(s.utf16(s.TEAMS_LIST.replace("\tLeft\t", "\tWaved\t", 1)))).count("UNKNOWN_ACTION") == 1


def test_equal_rows_of_two_reports_count_once_and_others_are_united() -> None:
    morning = zoom(stay("Ana", ANA, 0, 60), stay("Ben", BEN, 0, 30))
    found = merged(morning, zoom(stay("Ana", ANA, 0, 60), stay("Ana", ANA, 50, 100)))
    assert minutes(found) == {"ana": 100, "ben": 30}
    [equal] = [doubt for doubt in found.doubts if doubt.code == "EQUAL_ROWS"]
    assert [str(line) for line in equal.lines] == [
        "SheetLine(source='1.csv', number=2)",
        "SheetLine(source='2.csv', number=2)",
    ]
    assert str(equal) == "1.csv, line 2; 2.csv, line 2: 1 row is equal to another and counted once"


def test_a_restarted_meeting_makes_another_report_whose_totals_count_as_well() -> None:
    second = s.TEAMS.partition("2. Participants\n")[2].partition("\n\n3.")[0]
    second = second.replace("8:50:00 AM\t9/14/26, 11:00:00 AM\t2h", "11:00:00 AM\t9/14/26, 11:20:00 AM\t10m")
    first = zoom(stay("Ana", ANA, 0, 60))
    found = merged(first, s.utf16(second), how={"minutes": 180})
    assert minutes(found)["ana"] == 70
    assert "NOT_CLIPPABLE" in codes(found)


def test_totals_of_the_same_time_are_not_added() -> None:
    meet = "Name,Email,Duration,Time joined,Time exited\n"
    found = merged(f"{meet}Ana,{ANA},40 min,9:00 AM,10:00 AM\n", f"{meet}Ana,{ANA},45 min,9:00 AM,10:00 AM\n")
    assert minutes(found) == {"ana": 60}
    assert "SEVERAL_TOTALS" in codes(found)
    unique = s.ZOOM_UNIQUE.replace("131", "50")
    again = merged(unique, unique.replace("50", "52"))
    assert minutes(again)["ana"] == 52
    assert "SEVERAL_TOTALS" in codes(again)


def test_details_win_over_totals_without_times() -> None:
    found = merged(s.ZOOM_UNIQUE, zoom(stay("Ana Ruiz", ANA, 0, 60)))
    assert minutes(found) == {"ana": 60, "ben": 31}
    assert "TOTAL_DIFFERS" in codes(found)


def test_an_address_in_another_case_and_an_id_link_the_rows_of_one_person() -> None:
    found = merged(s.utf16(s.TEAMS_2021.replace("\tana@example.org\t", "\tANA@Example.org\t")))
    assert minutes(found) == {"ana": 109}


def test_a_name_is_matched_whole_but_for_case_suffix_order_and_number() -> None:
    for name in ("CY MORA", '"Mora, Cy"', "Cy Mora (Guest)", "3. Cy Mora", "iPad (Cy Mora)", "Cy Mora (she/her)"):
        assert minutes(merged(zoom(stay(name, "", 0, 20)))) == {"cy": 20}, name
    for name in ("Cy Moras", "Cy", "Cy M", "Cý Mora"):
        found = merged(zoom(stay(name, "", 0, 20)))
        assert minutes(found) == {}
        assert codes(found) == ["UNMATCHED"]


def test_near_names_are_suggested_and_never_matched() -> None:
    found = merged(zoom(stay("Cý Móra", "", 0, 20), stay("Nobody Near", "", 0, 20)))
    assert [each.near for each in found.unmatched] == [("cy",), ()]


def test_rows_of_one_name_without_an_address_are_merged_where_they_are_disjoint() -> None:
    found = merged(zoom(stay("Cy Mora", "", 0, 20), stay("cy mora", "", 20, 40)))
    assert (minutes(found), codes(found)) == ({"cy": 40}, ["MERGED_BY_NAME"])


def test_rows_of_one_name_at_the_same_time_are_kept_apart() -> None:
    found = merged(zoom(stay("Cy Mora", "", 0, 20), stay("Cy Mora", "", 10, 40)))
    assert minutes(found) == {}
    assert codes(found) == ["NAME_OVERLAP", "UNMATCHED"] * 2
    assert [each.attendee.apart for each in found.unmatched] == [True, True]
    assert [each.near for each in found.unmatched] == [("cy",), ("cy",)]


def test_a_function_of_the_host_may_say_who_is_apart() -> None:
    def who(attendee: SheetAttendee) -> str | None:
        return "cy" if attendee.lines[0].number == 2 else "other cy"

    found = merged(zoom(stay("Cy Mora", "", 0, 20), stay("Cy Mora", "", 10, 40)), who=who)  # type: ignore[arg-type]
    assert minutes(found) == {"cy": 20, "other cy": 30}


def test_a_return_without_an_address_belongs_to_the_one_of_that_name() -> None:
    found = merged(zoom(stay("Ana Ruiz", ANA, 0, 20), stay("Ana Ruiz", "", 30, 60)))
    assert (minutes(found), codes(found)) == ({"ana": 50}, ["MERGED_BY_NAME"])
    overlapping = merged(zoom(stay("Ana Ruiz", ANA, 0, 40), stay("Ana Ruiz", "", 30, 60)))
    assert (minutes(overlapping), codes(overlapping)) == ({"ana": 40}, ["NAME_OVERLAP", "UNMATCHED"])


def test_a_name_that_two_addresses_have_is_nobodys() -> None:
    rows = stay("Ana Ruiz", ANA, 0, 20), stay("Ana Ruiz", BEN, 0, 20), stay("Ana Ruiz", "", 30, 60)
    found = merged(zoom(*rows))
    assert minutes(found) == {"ana": 20, "ben": 20}
    assert codes(found) == ["NAME_SHARED", "UNMATCHED"]


def test_a_second_account_of_the_same_person_counts_if_it_is_disjoint() -> None:
    who = {"Cy Mora": "cy", "cy@example.org": "cy"}
    rows = stay("Cy M.", "cy@example.org", 0, 20), stay("Cy Mora", "cy@home.example", 30, 60)
    assert minutes(merged(zoom(*rows), who=who)) == {"cy": 50}
    both = stay("Cy M.", "cy@example.org", 0, 40), stay("Cy Mora", "cy@home.example", 30, 60)
    found = merged(zoom(*both), who=who)
    assert (minutes(found), codes(found)) == ({"cy": 40}, ["NAME_OVERLAP", "UNMATCHED"])


def test_what_leads_to_several_people_matches_none() -> None:
    shared = merged(zoom(stay("Jo Lin", "", 0, 20)), who={"Jo Lin": "jo-1", "jo lin": "jo-2"})
    assert (minutes(shared), codes(shared)) == ({}, ["NAME_SHARED", "UNMATCHED"])
    linked = s.utf16(s.TEAMS_2021.replace("Ana Ruiz\t9/14/2026, 9:30:00 AM", "B\t9/14/2026, 9:30:00 AM"))
    found = merged(linked.replace("\t\tPresenter".encode("utf-16-le"), f"\t{BEN}\tPresenter".encode("utf-16-le")))
    assert minutes(found) == {}
    assert "SEVERAL_PEOPLE" in codes(found)


@pytest.mark.parametrize(
    "name",
    ["+1 555***12", "Call-in User 3", "Otter.ai", "Ana's Notetaker (Otter.ai)", "read.ai meeting notes", "Anonymous"],
)
def test_telephones_and_recorders_are_listed_and_not_matched(name: str) -> None:
    found = merged(zoom(stay(name, "", 0, 20)), who={name: "somebody"})
    assert minutes(found) == {}
    assert codes(found) == ["NOT_A_PERSON", "UNMATCHED"]


def test_hosts_and_trainers_are_left_out_where_the_host_asks() -> None:
    who = {**s.WHO, "lee@example.org": "lee", "kim@example.org": "kim"}
    assert minutes(merged(s.ZOOM_WEBINAR, who=who)) == {"ana": 120, "kim": 120, "lee": 120}
    by_role = merged(s.ZOOM_WEBINAR, who=who, without_roles={SheetRole.HOST, SheetRole.PANELIST})
    by_name = merged(s.ZOOM_WEBINAR, who=who, trainers={"lee", "kim"})
    for found in (by_role, by_name):
        assert minutes(found) == {"ana": 120}
        assert [each.person for each in found.excluded] == ["kim", "lee"]


def test_what_is_in_doubt_about_somebody_stands_beside_their_minutes() -> None:
    found = merged(s.utf16(s.TEAMS_LIST), s.MEET, who={**s.WHO, "Lee Park": "lee"})
    assert {each.person: each.doubts for each in found.people} == {
        "ana": ("JOINED_BEFORE_LIST", "MERGED_BY_NAME", "TOTAL_DIFFERS"),
        "lee": ("JOINED_BEFORE_LIST", "OPEN_STAY"),
    }
    assert [each.doubts for each in found.unmatched] == [("MERGED_BY_NAME", "TOTAL_DIFFERS", "UNMATCHED")]


def test_an_address_that_several_names_share_is_one_person_with_a_doubt() -> None:
    found = merged(zoom(stay("Ana Ruiz", ANA, 0, 20), stay("Room 5", ANA, 10, 30)))
    assert (minutes(found), found.people[0].doubts) == ({"ana": 30}, ("SEVERAL_NAMES",))
    again = merged(zoom(stay("Ana Ruiz", ANA, 0, 20), stay("iPad (Ana Ruiz)", ANA, 10, 30)))
    assert again.people[0].doubts == ()


def test_numbers_that_count_rows_link_nobody() -> None:
    sheet = "Id,Name,Time in,Time out\n1,Cy Mora,9:00,9:30\n"
    found = merged(sheet, sheet.replace("Cy Mora", "Gil Ito"))
    assert minutes(found) == {"cy": 30}


def test_only_reports_of_one_session_are_merged() -> None:
    other = read(s.ZOOM, minutes=60)
    for reports in ([read(s.ZOOM), other], []):
        with pytest.raises(AttendanceError, match="one session"):
            merge(reports, s.WHO)


@pytest.mark.parametrize("who", [{ANA: "  "}, {ANA: ""}, lambda attendee: " "])
def test_nobody_has_a_blank_id(who: Any) -> None:
    with pytest.raises(OutOfRange, match=r"^who: .* is not the id of a person, which is not blank$"):
        merged(zoom(stay("Ana", ANA, 0, 30)), who=who)


def test_rows_below_a_table_are_reported_and_not_read() -> None:
    found = merged(s.ZOOM + "\nBen Ode,ben@example.org,09/14/2026 10:00:00 AM,09/14/2026 10:30:00 AM,30,No,\n")
    assert minutes(found)["ben"] == 30
    assert [(doubt.code, doubt.lines[0].number) for doubt in found.doubts if doubt.code == "OUTSIDE_TABLE"] == [
        ("OUTSIDE_TABLE", 6)
    ]


def test_a_quotation_mark_that_is_never_closed_swallows_no_row() -> None:
    rows = [stay('"Ana the great', ANA, 0, 60), *(stay(f"P{n}", f"p{n}@example.org", 0, 60) for n in range(9))]
    report = read(zoom(*rows))
    assert len(report.rows) == 10


@pytest.mark.parametrize(
    ("old", "new"),
    [("\n", "\r\n"), ("\n", "\r"), ("Name (", "sep=,\n\nName ("), (" AM", " am"), ("User Email", "USER  EMAIL")],
)
def test_line_ends_blanks_and_case_change_nothing(old: str, new: str) -> None:
    assert minutes(merged(s.ZOOM.replace(old, new))) == minutes(merged(s.ZOOM)) == {"ana": 110, "ben": 30}
