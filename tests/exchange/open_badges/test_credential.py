"""Credentials of completed participations: right values, the official schema, and planted faults."""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft201909Validator
from tests.exchange.xapi.statements import decided, stored
from tests.oracles import oracle
from tests.participation.corpus import corpus
from tests.participation.stories import completed, office, ready, withdrawn

from pdflow import Audience, Event, participation
from pdflow.errors import OutOfRange
from pdflow.exchange.open_badges import (
    NOT_COMPLETED,
    NOT_FOR_READER,
    AcademicCredits,
    Achievement,
    AchievementCredentials,
    CreditUnit,
    Issuer,
    achievement_credential,
)
from pdflow.participation import ParticipationCompleted, Reopen
from pdflow.storage.json_values import JsonObject

ISSUER = Issuer("https://district.example.org/profile", "Example District", "https://district.example.org")
QUESTIONS = Achievement(
    "https://district.example.org/badges/questions",
    "Questions that open talk",
    "Asks open questions, and waits for answers.",
    "Two days of training, and a growth area settled in coaching.",
)


def events(commands: Sequence[Any]) -> list[Event]:
    return decided(participation.decider, commands)


def credential(commands: Sequence[Any] = (), **more: Any) -> JsonObject:
    made = achievement_credential(events(commands or done()), ISSUER, QUESTIONS, **more)
    assert made is not None
    return made


@cache
def done() -> tuple[Any, ...]:
    return tuple(completed())


def test_the_evidence_is_what_the_summary_counts() -> None:
    evidence = {each["name"]: each["narrative"] for each in credential()["evidence"]}
    assert evidence == {
        "Minutes of training": "360",
        "Minutes of support": "70",
        "Minutes of coaching": "45",
        "Observations": "2",
        "Check-ins": "1",
        "Action steps completed": "1",
        "Coaching sessions": "1",
    }


def test_the_evidence_is_named_in_the_language_of_the_reader() -> None:
    names = [each["name"] for each in credential(language="es")["evidence"]]
    assert names[:2] == ["Minutos de capacitación", "Minutos de apoyo"]


def test_it_is_valid_from_the_completion_and_says_from_when_to_when() -> None:
    made = credential()
    subject = made["credentialSubject"]
    assert made["validFrom"] == subject["activityEndDate"] == "2026-12-11T08:00:00+00:00"
    assert subject["activityStartDate"] == "2026-09-01T08:00:00+00:00"


def test_a_person_is_named_by_the_uri_of_the_host_or_else_by_their_id() -> None:
    assert credential(subject="did:example:ana")["credentialSubject"]["id"] == "did:example:ana"
    [identity] = credential()["credentialSubject"]["identifier"]
    assert (identity["identityHash"], identity["hashed"]) == ("ana", False)


def test_the_same_completion_has_the_same_credential_and_another_achievement_another() -> None:
    assert credential() == credential()
    other = Achievement("https://district.example.org/badges/2", "Other", "Other.", "Other.")
    made = achievement_credential(events(done()), ISSUER, other)
    assert made is not None
    assert made["id"] != credential()["id"]


@pytest.mark.parametrize("unit", CreditUnit)
def test_credits_are_academic_and_say_of_which_kind(unit: CreditUnit) -> None:
    subject = credential(credits_earned=AcademicCredits(1.5, unit))["credentialSubject"]
    assert (subject["creditsEarned"], subject["achievement"]["tag"]) == (1.5, [unit.value])
    assert "creditsEarned" not in credential()["credentialSubject"]


@pytest.mark.parametrize("number", [0, -1, float("nan"), float("inf")])
def test_no_credits_are_not_a_number_of_credits(number: float) -> None:
    with pytest.raises(OutOfRange, match=r"AcademicCredits\.number"):
        AcademicCredits(number, CreditUnit.SEMESTER)


REOPENED = [*completed(), Reopen(office(110), reason="a reading is missing")]


@pytest.mark.parametrize("commands", [[], ready(), withdrawn(), REOPENED])
def test_nobody_has_one_who_has_not_completed(commands: Sequence[Any]) -> None:
    assert achievement_credential(events(commands), ISSUER, QUESTIONS) is None


def test_who_may_not_read_that_somebody_completed_gets_none() -> None:
    assert achievement_credential(events(done()), ISSUER, QUESTIONS, audience=Audience.ALL) is None


def test_everybody_in_a_store_who_has_completed_gets_theirs() -> None:
    streams = {"a": events(done()), "b": events(withdrawn()), "c": events(completed()), "d": events(REOPENED)}
    credentials = AchievementCredentials(
        stored(streams), ISSUER, QUESTIONS, subjects=lambda person: f"did:web:{person}"
    )
    made = [*credentials]
    assert credentials.passed_over == {("participation", NOT_COMPLETED): 2}
    assert [each["credentialSubject"]["id"] for each in made] == ["did:web:ana"] * 2
    assert len({each["id"] for each in made}) == 2


def test_that_a_reader_may_not_read_them_is_said() -> None:
    streams = {"a": events(done()), "b": events(withdrawn())}
    credentials = AchievementCredentials(stored(streams), ISSUER, QUESTIONS, audience=Audience.ALL)
    assert [*credentials] == []
    assert credentials.passed_over == {("participation", NOT_FOR_READER): 2}


@pytest.mark.parametrize("uri", ["", "ana", "did:", "did:example:é", "https://a b"])
def test_what_is_no_uri_is_refused(uri: str) -> None:
    with pytest.raises(OutOfRange, match=r"Issuer\.id"):
        Issuer(uri, "Example District")
    with pytest.raises(OutOfRange, match="subject"):
        credential(subject=uri)


@cache
def official() -> Draft201909Validator:
    file = oracle("openbadges-v3-achievementcredential.json")
    return Draft201909Validator(json.loads(file.read_text()), format_checker=Draft201909Validator.FORMAT_CHECKER)


def test_the_official_schema_takes_every_credential() -> None:
    ended = [
        history.events[: place + 1]
        for history in corpus()
        for place, event in enumerate(history.events)
        if isinstance(event, ParticipationCompleted)
    ]
    found = [achievement_credential(each, ISSUER, QUESTIONS) for each in ended]
    assert len(found) >= 3
    credits_earned = AcademicCredits(3, CreditUnit.SEMESTER)
    for each in (*found, credential(subject="did:example:ana", credits_earned=credits_earned)):
        official().validate(each)


FAULTS: dict[str, dict[str, Any]] = {
    "no issuer": {"issuer": None},
    "an issuer without an id": {"issuer": {"type": ["Profile"], "name": "Example District"}},
    "another kind of credential": {"type": ["VerifiableCredential"]},
    "the contexts in another order": {"@context": credential()["@context"][::-1]},
    "a subject without an achievement": {"credentialSubject": {"type": ["AchievementSubject"]}},
    "credits in words": {"credentialSubject": {**credential()["credentialSubject"], "creditsEarned": "3"}},
    "evidence of no type": {"evidence": [{"name": "Minutes of training"}]},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_official_schema_refuses_a_planted_fault(fault: str) -> None:
    planted = {name: value for name, value in {**credential(), **FAULTS[fault]}.items() if value is not None}
    assert not official().is_valid(planted)
