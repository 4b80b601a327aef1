"""The admin shows events and histories in words, to each reader what they may read, and lets nobody change any."""

import re
from datetime import UTC, date, datetime
from gettext import GNUTranslations
from pathlib import Path
from uuid import uuid4

import attrs
import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from tests.contrib.conftest import Project

from pdflow import Actor, Desk, Header, Level, Refused, Role, participation as p
from pdflow.calendar import EveryDay
from pdflow.contrib.django import models
from pdflow.contrib.django.models import StoredEvent
from pdflow.contrib.django.read_models import DjangoReadModels
from pdflow.contrib.django.store import DjangoStore
from pdflow.projections import Runner, refusal_log
from pdflow.storage.codec import Codec
from pdflow.testing.read_models import NOON, projected_stream
from pdflow.testing.read_models.runs import store_of_stories

STREAM = "participation/ana 7"
LEE, KIM = Actor("lee", Role.COORDINATOR), Actor("kim", Role.COACH)
PAIR_NOTE, TEAM_NOTE = "rushes the last minutes", "surgery"
CHANGELIST = "admin:pdflow_storedevent_changelist"


def at(day: int, who: Actor) -> Header:
    return Header(uuid4(), who, datetime(2026, 9, day, 15, 5, tzinfo=UTC))


@pytest.fixture(autouse=True)
def stream(project: Project, sqlite, settings) -> DjangoStore:
    """Ana's stream: enrolled, observed by Kim, on leave."""
    project.use(sqlite())
    settings(PDFLOW={"READER": "tests.contrib.readers.reader_of"})
    store = DjangoStore()
    Desk(p.decider, store, clock=None).carry_out(STREAM, p.Enrol(at(1, LEE), person="ana", site="North High"))
    seen = p.ObservationRecorded(
        at(2, KIM),
        observation="o-1",
        setting="a lesson",
        minutes=45,
        focus=(p.Focus("wait time", Level.PARTLY),),
        strengths=None,
        struggles=PAIR_NOTE,
        visit=None,
        observed_with=(),
        request=None,
    )
    paused = p.Paused(at(3, LEE), until=date(2026, 10, 1), reason=None, note=TEAM_NOTE)
    rows = [row for event in (seen, paused) for row in Codec(p.decider).to_rows([event])]
    store.append(STREAM, rows, expected=1)
    return store


