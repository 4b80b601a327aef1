"""Contacts of an export: by what reports know people, for those a host asks for, and nothing that two of them share."""

from pathlib import Path

import pytest

from pdflow.exchange.oneroster import Person, Post, RosterError, read_contacts

HEADER = "sourcedId,status,orgSourcedIds,role,givenName,familyName,email\n"
PEOPLE = tuple(Person(id, "s1", (Post("teacher", "s1"),)) for id in ("t-1", "t-2", "t-3"))


def contacts(folder: Path, users: str) -> dict[str, str]:
    (folder / "users.csv").write_text(users, encoding="utf-8")
    return read_contacts(folder, PEOPLE)


def test_people_are_known_by_id_address_and_name(tmp_path: Path) -> None:
    rows = (
        "t-1,,s1,teacher,Ana,Ruiz,ana@example.org\nt-2,,s1,teacher,Ben,Ode,\nkid,,s1,student,Kit,Ray,kit@example.org\n"
    )
    assert contacts(tmp_path, HEADER + rows) == {
        "t-1": "t-1",
        "ana@example.org": "t-1",
        "Ana Ruiz": "t-1",
        "t-2": "t-2",
        "Ben Ode": "t-2",
    }


def test_what_two_people_share_is_nobodys(tmp_path: Path) -> None:
    rows = "t-1,,s1,teacher,Ana,Ruiz,office@example.org\nt-2,,s1,teacher,Ana,Ruiz,office@example.org\n"
    assert contacts(tmp_path, HEADER + rows) == {"t-1": "t-1", "t-2": "t-2"}


def test_without_the_columns_only_the_ids_are_known(tmp_path: Path) -> None:
    assert contacts(tmp_path, "sourcedId,role\nt-1,teacher\n") == {"t-1": "t-1"}


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(RosterError):
            read_contacts(folder, PEOPLE)
