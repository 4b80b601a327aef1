"""Long texts: whatever a command holds, no explanation, reason or description is longer than an error's text."""

from typing import Any

import attrs
import pytest
from tests.language.stories import Story, area, kim, seen, supported
from tests.language.test_texts import LANGUAGES, reasons_before_a_form, refusals

from pdflow import Reason, Refused, Role, participation as p
from pdflow.agenda import EveryDay, agenda, describe_obligation
from pdflow.errors import LONGEST_TEXT
from pdflow.language import Catalogue, describe, explain
from pdflow.language.locale_formats import ByLocale

MANY = 50_000
LONG = "wait three seconds " * 5_000
COUNTED = {"en": "more", "es": "más"}


def swollen(value: object) -> object:
    """The same parameter, fifty thousand items or characters long."""
    match value:
        case tuple():
            return (value or ("st-1",)) * MANY
        case str():
            return (value or " ") * (MANY // len(value or " "))
    return value


def much_longer(reason: Reason) -> Reason:
    return attrs.evolve(reason, parameters={name: swollen(value) for name, value in reason.parameters.items()})


def reasons() -> list[Reason]:
    return [*refusals(), *reasons_before_a_form(), Reason("ours.many", {"all": ("x",), "of": "y"})]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("names", [{}, lambda id: f"Dr. {id[:20]} " * 100], ids=["ids", "long names"])
def test_no_explanation_of_any_code_is_longer_than_an_error(language: str, names: Any) -> None:
    every = reasons()
    for reason, explained in zip(every, explain(map(much_longer, every), language, names=names), strict=True):
        assert len(str(explained)) <= LONGEST_TEXT, reason.code
        assert explained.why


def test_no_reason_or_refusal_is_longer_than_an_error_as_it_stands() -> None:
    long = [much_longer(reason) for reason in reasons()]
    assert max(len(str(reason)) for reason in long) == LONGEST_TEXT
    assert len(str(Refused(None, long))) == LONGEST_TEXT


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_says_how_many_more_there_are(language: str) -> None:
    several = [reason for reason in reasons() if any(isinstance(each, tuple) for each in reason.parameters.values())]
    shown = explain(map(much_longer, several), language)
    counted = [each for each in shown if COUNTED[language] in each.why]
    assert len(counted) > len(several) / 2


def test_fifty_thousand_steps_are_counted_beyond_the_twentieth() -> None:
    unknown = tuple(f"st-{n}" for n in range(MANY))
    refused = Reason("step.open", {"steps": unknown})
    first = ", ".join(f"“st-{n}”" for n in range(20))
    [english] = Catalogue(formats=ByLocale()).explain(refused, "en")
    assert english.why == f"These action steps are still open: {first} and 49,980 more."
    [spanish] = explain(refused, "es")
    assert spanish.why.endswith("«st-19» y 49980 más.")
    assert str(refused).endswith("st-18, st-19, and 49,980 more])")


def test_a_list_of_twenty_is_written_out() -> None:
    [explained] = explain(Reason("step.open", {"steps": tuple(f"st-{n}" for n in range(20))}))
    assert explained.why.endswith("“st-18” and “st-19”.")


def test_a_refused_command_of_fifty_thousand_names_is_explained_in_a_sentence() -> None:
    state, names = supported().state, tuple(f"ob-{n}" for n in range(MANY))
    found = p.IdentifyGrowthArea(
        kim(4), growth_area="g-1", practice="waiting", evidence=names, rationale="x", considered="x"
    )
    why_not = p.decider.why_not(state, found)
    assert [reason.code for reason in why_not] == ["growth_area.no_evidence"]
    for language in LANGUAGES:
        assert len(str(explain(why_not, language, state=state)[0])) <= LONGEST_TEXT


def long_step() -> Story:
    """A story with an action step of ninety-five thousand characters."""
    story = supported()
    story.do(
        seen("ob-1", 3),
        area("g-1", 4, "ob-1"),
        p.AgreeActionStep(kim(5), step="st-1", serves="g-1", statement=LONG, look_for="silence"),
    )
    return story


def test_what_a_record_says_is_cut_in_a_sentence_and_kept_in_the_state() -> None:
    state = long_step().state
    assert describe(state, "st-1", reader=Role.COACH) == f"“{LONG[:299]}…”"
    assert state.steps["st-1"].statement == LONG


def test_an_obligation_about_such_a_record_is_a_sentence_too() -> None:
    state = long_step().state
    [review] = [owed for owed in agenda(state, kim(30).at, EveryDay()) if owed.code == "step.review"]
    assert describe_obligation(review, state, reader=Role.COACH) == f"Action step to be reviewed: “{LONG[:299]}…”"
    named = attrs.evolve(review, kind=attrs.evolve(review.kind, subject="name"))
    assert len(describe_obligation(named, state, names=lambda id: LONG)) == LONGEST_TEXT


def test_a_hosts_texts_for_a_region_alone_are_read_there() -> None:
    texts = Catalogue(texts={"de-AT": {"coaching.no_growth_area": "Kein Feld ist offen."}})
    assert [each.why for each in texts.explain(Reason("coaching.no_growth_area"), "de-AT")] == ["Kein Feld ist offen."]
    assert (texts.language_of("de-AT,en;q=0.5"), texts.language_of("de,es;q=0.5")) == ("de-AT", "es")
