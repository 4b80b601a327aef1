"""The texts: none is missing, none is left over, and each is used in a real refusal."""

import re
import tomllib
from enum import StrEnum
from fnmatch import fnmatch
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from babel.messages import Catalog, Message
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from tests.engagement import stories as engagement_stories
from tests.engagement.corpus import SUBJECT as AN_ENGAGEMENT
from tests.language import refusals_of_engagements, refusals_of_participations, refusals_of_trainers
from tests.participation import stories as participation_stories
from tests.participation.corpus import SUBJECT as A_PARTICIPATION, enrolment

import pdflow.language
from pdflow import (
    FULL,
    Header,
    Reason,
    agenda,
    audience,
    cadre,
    engagement,
    participation,
    people,
    policy,
    values,
)
from pdflow.kernel.beforehand import UNCHANGED
from pdflow.kernel.decider import Decider
from pdflow.kernel.messages import EVENTS
from pdflow.language import explain
from pdflow.language.sentences import PLACE, SUPPORTERS
from pdflow.participation import rights
from pdflow.testing.spec import given
from pdflow.testing.walks import Subject, walk

LOCALE = Path(pdflow.language.__file__).parent / "locale"
ROOT = Path(__file__).parents[2]
LANGUAGES = [folder.name for folder in sorted(LOCALE.iterdir())]
REFUSALS = {
    participation.decider: refusals_of_participations.refusals(),
    engagement.decider: refusals_of_engagements.refusals(),
    cadre.decider: refusals_of_trainers.refusals(),
}
RIGHTS = {
    participation.decider: {
        "right.role",
        "right.not_on_team",
        "right.not_the_manager",
        "right.about_self",
        "coaching.not_the_coach",
    },
    engagement.decider: {"right.role", "right.not_this_side", "right.about_self"},
    cadre.decider: {"right.role", "right.not_on_team", "right.about_self"},
}
REASONS = {
    UNCHANGED,
    *(code for decider in REFUSALS for code in (*decider.reason_codes, decider.wrong_phase, *RIGHTS[decider])),
}
DESK = {"record.in_the_future", "record.other_text"}
"""The reasons of a desk, which has a clock and the personal texts on record."""
IMPORTS = {"roster.team_of_others"}
"""Why an import passes a command over."""
FRAMES = {"helps", "helps.others", "helps.you", "list.and", "list.more", "list.or", "value.true", "value.false"}
FRAMES |= {"described.stated", "described.dated", "described.of"}
FRAMES |= {"appointment.about", "appointment.calendar", "appointment.cancelled", "appointment.with"}
WITHOUT_LEDGER = ("session", "outcome", "committed_step", "slot")
"""What a state describes besides its records."""
PLACES_OF_CHOICES = (audience, people, policy, values, participation, engagement, cadre, agenda)
KINDS = (*agenda.PARTICIPATION_KINDS, *agenda.ENGAGEMENT_KINDS, *agenda.CADRE_KINDS)
CAUSES = (*agenda.PARTICIPATION_CAUSES, *agenda.ENGAGEMENT_CAUSES)
PARTS = {
    "outcome.not_measurable": "measure_part",
    "design.supporter_not_guided": "supporter_part",
    "partnership.no_gap": "partner_part",
    "partnership.incomplete": "characteristic",
    "training.critical_element_missing": "training_part",
    "growth_area.no_rationale": "rationale_part",
}
"""The reasons that say which parts are missing, and the labels of these parts."""


def source(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / "pdflow.po").open("rb") as text:
        return read_po(text, locale=language, abort_invalid=True)


