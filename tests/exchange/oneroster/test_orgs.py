"""Orgs form a hierarchy without loops."""

from pathlib import Path

from tests.exchange.oneroster.exports import export_1_1, folder, problems


def test_orgs_that_are_their_own_ancestors_are_one_problem_for_each_loop(tmp_path: Path) -> None:
    files = export_1_1()
    for org, parent in (("a", "b"), ("b", "c"), ("c", "b"), ("d", "a"), ("e", "e")):
        files["orgs.csv"] += f"{org},,,Name,school,,{parent}\r\n"
    assert problems(folder(tmp_path, files)) == [
        "orgs.csv, row 5, column parentSourcedId: its parents lead back to it: 'b > c > b'",
        "orgs.csv, row 8, column parentSourcedId: its parents lead back to it: 'e > e'",
    ]
