"""Texts of a host: what is misspelt is an error at load, and what a language lacks can be asked."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo

from pdflow.errors import FieldError, OutOfRange, WrongType
from pdflow.language import Catalogue


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        ({"coaching.too_few_observations": "You need {neded} of them."}, "{neded}"),
        ({"coaching.too_few_observations": "You need {needed:number}."}, "{needed:number}"),
        ({"coaching.too_few_observations": "You need {foo}."}, "{foo}"),
        ({"coaching.no_growth_aera": "Choose one."}, "coaching.no_growth_area is meant"),
        ({"helps coaching.no_growth_aera": "choose one"}, "coaching.no_growth_area is meant"),
        ({"not coch coaching.not_the_coach": "Nobody yet."}, "not coch"),
        ({"role.COACHH": "mentor"}, "role.COACH is meant"),
        ({"command.RecordObservatoin": "watch"}, "command.RecordObservation is meant"),
        ({"list.and": "{list} & {lst}"}, "{lst}"),
    ],
)
def test_a_misspelt_code_place_or_context_is_an_error_at_load(texts: Mapping[str, str], says: str) -> None:
    with pytest.raises(OutOfRange) as refused:
        Catalogue({"de": texts})
    assert says in str(refused.value)
    assert "'de'" in str(refused.value)


@pytest.mark.parametrize(
    ("texts", "error", "says"),
    [
        ({"de": {"ours.rule": "x {"}}, OutOfRange, "texts['de']['ours.rule']: a text of 3 characters is not"),
        ({"de": {"step.open": "x {a b}"}}, OutOfRange, "texts['de']['step.open']"),
        ({"de": {"ours.rule": "{steps}}"}}, OutOfRange, "texts['de']['ours.rule']"),
        ({"de": {"ours.rule": " "}}, OutOfRange, "texts['de']['ours.rule']"),
        ({"de": {"ours.rule": 5}}, WrongType, "texts['de']['ours.rule']: a text is needed, not 5 (int)"),
        ({"de": {5: "No."}}, WrongType, "a code in texts['de']: a text is needed, not 5 (int)"),
        ({"ours.rule": "No."}, WrongType, "texts['ours.rule']: a mapping of texts by code is needed, not a str"),
        ({5: {}}, WrongType, "a language in texts: a text is needed, not 5 (int)"),
        (5, WrongType, "texts: a mapping of languages, each with its texts by code is needed, not 5 (int)"),
    ],
)
def test_what_is_no_text_is_a_typed_error_with_its_place(texts: Any, error: type[FieldError], says: str) -> None:
    with pytest.raises(error) as refused:
        Catalogue(texts)
    assert str(refused.value).startswith(says)


@pytest.mark.parametrize(
    "texts",
    [
        {"coaching.too_few_observations": "You need {needed}, and have {have}."},
        {"step.open": "Finish {steps:of_record}."},
        {"lms.exam_week": "From {first} to {last} are the exams.", "helps lms.exam_week": "choose another day"},
        {"lms.shift": "On the {shift:lms_shift} shift.", "lms_shift.NIGHT": "night"},
        {"role.coach": "mentor"},
        {"not coach coaching.not_the_coach": "Nobody yet."},
    ],
)
def test_texts_of_known_codes_and_of_a_hosts_own_are_taken(texts: Mapping[str, str]) -> None:
    assert Catalogue({"en": texts}).texts["en"] == texts


def test_compiled_texts_are_checked_too(tmp_path: Path) -> None:
    german = Catalog(locale="de")
    german.add(("step.open", "step.open"), ("Offen: {steps}.", "Offen: {stpes}."))
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "pdflow.mo").open("wb") as compiled:
        write_mo(compiled, german)
    with pytest.raises(OutOfRange, match="stpes"):
        Catalogue(folders=[tmp_path])


def test_the_codes_that_a_language_lacks_can_be_asked() -> None:
    assert Catalogue().missing("es") == Catalogue().missing("es-MX") == Catalogue().missing("en") == ()
    ours = Catalogue({"en": {"ours.rule": "No."}, "es-MX": {"ours.rule": "No."}, "de": {"step.open": "Offen."}})
    assert ours.missing("es") == ("ours.rule",)
    assert ours.missing("es-MX") == ()
    lacking = ours.missing("de")
    assert "step.open" not in lacking
    assert {"ours.rule", "step.unknown", "command.Enrol", "role.COACH"} <= set(lacking)
