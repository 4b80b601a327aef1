"""An export is read from a folder or a zip, and a zip that is damaged or unsafe is refused."""

import zipfile
from pathlib import Path

import pytest
from tests.exchange.oneroster.exports import ROSTER, export_1_1, folder, problems, zipped

from pdflow.exchange.oneroster import read_roster


def test_a_folder_and_a_zip_of_the_same_files_give_the_same_roster(tmp_path: Path) -> None:
    files = export_1_1()
    assert read_roster(folder(tmp_path / "export", files)) == ROSTER
    assert read_roster(str(zipped(tmp_path / "root.zip", files))) == ROSTER
    assert read_roster(zipped(tmp_path / "inside.zip", files, "export 2026/")) == ROSTER
    assert read_roster(zipped(tmp_path / "windows.zip", files, "export\\")) == ROSTER


def test_files_at_the_root_of_a_zip_go_before_those_in_its_folders(tmp_path: Path) -> None:
    path = zipped(tmp_path / "both.zip", {"users.csv": "an older export"}, "old/")
    with zipfile.ZipFile(path, "a") as archive:
        for name, text in export_1_1().items():
            archive.writestr(name, text)
    assert read_roster(path) == ROSTER


def test_folders_of_macos_and_names_that_lead_elsewhere_are_ignored(tmp_path: Path) -> None:
    path = zipped(tmp_path / "mac.zip", export_1_1(), "export/")
    with zipfile.ZipFile(path, "a") as archive:
        for name in ("__MACOSX/users.csv", "__MACOSX/export/._users.csv", "../users.csv", "..\\orgs.csv"):
            archive.writestr(name, "not a roster")
        for name in ("/users.csv", "C:/users.csv", ".hidden/users.csv", "export/deep/users.csv", "export/../users.csv"):
            archive.writestr(name, "not a roster")
    assert read_roster(path) == ROSTER


def test_a_path_that_cannot_be_read_is_a_problem_of_the_path(tmp_path: Path) -> None:
    (text := tmp_path / "users.csv").write_text("sourcedId\n")
    (broken := tmp_path / "broken.zip").write_bytes(zipped(tmp_path / "whole.zip", export_1_1()).read_bytes()[:-300])
    assert problems(tmp_path / "nowhere") == [f"{tmp_path / 'nowhere'}: there is no such folder or zip file"]
    assert len(problems(tmp_path / ("x" * 300))) == 1
    assert problems(text) == [f"{text}: File is not a zip file"]
    assert problems(broken) == [f"{broken}: File is not a zip file"]


def test_a_zip_that_is_encrypted_in_part_is_a_problem_of_the_file(tmp_path: Path) -> None:
    path = zipped(tmp_path / "locked.zip", export_1_1())
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\1\2", content.index(b"PK\1\2") + 1) + 8] |= 1
    path.write_bytes(content)
    assert problems(path) == ["orgs.csv: encrypted"]


def test_a_file_damaged_inside_a_zip_is_a_problem_that_quotes_nothing_of_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(path := tmp_path / "torn.zip", "w") as archive:
        for name, text in export_1_1().items():
            archive.writestr(name, text)
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"HiddenGiven", b"HiddenTaken"))
    assert problems(path) == ["users.csv: Bad CRC-32 for file 'users.csv'"]
    path.write_bytes(whole.replace(b"PK\3\4", b"PK\3\5", 1).replace(b"orgs.csvsourced", b"orgs.txtsourced"))
    assert problems(path) == ["manifest.csv: damaged zip", "orgs.csv: damaged zip"]


def test_a_file_that_unpacks_to_an_absurd_size_is_not_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "bomb.zip", export_1_1())
    with zipfile.ZipFile(path, "a") as archive:
        archive.getinfo("users.csv").file_size = 2**30
        archive.writestr("notes.txt", "so that the directory is written anew")
    assert problems(path) == ["users.csv: unpacks to 1,073,741,824 bytes, more than 536,870,912"]


def test_a_zip_that_holds_two_of_a_file_or_two_exports_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "twice.zip", export_1_1())
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("orgs.csv", "another")
    assert problems(path) == ["orgs.csv: more than once in the zip"]
    path = zipped(tmp_path / "two.zip", export_1_1(), "new/")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("old/users.csv", "another")
    assert problems(path) == [f"{path}: the files are in several folders: new, old"]


def test_a_method_of_compression_that_is_not_everywhere_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(path := tmp_path / "lzma.zip", "w", zipfile.ZIP_LZMA) as archive:
        for name, text in export_1_1().items():
            archive.writestr(name, text)
    assert problems(path)[0] == "manifest.csv: compressed by another method than deflate"
