"""A host's own texts: a mapping by language and code, or gettext folders, checked when they are loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from pdflow.errors import OutOfRange, WrongType
from pdflow.language.compiled_texts import compiled_in, texts_of
from pdflow.language.tags import ENGLISH, normal_tag
from pdflow.language.text_checks import Key, ShippedTexts

SHIPPED_FOLDER: Final = Path(__file__).with_name("locale")
TextsByTag = Mapping[str, Mapping[str, str]]
"""By language, the texts by code."""


def by_tag(texts: TextsByTag) -> dict[str, dict[str, str]]:
    """The texts by language tag in normal form. Raises WrongType or OutOfRange."""
    _require_mapping("texts", texts, "a mapping of languages, each with its texts by code")
    for language, own in texts.items():
        _require_text("a language in texts", language)
        place = f"texts[{language!r}]"
        _require_mapping(place, own, "a mapping of texts by code")
        for code, text in own.items():
            _require_text(f"a code in {place}", code)
            _require_text(f"{place}[{code!r}]", text)
    return {normal_tag(language): dict(own) for language, own in texts.items()}


def _require_mapping(place: str, given: object, allowed: str) -> None:
    if not isinstance(given, Mapping):
        raise WrongType(place, given, allowed)


def _require_text(place: str, given: object) -> None:
    if not isinstance(given, str):
        raise WrongType(place, given, "a text")
    if not given.strip():
        raise OutOfRange(place, given, "a text that says something")


def check_texts(texts: TextsByTag, folders: Iterable[Path]) -> None:
    """Check a host's texts and folders. Raises FileNotFoundError or OutOfRange."""
    for folder in folders:
        if not compiled_in(folder):
            raise FileNotFoundError(f"{folder} holds no <language>/LC_MESSAGES/pdflow.mo")
    given = list(texts_in(texts, folders))
    groups = {code.rpartition(".")[0] for _, _, (_, code), _ in given}
    for _, place, key, written in given:
        _shipped().check(place, key, written, groups)


def texts_in(by_language: TextsByTag, folders: Iterable[Path]) -> Iterator[tuple[str, str, Key, tuple[str, ...]]]:
    """Every text of a host: its language, where it stands, its key, and the text or its plural forms."""
    for language, own in by_language.items():
        for written, text in own.items():
            context, _, code = written.rpartition(" ")
            yield language, f"texts[{language!r}][{written!r}]", (context, code), (text,)
    for folder in folders:
        for language, compiled in compiled_in(folder).items():
            for key, texts in texts_of(compiled).items():
                yield language, f"{compiled.parent.parent.name}: {' '.join(key).strip()}", key, texts


@cache
def _shipped() -> ShippedTexts:
    return ShippedTexts(texts_of(compiled_in(SHIPPED_FOLDER)[ENGLISH]))
