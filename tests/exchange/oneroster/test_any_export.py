"""Whatever an export holds, it is read back as written or refused."""

from pathlib import Path

import attrs
from hypothesis import HealthCheck, given, settings, strategies as st
from tests.exchange.oneroster.exports import (
    PERSONAL,
    ROSTER,
    USERS_1_1,
    USERS_1_2,
    Rows,
    csv_text,
    export_1_1,
    folder,
    outcome,
    zipped,
)

from pdflow.exchange.oneroster import Class, Enrollment, Org, Person, Post, Roster, read_roster

words = st.text(st.characters(codec="utf-8", exclude_characters=",\0", exclude_categories=["Cs"]), max_size=8)
ids = words.map(str.strip).filter(bool)


@st.composite
def rosters(draw: st.DrawFn) -> Roster:
    """Rosters such as 1.1 can say: a person has one role, at every org listed."""
    org_ids = draw(st.lists(ids, min_size=1, max_size=4, unique=True))
    org = st.sampled_from(org_ids)
    parents = [draw(st.sampled_from([None, *org_ids[:n]])) for n in range(len(org_ids))]
    people = tuple(
        Person(id, held[0], tuple(Post(role, one) for one in held), draw(st.booleans()), draw(words).strip())
        for id in draw(st.lists(ids, min_size=1, max_size=4, unique=True))
        for role in [draw(st.sampled_from(["teacher", "administrator", "aide", "student"]))]
        for held in [draw(st.lists(org, min_size=1, unique=True))]
    )
    lists = st.lists(ids, max_size=3, unique=True).map(tuple)
    classes = tuple(
        Class(id, draw(org), draw(lists), draw(lists)) for id in draw(st.lists(ids, min_size=1, unique=True))
    )
    enrollments = tuple(
        Enrollment(
            id, draw(st.sampled_from(classes)).id, draw(st.sampled_from(people)).id, "teacher", draw(st.booleans())
        )
        for id in draw(st.lists(ids, unique=True))
    )
    orgs = tuple(Org(id, draw(ids), "school", parent) for id, parent in zip(org_ids, parents, strict=True))
    return Roster(orgs, people, classes, enrollments)


def written(roster: Roster, version: str) -> dict[str, str]:
    """A roster as an export in either version."""
    users: Rows = [
        {
            "sourcedId": person.id,
            "enabledUser": str(person.enabled).lower(),
            "role": person.role,
            "orgSourcedIds": ",".join(person.orgs),
            "primaryOrgSourcedId": person.site,
            "metadata.jobTitle": person.job_title,
        }
        | PERSONAL
        for person in roster.people
    ]
    roles: Rows = [
        {"userSourcedId": person.id, "roleType": "primary", "role": post.role, "orgSourcedId": post.org}
        for person in roster.people
        for post in person.posts
    ]
    classes: Rows = [
        {
            "sourcedId": one.id,
            "schoolSourcedId": one.school,
            "grades": ",".join(one.grades),
            "subjects": ",".join(one.subjects),
        }
        for one in roster.classes
    ]
    enrollments: Rows = [
        {
            "sourcedId": one.id,
            "classSourcedId": one.class_id,
            "userSourcedId": one.person,
            "role": one.role,
            "primary": str(one.primary),
        }
        for one in roster.enrollments
    ]
    orgs: Rows = [
        {"sourcedId": org.id, "name": org.name, "type": org.type, "parentSourcedId": org.parent or ""}
        for org in roster.orgs
    ]
    files = {
        "manifest.csv": csv_text("manifest.csv", [{"propertyName": "oneroster.version", "value": version}]),
        "orgs.csv": csv_text("orgs.csv", orgs),
        "users.csv": csv_text("users.csv", users, USERS_1_1 if version == "1.1" else USERS_1_2),
        "classes.csv": csv_text("classes.csv", classes),
        "enrollments.csv": csv_text("enrollments.csv", enrollments),
    }
    if version == "1.2":
        files["roles.csv"] = csv_text("roles.csv", [{"sourcedId": f"r-{n}"} | role for n, role in enumerate(roles)])
    return files


in_one_folder = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@in_one_folder
@given(rosters(), st.sampled_from(["1.1", "1.2"]))
def test_a_roster_written_in_either_version_is_read_back_from_folder_and_zip(
    tmp_path: Path, roster: Roster, version: str
) -> None:
    files = written(roster, version)
    assert read_roster(folder(tmp_path / version, files), job_title="metadata.jobTitle") == roster
    assert read_roster(zipped(tmp_path / "all.zip", files, "x/"), job_title="metadata.jobTitle") == roster


@in_one_folder
@given(st.sampled_from(sorted(export_1_1())), st.data())
def test_whatever_a_file_holds_it_is_read_or_refused(tmp_path: Path, file: str, data: st.DataObject) -> None:
    path = folder(tmp_path, export_1_1())
    whole = (path / file).read_bytes()
    at = data.draw(st.integers(0, len(whole)))
    after = at + data.draw(st.integers(0, 9))
    (path / file).write_bytes(whole[:at] + data.draw(st.binary(max_size=6)) + whole[after:])
    found = outcome(path)
    assert isinstance(found, Roster) or "\n".join(map(str, found)).encode()


@in_one_folder
@given(st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 255)), min_size=1, max_size=4))
def test_however_a_zip_is_damaged_it_is_read_right_or_refused(tmp_path: Path, hits: list[tuple[int, int]]) -> None:
    path = zipped(tmp_path / "hit.zip", export_1_1(), "e\u0301cole/")
    content = bytearray(path.read_bytes())
    for at, byte in hits:
        content[at % len(content)] = byte
    path.write_bytes(content)
    found = outcome(path)
    # Without its manifest, an export is read as version 1.1, with a warning.
    assert isinstance(found, tuple) or attrs.evolve(found, warnings=()) == ROSTER