def code(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def texts_of(catalog: Catalog) -> dict[tuple[str | None, str], tuple[str, ...]]:
    return {(message.context, code(message)): forms(message) for message in catalog if message.id}


def choices() -> set[type[StrEnum]]:
    found = (choice for page in PLACES_OF_CHOICES for choice in vars(page).values())
    return {choice for choice in found if isinstance(choice, type) and issubclass(choice, StrEnum)} - {StrEnum}


def refusals() -> tuple[Reason, ...]:
    return tuple(reason for reasons in REFUSALS.values() for reason in reasons)


def reasons_before_a_form() -> list[Reason]:
    """What options say where there is nothing to act on."""
    office, kim = engagement_stories.office(1), participation_stories.kim(10)
    priority = participation.SetPriority(participation_stories.ana(5), priority="pr1", statement="more talk")
    with_step = (*participation_stories.supported(), priority, participation_stories.agree(kim, "st1", "pr1"))
    cases: list[tuple[Decider[Any], Any, Header]] = [
        (participation.decider, given(participation.decider, enrolment(FULL)).state, office),
        (
            participation.decider,
            given(participation.decider, *with_step).state,
            kim,
        ),
        (engagement.decider, engagement_stories.after(*engagement_stories.in_design()).state, office),
    ]
    options = [decider.options(state, header) for decider, state, header in cases]
    return [reason for each in options for reasons in each.values() for reason in reasons]


def parts() -> set[str]:
    missing = ((PARTS.get(reason.code), reason.parameters.get("missing", ())) for reason in refusals())
    return {f"{kind}.{part}" for kind, parts in missing if kind for part in parts}


def labels() -> set[str]:
    return {
        *(f"command.{name}" for decider in REFUSALS for name in decider.commands),
        *(f"event.{name}" for name in EVENTS if any(name.startswith(f"{decider.name}.") for decider in REFUSALS)),
        *(f"kind.{ledger}" for decider in REFUSALS for ledger in decider.state.ledgers),
        *(f"kind.{kind}" for kind in WITHOUT_LEDGER),
        *parts(),
        *(f"obligation.{kind.code}" for kind in KINDS),
        *(f"drift.{cause}" for cause in CAUSES),
        *(f"who.{role}" for role in (*people.Role, "TEAM")),
        *(f"{group(choice)}.{member}" for choice in choices() for member in choice),
    }


def group(choice: type[StrEnum]) -> str:
    return re.sub(r"(?<!^)([A-Z])", r"_\1", choice.__name__).lower()


def reads(text: str, sentences: str) -> bool:
    """Whether this text, its places filled, is among these sentences."""
    return re.search(".+".join(re.escape(part) for part in PLACE.split(text)[::3]), sentences) is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_text_and_every_text_a_code(language: str) -> None:
    """Those of the fields of forms: ``tests/schemas/test_labels.py``."""
    codes = {code for _, code in texts_of(source(language)) if code.partition(".")[0] not in ("field", "hint")}
    assert codes == REASONS | DESK | IMPORTS | FRAMES | labels()
    assert REASONS | labels() <= {code for context, code in texts_of(source(language)) if context is None}


@pytest.mark.parametrize("language", set(LANGUAGES) - {"en"})
def test_a_translation_says_the_same_things_in_the_same_places(language: str) -> None:
    english, translated = texts_of(source("en")), texts_of(source(language))
    assert translated.keys() == english.keys()
    for key, texts in english.items():
        assert len(texts) == len(translated[key]), key
        for text, other in zip(texts, translated[key], strict=True):
            assert sorted(PLACE.findall(text)) == sorted(PLACE.findall(other)), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_written_in_full(language: str) -> None:
    for key, texts in texts_of(source(language)).items():
        for text in texts:
            assert text == text.strip(" ") != "", key
            assert key[0] is not None or key[1] not in REASONS or text.endswith("."), key


@pytest.mark.parametrize("decider", REFUSALS, ids=lambda decider: decider.name)
def test_the_stories_are_refused_with_every_reason(decider: Decider[Any]) -> None:
    """No record of an engagement is a turn, so each can be voided."""
    never = {"record.not_voidable"} if decider is engagement.decider else set()
    reasons = {*decider.reason_codes, decider.wrong_phase, *RIGHTS[decider]}
    assert {reason.code for reason in REFUSALS[decider]} == reasons - never


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_a_reason_is_read_out_in_some_refusal(language: str) -> None:
    read = [*refusals(), *reasons_before_a_form()]
    explained = {(explanation.code, str(explanation)) for explanation in explain(read, language)}
    unread = {
        (context, code, number)
        for (context, code), texts in texts_of(source(language)).items()
        for number, text in enumerate(texts)
        if code in REASONS and not any(of == code and reads(text, sentences) for of, sentences in explained)
    }
    assert unread == {(None, "cycle.short", 0)}, "nobody is ever in less than one cycle"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_refusal_leaves_a_place_open(language: str) -> None:
    for explanation in explain([*refusals(), *reasons_before_a_form()], language):
        assert not re.search(r"[{}—]|(?<!\w)…", str(explanation)), str(explanation)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("subject", [A_PARTICIPATION, AN_ENGAGEMENT], ids=lambda subject: subject.decider.name)
def test_whatever_is_refused_on_a_walk_is_explained_in_words(subject: Subject[Any], language: str) -> None:
    opening = [enrolment(FULL)] if subject is A_PARTICIPATION else []
    for attempt in walk(subject, Random("language"), 400, opening).attempts:
        for explanation in explain(attempt.reasons, language):
            assert not re.search(r"[{}—]", str(explanation)), str(explanation)
            assert explanation.code not in str(explanation)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_says_what_helps(language: str) -> None:
    without_help = {explanation.code for explanation in explain(refusals(), language) if not explanation.helps}
    assert not without_help


def test_the_english_texts_are_free_of_the_words_of_programmers() -> None:
    words = " ".join(PLACE.sub("", text) for texts in texts_of(source("en")).values() for text in texts)
    ours = "aggregate command decider event fold guard ledger null parameter stream table tuple uuid".split()
    assert not set(re.findall(r"\w+", words.lower())) & {*ours, *(f"{word}s" for word in ours)}


def test_a_support_team_has_the_roles_of_the_rulebook() -> None:
    assert SUPPORTERS == rights.SUPPORTERS


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_texts_are_those_of_the_source(language: str) -> None:
    fresh = BytesIO()
    write_mo(fresh, source(language))
    fresh.seek(0)
    with (LOCALE / language / "LC_MESSAGES" / "pdflow.mo").open("rb") as shipped:
        assert texts_of(read_mo(shipped)) == texts_of(read_mo(fresh)), (
            "pybabel compile -d src/pdflow/language/locale -D pdflow"
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_texts_go_into_the_wheel(language: str) -> None:
    compiled = LOCALE / language / "LC_MESSAGES" / "pdflow.mo"
    [package] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ].values()
    ignored = (ROOT / ".gitignore").read_text().split()
    assert any(compiled.is_relative_to(ROOT / folder) for folder in package)
    assert not any(
        fnmatch(part, pattern.strip("/")) for part in compiled.relative_to(ROOT).parts for pattern in ignored
    )
