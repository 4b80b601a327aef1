"""The example district's roster, read as a whole."""

import csv
from collections import Counter

import pytest
from tests.exchange.oneroster.exports import EXAMPLE, PERSONAL

from pdflow.exchange.oneroster import read_roster


def test_the_example_district_reads_as_its_description_says() -> None:
    roster = read_roster(EXAMPLE, job_title="metadata.jobTitle")
    roles = Counter(person.role for person in roster.people)
    titles = Counter(person.job_title for person in roster.people)
    assert [org.type for org in roster.orgs] == ["district", *["school"] * 6]
    assert (roles["teacher"], roles["administrator"], titles["Instructional Coach"]) == (111, 13, 4)
    assert {person.id for person in roster.people} >= {enrollment.person for enrollment in roster.enrollments}
    assert sum(len(person.orgs) > 1 for person in roster.people) == 4


def test_no_personal_cell_of_the_example_district_is_in_what_is_read() -> None:
    kept = repr(read_roster(EXAMPLE, job_title="metadata.jobTitle"))
    with (EXAMPLE / "users.csv").open(encoding="utf-8-sig", newline="") as users:
        cells = {row[column] for row in csv.DictReader(users) for column in PERSONAL if row.get(column)}
    assert len(cells) > 400
    assert not [cell for cell in cells if f"'{cell}'" in kept or "@" in kept]


def test_what_is_no_problem_of_the_roster_is_raised_as_it_is() -> None:
    with pytest.raises(TypeError):
        read_roster(None)  # type: ignore[arg-type]