def client(name: str, *, superuser: bool = False, permissions: tuple[str, ...] = ("view_storedevent",)) -> Client:
    user = User.objects.create(username=name, is_staff=True, is_superuser=superuser)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, language: str = "en", stream: str = STREAM) -> str:
    answer = client.get(reverse("admin:pdflow_history", args=[stream]), headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


READER = ("view_storedevent", "read_notes")


def test_given_events_when_they_are_listed_then_they_are_in_words_and_lead_to_their_history() -> None:
    listed = client("lee-TEAM").get(reverse(CHANGELIST)).content.decode()
    for text in (">Observation<", "Kim Lee (Coach)", "Sept. 2, 2026, 10:05 a.m.", "/history/participation/ana"):
        assert text in listed


@pytest.mark.parametrize(
    ("name", "permissions", "seen"),
    [
        ("lee-ALL", READER, []),
        ("lee-TEAM", ("view_storedevent",), ["North High"]),
        ("lee-TEAM", READER, ["North High", TEAM_NOTE]),
        ("lee-PAIR", READER, ["North High", TEAM_NOTE]),
        ("kim-PAIR", ("view_storedevent",), ["North High", "Partly in place"]),
        ("kim-PAIR", READER, ["North High", TEAM_NOTE, "Partly in place", PAIR_NOTE]),
        ("ana-PAIR", READER, ["North High", TEAM_NOTE, "Partly in place", PAIR_NOTE]),
    ],
)
def test_given_a_reader_when_they_open_a_history_then_they_see_what_is_for_them(
    name: str, permissions: tuple[str, ...], seen: list[str]
) -> None:
    shown = page(client(name, permissions=permissions))
    assert [text for text in ("North High", TEAM_NOTE, "Partly in place", PAIR_NOTE) if text in shown] == seen


def test_given_a_superuser_when_they_open_a_history_then_notes_are_hidden_until_they_are_granted() -> None:
    kim = client("kim-PAIR", superuser=True, permissions=())
    assert PAIR_NOTE not in page(kim)
    readers = Group.objects.create(name="readers of notes")
    readers.permissions.set(Permission.objects.filter(codename="read_notes"))
    readers.user_set.add(User.objects.get())
    assert PAIR_NOTE in page(kim)


def test_given_a_spanish_reader_when_they_open_a_history_then_it_is_in_spanish() -> None:
    shown = page(client("kim-PAIR", permissions=READER), "es-MX,es;q=0.9")
    for text in ("Observación", "Kim Lee (Coach", "Se aplica en parte", "2 de Septiembre", "Cuándo"):
        assert text in shown


def test_given_the_app_s_own_texts_when_they_are_looked_up_then_each_has_a_spanish_one() -> None:
    app = Path(models.__file__).parent
    texts = {text for page in app.rglob("*.py") for text in re.findall(r'\b_\(\s*"([^"]+)"', page.read_text())}
    texts |= {text for page in app.rglob("*.html") for text in re.findall(r'translate "([^"]+)"', page.read_text())}
    with override("en"):
        found = apps.get_app_config("pdflow").get_models()
        texts |= {str(field.verbose_name) for model in found for field in model._meta.fields}
    assert len(texts) > 80
    with (app / "locale/es/LC_MESSAGES/django.mo").open("rb") as file:
        spanish = GNUTranslations(file)
    assert {text for text in texts if not spanish.gettext(text).strip() or text not in spanish._catalog} == {
        "Home",
        "ID",
    }


def test_given_records_when_a_history_is_opened_then_they_are_told_by_their_words_or_days_and_not_by_their_ids(
    stream: DjangoStore,
) -> None:
    feedback = p.FeedbackGiven(
        at(2, KIM), feedback="f-1", observation="o-1", kind=p.FeedbackKind.DEBRIEF, said=None, reflection=None
    )
    stream.append(STREAM, Codec(p.decider).to_rows([feedback]), expected=3)
    shown = page(client("kim-PAIR", permissions=READER))
    assert "observation of 2026-09-02" in shown
    assert not re.search("[of]-1", shown)
    assert "<strong>Minutes:</strong> 45<" in shown


def test_given_no_permission_when_a_history_is_opened_then_it_is_denied() -> None:
    address = reverse("admin:pdflow_history", args=[STREAM])
    assert client("kim-PAIR", permissions=()).get(address).status_code == 403
    assert client("lee-PAIR").get(reverse("admin:pdflow_history", args=["nobody's"])).status_code == 404
    assert Client().get(address).status_code == 302


def test_given_an_erased_and_an_unreadable_event_when_a_history_is_opened_then_it_says_so(
    stream: DjangoStore,
) -> None:
    StoredEvent.objects.filter(version=2).update(data="{}")
    shown = page(client("kim-PAIR", permissions=READER))
    assert "participation.observation_recorded version 2, field" in shown
    assert TEAM_NOTE in shown
    stream.erase_stream(STREAM)
    assert "North High" not in page(logged_in("kim-PAIR"))


def logged_in(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def test_given_a_superuser_when_they_try_to_change_anything_then_they_cannot() -> None:
    root = client("root-PAIR", superuser=True)
    event = StoredEvent.objects.first()
    before = [*StoredEvent.objects.values()]
    detail = reverse("admin:pdflow_storedevent_change", args=[event.pk])
    for address in (
        reverse("admin:pdflow_storedevent_add"),
        detail,
        reverse("admin:pdflow_storedevent_delete", args=[event.pk]),
    ):
        assert root.post(address, {"stream": "other", "post": "yes"}).status_code == 403
    marked = {"action": "delete_selected", "_selected_action": [event.pk], "post": "yes"}
    root.post(reverse(CHANGELIST), marked)
    assert [*StoredEvent.objects.values()] == before
    shown = root.get(detail).content.decode()
    assert STREAM in shown
    assert PAIR_NOTE not in shown
    assert "North High" not in shown


def test_given_a_text_with_markup_when_it_is_shown_then_it_is_escaped(stream: DjangoStore) -> None:
    row = attrs.evolve(stream.load(STREAM)[2], id="e-9", notes='{"note": "<script>x</script>"}', actor="<b>")
    stream.append(STREAM, [row], expected=3)
    shown = page(client("lee-TEAM", permissions=READER))
    assert "&lt;script&gt;x" in shown
    assert "<b>" not in shown


def test_given_a_stream_when_it_is_searched_then_only_its_events_are_listed(stream: DjangoStore) -> None:
    stream.append("other", [attrs.evolve(stream.load(STREAM)[2], id="e-9")], expected=0)
    listed = client("lee-TEAM").get(reverse(CHANGELIST), {"q": '"other"'}).content.decode()
    assert "/history/other/" in listed
    assert "/history/participation" not in listed


VIEW_ALL = tuple(
    f"view_{name}"
    for name in ("refusal", "participation", "obligation", "drift", "learning", "stream", "storedcheckpoint")
)


def listed(client: Client, model: str, **asked: str) -> str:
    answer = client.get(reverse(f"admin:pdflow_{model}_changelist"), asked, headers={"accept-language": "es"})
    assert answer.status_code == 200
    return answer.content.decode()


def test_given_a_refused_attempt_when_refusals_are_listed_then_each_reason_is_in_words(stream: DjangoStore) -> None:
    desk = Desk(p.decider, stream, on_refused=refusal_log(DjangoReadModels()), clock=None)
    with pytest.raises(Refused):
        desk.carry_out("new", p.Pause(at(4, LEE), until=date(2026, 10, 1)))
    shown = listed(client("lee-TEAM", permissions=VIEW_ALL), "refusal")
    for text in ("lee (Coordinador(a))", "Poner en pausa la participación", "new", "4 de septiembre"):
        assert text in shown
    assert "participation.not_in_phase" not in shown
    assert "La fase actual es «sin inscripción»; esto solo se puede hacer en estas fases: inscripción," in shown
    assert all("…" not in why for why in re.findall(r'field-why">(.*?)</td>', shown))


def test_given_rows_when_read_models_are_listed_then_codes_are_in_words(stream: DjangoStore) -> None:
    read_models = DjangoReadModels()
    Runner(store_of_stories("ana", "ben"), read_models, EveryDay()).catch_up(NOON)
    rebuild = read_models.begin_generation()
    with read_models.writing(rebuild) as rows:
        rows.replace([projected_stream("p-unfinished")])
    lee = client("lee-TEAM", permissions=VIEW_ALL)
    for model in ("participation", "obligation", "drift", "learning", "stream"):
        assert "p-unfinished" not in listed(lee, model)
    assert "p-ana" in listed(lee, "participation")
    assert "p-ben" not in listed(lee, "participation", q="p-ana")
    assert "Inscrit" in listed(lee, "participation")
    assert "vigente" in listed(lee, "storedcheckpoint")
