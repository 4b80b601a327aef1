"""Language tags: as hosts write them and as browsers send them; and how Spanish joins words."""

import pytest

from pdflow import Reason
from pdflow.language import Catalogue, explain
from pdflow.language.tags import accepted_tags

OPEN = Reason("step.open", {"steps": ("a",)})


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("es", "es"),
        ("es-MX", "es-MX"),
        ("es_MX.UTF-8", "es_MX.UTF-8"),
        ("ES", "ES"),
        ("es,en;q=0.9", "es"),
        ("es-MX,es;q=0.9,en;q=0.8", "es-MX"),
        ("en;q=0.5, es;q=0.9", "es"),
        ("de-AT,de;q=0.9,es;q=0.4", "es"),
        ("de,fr", "en"),
        ("es;q=0,en", "en"),
        ("*", "en"),
        ("", "en"),
    ],
)
def test_of_the_languages_that_a_reader_accepts_the_best_known_one_is_spoken(accepted: str, language: str) -> None:
    assert Catalogue().language_of(accepted) == language
    assert explain(OPEN, accepted)[0].why == explain(OPEN, language)[0].why
    assert ("paso" in explain(OPEN, accepted)[0].why) == language.lower().startswith("es")


def test_languages_are_tried_in_the_order_of_their_weights() -> None:
    assert accepted_tags("en;q=0.2,es-MX,fr;q=0.9, *;q=0.1,de;q=0") == ("es-MX", "fr", "en")


@pytest.mark.parametrize(
    ("last", "joined"),
    [
        ("Isabel", "Ana e Isabel"),
        ("Íñigo", "Ana e Íñigo"),
        ("Hilda", "Ana e Hilda"),
        ("hierba", "Ana y hierba"),
        ("Yolanda", "Ana y Yolanda"),
        ("Ulises", "Ana y Ulises"),
    ],
)
def test_spanish_says_e_before_the_sound_of_i(last: str, joined: str) -> None:
    ours = Catalogue({"es": {"ours.both": "{people:name}."}})
    reason = Reason("ours.both", {"people": ("Ana", last)})
    assert ours.explain(reason, "es-MX")[0].why == f"{joined}."


@pytest.mark.parametrize(
    ("last", "joined"),
    [
        ("ocho", "siete u ocho"),
        ("hoy", "siete u hoy"),
        ("8", "siete u 8"),
        ("11", "siete u 11"),
        ("118", "siete o 118"),
    ],
)
def test_spanish_says_u_before_the_sound_of_o(last: str, joined: str) -> None:
    ours = Catalogue({"es": {"ours.either": "{first} o {last}."}})
    assert ours.explain(Reason("ours.either", {"first": "siete", "last": last}), "es")[0].why == f"{joined}."


def test_only_spanish_does() -> None:
    ours = Catalogue({"en": {"ours.both": "{people:name}."}, "it": {"ours.both": "{a} o {b}."}})
    assert ours.explain(Reason("ours.both", {"people": ("Ana", "Isabel")}))[0].why == "Ana and Isabel."
    assert ours.explain(Reason("ours.both", {"a": "sette", "b": "otto"}), "it")[0].why == "sette o otto."
