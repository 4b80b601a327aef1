"""What a host gives by mistake is named, with what is needed, before anything is read."""

from collections.abc import Callable

import pytest

from pdflow import MemoryStore
from pdflow.credit import Provider
from pdflow.errors import OutOfRange, WrongType
from pdflow.exchange.cloudevents import CloudEvents
from pdflow.exchange.edfi import EdFiRecords, EdFiSource
from pdflow.exchange.event_log import EventLog
from pdflow.exchange.icalendar.appointments import personal_calendar, stored_appointments
from pdflow.exchange.learning_history import LearningRecords
from pdflow.exchange.open_badges import Achievement, AchievementCredentials, Issuer
from pdflow.exchange.xapi import Statements, XapiSource
from pdflow.history import learning_in

SOURCE = "https://pd.example.org"
EDFI, XAPI = EdFiSource("uri://district.example", "District"), XapiSource(SOURCE, SOURCE)
ISSUER, ACHIEVEMENT = Issuer(SOURCE, "District"), Achievement(SOURCE, "Questions", "Asks.", "Training.")
STORE, NONE, TEXT = MemoryStore(), None, "TEAM"

WRONG: dict[str, Callable[[], object]] = {
    "store: CloudEvents": lambda: CloudEvents(NONE, SOURCE),  # type: ignore[arg-type]
    "store: EdFiRecords": lambda: EdFiRecords(NONE, EDFI),  # type: ignore[arg-type]
    "store: EventLog": lambda: EventLog(NONE),  # type: ignore[arg-type]
    "store: LearningRecords": lambda: LearningRecords(NONE, Provider("County")),  # type: ignore[arg-type]
    "store: credentials": lambda: AchievementCredentials(NONE, ISSUER, ACHIEVEMENT),  # type: ignore[arg-type]
    "store: Statements": lambda: Statements(NONE, XAPI),  # type: ignore[arg-type]
    "store: personal_calendar": lambda: personal_calendar(NONE, "ana"),  # type: ignore[arg-type]
    "store: stored_appointments": lambda: [*stored_appointments(NONE)],  # type: ignore[arg-type]
    "store: learning_in": lambda: [*learning_in(NONE)],  # type: ignore[arg-type]
    "CloudEvents.source": lambda: CloudEvents(STORE, NONE),  # type: ignore[arg-type]
    "CloudEvents.schemas": lambda: CloudEvents(STORE, SOURCE, schemas=NONE),  # type: ignore[arg-type]
    "CloudEvents.audience": lambda: CloudEvents(STORE, SOURCE, audience=TEXT),  # type: ignore[arg-type]
    "CloudEvents.after": lambda: CloudEvents(STORE, SOURCE, after=NONE),  # type: ignore[arg-type]
    "deciders: CloudEvents": lambda: CloudEvents(STORE, SOURCE, deciders=NONE),  # type: ignore[arg-type]
    "EdFiRecords.source": lambda: EdFiRecords(STORE, NONE),  # type: ignore[arg-type]
    "EdFiRecords.audience": lambda: EdFiRecords(STORE, EDFI, audience=NONE),  # type: ignore[arg-type]
    "audience: EventLog": lambda: EventLog(STORE, NONE),  # type: ignore[arg-type]
    "deciders: EventLog": lambda: EventLog(STORE, deciders=NONE),  # type: ignore[arg-type]
    "LearningRecords.provider": lambda: LearningRecords(STORE, NONE),  # type: ignore[arg-type]
    "LearningRecords.rule": lambda: LearningRecords(STORE, Provider("County"), rule=NONE),  # type: ignore[arg-type]
    "AchievementCredentials.issuer": lambda: AchievementCredentials(STORE, NONE, ACHIEVEMENT),  # type: ignore[arg-type]
    "AchievementCredentials.achievement": lambda: AchievementCredentials(STORE, ISSUER, NONE),  # type: ignore[arg-type]
    "Issuer.id": lambda: Issuer(NONE, "District"),  # type: ignore[arg-type]
    "Statements.source": lambda: Statements(STORE, NONE),  # type: ignore[arg-type]
    "Statements.audience": lambda: Statements(STORE, XAPI, audience=TEXT),  # type: ignore[arg-type]
    "XapiSource.home_page": lambda: XapiSource(NONE, SOURCE),  # type: ignore[arg-type]
    "person": lambda: personal_calendar(STORE, NONE),  # type: ignore[arg-type]
    "audience: personal_calendar": lambda: personal_calendar(STORE, "ana", audience=NONE),  # type: ignore[arg-type]
    "at": lambda: personal_calendar(STORE, "ana", at="2026-09-01"),  # type: ignore[arg-type]
    "streams": lambda: personal_calendar(STORE, "ana", streams="participation-ana"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_an_argument_of_another_type_is_named(wrong: str) -> None:
    with pytest.raises(WrongType) as raised:
        WRONG[wrong]()
    assert raised.value.place == wrong.partition(":")[0]


@pytest.mark.parametrize("most", [0, -1])
def test_batches_of_nothing_are_refused(most: int) -> None:
    with pytest.raises(OutOfRange, match=r"^CloudEvents\.batches"):
        CloudEvents(STORE, SOURCE).batches(most)
