"""The manifest names the version, and which files are in the export."""

from pathlib import Path

import pytest
from tests.exchange.oneroster.exports import ROSTER, export_1_1, export_1_2, folder, problems

from pdflow.exchange.oneroster import read_roster


def test_classes_and_enrollments_may_be_absent_where_the_manifest_says_so(tmp_path: Path) -> None:
    files = export_1_1()
    del files["classes.csv"], files["enrollments.csv"]
    files["manifest.csv"] += "file.classes,absent\r\nfile.enrollments,absent\r\n"
    roster = read_roster(folder(tmp_path, files))
    assert (roster.people, roster.classes, roster.enrollments) == (ROSTER.people, (), ())


def test_a_manifest_has_to_agree_with_the_files(tmp_path: Path) -> None:
    files = export_1_1()
    del files["orgs.csv"]
    files["manifest.csv"] += "file.orgs,absent\r\nfile.users,delta\r\nfile.classes,absent\r\nfile.enrollments,some\r\n"
    assert problems(folder(tmp_path, files)) == [
        "manifest.csv, row 4, column value: changes only: ask for a bulk export, not 'delta'",
        "manifest.csv, row 5, column value: classes.csv is there, but the manifest says 'absent'",
        "manifest.csv, row 6, column value: neither bulk, delta nor absent: 'some'",
        "orgs.csv: missing file",
    ]


def test_a_manifest_that_names_no_version_is_refused(tmp_path: Path) -> None:
    files = export_1_1() | {"manifest.csv": "propertyName,value\r\nmanifest.version,1.0\r\n"}
    unknown = "manifest.csv, column value: unknown OneRoster version ''"
    assert problems(folder(tmp_path / "1.1", files)) == [unknown]
    role = {"userSourcedId": "u-1", "roleType": "primary", "role": "teacher", "orgSourcedId": "org-1"}
    later = export_1_2([role], [{"sourcedId": "u-1"}]) | {"manifest.csv": files["manifest.csv"]}
    assert problems(folder(tmp_path / "1.2", later)) == [unknown]


@pytest.mark.parametrize("version", ["1.1", "1.1.0", "1.1.2", "v1.1", " 1.1 "])
def test_a_version_may_be_written_with_more_numbers(tmp_path: Path, version: str) -> None:
    files = export_1_1() | {"manifest.csv": f"propertyName,value\r\noneroster.version,{version}\r\n"}
    assert read_roster(folder(tmp_path, files)) == ROSTER


@pytest.mark.parametrize("version", ["1.0", "1.10", "1", "2.0", "1.1-beta"])
def test_another_version_is_refused(tmp_path: Path, version: str) -> None:
    files = export_1_1() | {"manifest.csv": f"propertyName,value\r\noneroster.version,{version}\r\n"}
    assert problems(folder(tmp_path, files)) == [
        f"manifest.csv, row 2, column value: unknown OneRoster version '{version}'"
    ]


def test_without_a_manifest_the_version_follows_from_the_files_which_is_a_warning(tmp_path: Path) -> None:
    files = export_1_1()
    del files["manifest.csv"]
    roster = read_roster(folder(tmp_path / "1.1", files))
    assert (roster.people, roster.enrollments) == (ROSTER.people, ROSTER.enrollments)
    assert list(map(str, roster.warnings)) == ["manifest.csv: missing file; the others are read as OneRoster 1.1"]
    role = {"userSourcedId": "u-1", "roleType": "primary", "role": "teacher", "orgSourcedId": "org-1"}
    later = export_1_2([role], [{"sourcedId": "u-1"}])
    del later["manifest.csv"], later["classes.csv"], later["enrollments.csv"]
    (person,) = read_roster(folder(tmp_path / "1.2", later)).people
    assert person.role == "teacher"
