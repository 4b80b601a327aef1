"""Compiled gettext catalogues of a folder: which languages it has, and their texts by context and code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

from pdflow.language.tags import normal_tag
from pdflow.language.text_checks import Key


@cache
def compiled_in(folder: Path) -> Mapping[str, Path]:
    """The compiled catalogues of a folder, by language."""
    return {normal_tag(found.parent.parent.name): found for found in folder.glob("*/LC_MESSAGES/pdflow.mo")}


@cache
def translations(compiled: Path) -> GNUTranslations:
    """The compiled texts as gettext reads them."""
    with compiled.open("rb") as stored:
        return GNUTranslations(stored)


@cache
def texts_of(compiled: Path) -> Mapping[Key, tuple[str, ...]]:
    """The texts of a compiled catalogue by context and code, each with its plural forms; gettext has no public way."""
    found: dict[Key, tuple[str, ...]] = {}
    for written, text in vars(translations(compiled))["_catalog"].items():
        context, _, code = (written[0] if isinstance(written, tuple) else written).rpartition("\x04")
        if code:
            found[context, code] = (*found.get((context, code), ()), text)
    return found


def translated(known: GNUTranslations, key: str, number: int) -> str | None:
    """The text of a key, in the plural form of this number where it has any; gettext returns a key it does not know."""
    return next((text for text in (known.ngettext(key, key, number), known.gettext(key)) if text != key), None)
