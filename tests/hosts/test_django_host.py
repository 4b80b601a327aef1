"""The Django host: everybody sees their own pages, does what they may, and reads why not."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from gettext import GNUTranslations
from html import unescape
from uuid import uuid4

import pytest
from tests.hosts.conftest import DJANGO_HOST, Client, Fields, managed

from pdflow import participation as p

DAY = date.today() + timedelta(days=9)  # noqa: DTZ011
ROLES = {"c-01": "COACH", "facilitator": "FACILITATOR", "p-01": "MANAGER"}
TEAM = {
    "coach": "c-01",
    **{f"team-{n}-person": person for n, person in enumerate(ROLES)},
    **{f"team-{n}-role": role for n, role in enumerate(ROLES.values())},
}
WORDS_OF_THE_LIST = {
    "en": ("All participations", "Next page", "participations, site by site"),
    "es": ("Todas las participaciones", "Página siguiente", "participaciones, por sitio"),
}
Login = Callable[..., Client]
CARMEN = "/people/participation-t-03/"
ELIF = "/people/participation-t-05/"
OF_ANOTHER_COACH = "/people/participation-t-07/"


def first_choice(client: Client, path: str, field: str) -> str:
    """The first thing that a field of a form offers."""
    select = re.search(rf'<select name="{field}".*?</select>', client.get(path), re.DOTALL)
    assert select, field
    return unescape(re.findall(r'value="([^"]+)"', select[0])[0])


def observe(client: Client, **fields: object) -> str:
    path = f"{CARMEN}do/RecordObservation/"
    goal = first_choice(client, path, "focus-0-on")
    seen = {
        "setting": "reading lesson",
        "minutes": 30,
        "strengths": "calm",
        "focus-0-on": goal,
        "focus-0-level": "PARTLY",
    }
    return client.fill_in(path, **{**seen, **fields})


@pytest.mark.parametrize(
    "path", ["/", "/everybody/", "/people/", CARMEN, f"{CARMEN}history/", f"{CARMEN}do/HoldCheckIn/"]
)
def test_given_nobody_logged_in_when_a_page_is_opened_then_they_are_asked_to_log_in(
    django_host: str, path: str
) -> None:
    client = Client(django_host)
    client.get(path)
    assert "/login/" in client.address


@pytest.mark.parametrize(
    ("username", "seen"),
    [
        ("coach", ["Amara Bright", "Frances Delaney"]),
        ("manager", ["Amara Bright", "Frances Delaney"]),
        ("director", []),
        ("participant", ["Carmen Villalobos"]),
    ],
)
def test_given_a_user_when_they_log_in_then_they_see_their_week_and_their_participations(
    login: Login, username: str, seen: list[str]
) -> None:
    client = login(username)
    client.get("/")
    assert "My week" in client.text
    names = re.findall(r"<h3><a [^>]+>([^<]+)", client.page)
    assert [name for name in names if name in seen] == seen
    assert "Gabriel Núñez" not in names


@pytest.mark.parametrize("path", ["", "history/", "do/RecordObservation/"])
@pytest.mark.parametrize("username", ["coach", "manager", "participant"])
def test_given_no_part_in_a_participation_when_it_is_opened_then_it_is_not_found(
    login: Login, username: str, path: str
) -> None:
    client = login(username)
    client.get(OF_ANOTHER_COACH + path)
    assert client.status == 404
    client.get(f"/people/nobody/{path}")
    assert client.status == 404


def test_given_a_form_without_its_token_when_it_is_sent_then_it_is_denied(login: Login) -> None:
    client = login("coach")
    client.post(f"{CARMEN}do/SetPriority/", statement="more talk")
    assert client.status == 403


def test_given_an_observation_when_the_coach_sends_it_twice_then_it_is_recorded_once(
    login: Login, django_host: str
) -> None:
    client, id = login("coach"), uuid4()
    for _ in range(2):
        observe(client, id=id, setting="a lesson on fractions")
        assert (client.status, client.address) == (200, django_host + CARMEN), client.text
        assert "Done: Record an observation." in client.text
    assert client.get(f"{CARMEN}history/").count("a lesson on fractions") == 1


def test_given_notes_when_the_history_is_read_then_only_the_pair_reads_them(login: Login) -> None:
    note = "answers her own questions"
    observe(login("coach"), struggles=note, setting="the lesson with the note")
    for username, reads in (("coach", True), ("participant", True), ("manager", False), ("director", False)):
        client = login(username)
        client.get(f"{CARMEN}history/")
        [observation] = re.findall(r"<li(?:(?!</li>).)*the lesson with the note.*?</li>", client.page, re.DOTALL)
        assert (note in observation, "Partly in place" in observation) == (reads, reads), username
        for word in ("strengths", "struggles", "reflection", "own reflection"):
            assert reads or f"<dt>{word}</dt>" not in client.page.lower()


def test_given_a_date_to_come_when_a_command_is_sent_then_the_page_says_why_not_and_keeps_what_was_typed(
    login: Login,
) -> None:
    client = login("coach")
    observe(client, at=f"{DAY}T10:00", setting="a lesson next month")
    assert client.status == 409
    assert "This cannot be done now" in client.text
    assert "still to come" in client.text, client.text
    assert "a lesson next month" in client.page
    assert "a lesson next month" not in client.get(f"{CARMEN}history/")


def test_given_a_wrong_value_when_a_form_is_sent_then_its_field_says_so(login: Login) -> None:
    client = login("coach")
    observe(client, minutes=9999)
    assert client.status == 422
    assert "less than or equal to 720" in client.text
    observe(client, at="1066-10-14T09:00")
    assert client.status == 422
    assert "1066" in client.text


def test_given_a_refusal_about_what_is_in_the_form_when_it_is_read_then_it_says_it_in_the_words_of_the_form(
    login: Login,
) -> None:
    client = login("participant")
    client.fill_in(f"{CARMEN}do/CommitToPractice/", **{"steps-0-text": "smile more"})
    assert client.status == 409
    assert "“smile more”" in client.text


def test_given_an_obstacle_when_the_page_is_read_then_it_says_why_what_helps_and_who_may(login: Login) -> None:
    client = login("coach")
    client.get(CARMEN)
    assert "<button disabled>Complete the participation</button>" in client.page
    assert "3 cycles are needed" in client.text
    assert "What you can do: begin the next cycle" in client.text
    client = login("manager")
    client.get(f"{CARMEN}do/Complete/")
    assert "begin the next cycle (the coach or the coordinator)" in client.text
    assert "<textarea" not in client.page


@pytest.mark.parametrize(
    ("username", "command", "fields"),
    [
        ("participant", "SetPriority", {"statement": "every child speaks"}),
        (
            "participant",
            "CommitToPractice",
            {"steps-0-text": "wait longer", "steps-0-by": DAY, "steps-1-text": "ask less", "steps-1-by": DAY},
        ),
        ("coach", "ScheduleVisit", {"kind": "CHECK_IN", "supporter": "c-01", "minutes": 30}),
        ("coach", "AddArtifact", {"kind": "lesson plan", "source": "OWN_WORK"}),
        ("director", "AssignTeam", TEAM),
        ("director", "AdoptPolicy", {}),
    ],
)
def test_given_a_form_made_of_a_schema_when_it_is_filled_in_then_the_command_is_carried_out(
    login: Login, username: str, command: str, fields: dict[str, object]
) -> None:
    client, path = login(username), f"{ELIF if username == 'director' else CARMEN}do/{command}/"
    if command == "AdoptPolicy":
        fields = {"policy": first_choice(client, path, "policy")}
    if command == "ScheduleVisit":
        fields = {**fields, "start": f"{DAY}T10:00"}
    client.fill_in(path, **fields)
    assert (client.status, "Done: " in client.text) == (200, True), client.text


@pytest.mark.parametrize("command", ["AssignTeam", "BriefParticipant"])
def test_given_a_form_that_replaces_something_when_it_is_opened_then_it_has_what_is_there(
    login: Login, command: str
) -> None:
    client, path = login("director"), f"{CARMEN}do/{command}/"
    before = Fields(client.get(path)).values
    client.fill_in(path)
    assert (client.status, "Done: " in client.text) == (200, True), client.text
    after = Fields(client.get(path)).values
    left_out = {"id", "at", "csrfmiddlewaretoken"}
    assert {name: after[name] for name in after.keys() - left_out} == {
        name: before[name] for name in before.keys() - left_out
    }
    filled = {
        "AssignTeam": {"coach": "c-01", "team-0-person": "c-01", "team-0-role": "COACH"},
        "BriefParticipant": {"outcomes-0-statement": "the practice trained is in use in most lessons"},
    }[command]
    assert {name: before[name] for name in filled} == filled


def test_given_a_supporter_of_the_team_when_their_row_is_removed_then_the_others_stay(login: Login) -> None:
    client, path = login("director"), f"{ELIF}do/AssignTeam/"
    client.fill_in(path, **TEAM)
    client.fill_in(path, **{"team-1-DELETE": "on"})
    assert "Done: " in client.text, client.text
    values = Fields(client.get(path)).values
    people = [values[name] for name in sorted(values) if name.startswith("team-") and name.endswith("-person")]
    assert list(filter(None, people)) == ["c-01", "p-01"]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("username", ["coach", "director"])
def test_given_any_command_when_its_page_is_opened_then_there_is_a_form_or_a_reason(
    login: Login, username: str, language: str
) -> None:
    client = login(username, language)
    for command in p.decider.commands:
        client.get(f"{CARMEN}do/{command}/")
        assert client.status == 200, command
        assert 'class="refused"' in client.page or '<form class="card fields"' in client.page
        assert "…" not in client.text
    client.get(f"{CARMEN}do/Dance/")
    assert client.status == 404


def test_given_a_director_when_they_page_through_the_list_then_every_task_is_there_by_urgency(
    login: Login,
) -> None:
    client, rows, path = login("director"), [], "/everybody/"
    while path:
        page = unescape(client.get(path))
        rows += re.findall(r'<tr>\s*<th scope="row">(.*?)</tr>', page, re.DOTALL)
        following = re.search(r'href="(\?[^"]*)">Next page', page)
        path = f"/everybody/{following[1]}" if following else ""
    count = int(re.search(r"(\d+) tasks", client.text)[1])
    assert count > 40
    assert len(rows) == count
    ranks = ["breached" not in row for row in rows]
    assert ranks == sorted(ranks)
    client.get("/everybody/?site=alder")
    assert "Alder Creek" in client.text
    assert "Cedar Bend Middle School</small>" not in client.page


@pytest.mark.parametrize("language", ["en", "es"])
def test_given_a_director_when_they_page_through_all_participations_then_each_is_there_once_site_by_site(
    login: Login, language: str
) -> None:
    client, (heading, further, counted) = login("director", language), WORDS_OF_THE_LIST[language]
    rows, path = [], "/people/"
    while path:
        page = unescape(client.get(path))
        assert f'<h1 id="participations">{heading}</h1>' in page
        rows += re.findall(r'<tr>\s*<th scope="row"><a href="([^"]+)".*?<td [^>]+>([^<]*)</td>', page, re.DOTALL)
        following = re.search(rf'href="(\?[^"]*)">{further}', page)
        path = f"/people/{following[1]}" if following else ""
    assert len({stream for stream, _ in rows}) == len(rows) == int(re.search(rf"(\d+) {counted}", client.text)[1]) == 12
    sites = [site for number, (_, site) in enumerate(rows) if number == 0 or rows[number - 1][1] != site]
    assert len(sites) == len({*sites}) > 1


def test_given_a_site_and_a_phase_when_a_director_asks_for_them_then_only_these_are_there(login: Login) -> None:
    client = login("director")
    client.get("/people/?site=alder&phase=SUPPORT")
    badges = re.findall(r'<span class="badge">([^<]+)</span>', client.page)
    sites = re.findall(r'<td data-title="Site">([^<]+)</td>', client.page)
    assert ({*badges}, len({*sites})) == ({"Implementation support"}, 1)
    assert '<option value="SUPPORT" selected>' in client.page
    client.get("/people/?site=nowhere")
    assert "There is no such participation." in client.text


@pytest.mark.parametrize("path", ["/everybody/", "/people/"])
def test_given_another_role_when_a_list_of_everybody_is_opened_then_it_is_denied(login: Login, path: str) -> None:
    client = login("manager")
    client.get(path)
    assert client.status == 403


def test_given_a_participant_when_they_switch_to_spanish_then_all_is_in_spanish(django_host: str) -> None:
    client = Client(django_host).log_in("participant")
    token = Fields(client.get(CARMEN)).values["csrfmiddlewaretoken"]
    client.post("/language/", csrfmiddlewaretoken=token, next=CARMEN, language="es")
    for text in ("Lo que puede hacer ahora", "Fijar una prioridad", "Aquí usted es: Participante", 'lang="es"'):
        assert text in client.page
    assert "Fecha y hora" in client.get(f"{CARMEN}do/SetPriority/")


def test_given_the_texts_of_the_host_when_they_are_looked_up_then_each_has_a_spanish_one() -> None:
    python = "\n".join(page.read_text() for page in DJANGO_HOST.rglob("*.py"))
    pages = "\n".join(page.read_text() for page in DJANGO_HOST.rglob("*.html"))
    texts = {*re.findall(r'\b_\("([^"]+)"', python), *re.findall(r"""translate (?:"([^"]+)"|'([^']+)')""", pages)}
    texts = {text if isinstance(text, str) else text[0] or text[1] for text in texts}
    assert len(texts) > 35
    with (DJANGO_HOST / "lms/locale/es/LC_MESSAGES/django.mo").open("rb") as file:
        known = GNUTranslations(file)._catalog
    assert texts - known.keys() == set()


def test_given_postgresql_when_the_demo_is_made_then_its_streams_can_be_read(postgres: str) -> None:
    assert "Log in as coach" in managed("demo", database=postgres)
    assert "differ" not in managed("pdflow_check", database=postgres)
    assert managed("makemigrations", "--check", "--dry-run", database=postgres).startswith("No changes")
