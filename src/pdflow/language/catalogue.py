"""Catalogues of texts, and what they make of a refusal: a host's own texts first, then those shipped here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cache, partial
from gettext import GNUTranslations
from pathlib import Path
from typing import Final

import attrs

from pdflow.kernel.refusal import Reason, Refused
from pdflow.language.formats import PLAIN, Formats
from pdflow.language.sentences import (
    Voice,
    code_of,
    count,
    named,
    worded,
)

ENGLISH: Final = "en"
HERE: Final = Path(__file__).with_name("locale")
CONTEXT: Final = GNUTranslations.CONTEXT


@attrs.frozen
class Explanation:
    """One reason in words: what stands in the way, and what helps (empty where no text says)."""

    code: str
    why: str
    helps: str = ""

    def __str__(self) -> str:
        return f"{self.why} {self.helps}".rstrip()


def _paths(folders: Iterable[str | Path]) -> tuple[Path, ...]:
    return tuple(map(Path, folders))


def _by_tag(texts: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    return {_tag(language): dict(own) for language, own in texts.items()}


def _with_texts(catalogue: Catalogue, field: attrs.Attribute[tuple[Path, ...]], folders: tuple[Path, ...]) -> None:
    for folder in folders:
        if not _compiled(folder):
            raise FileNotFoundError(f"{folder} holds no <language>/LC_MESSAGES/pdflow.mo")


@attrs.frozen
class Catalogue:
    """Texts by language: a host's own first, then those shipped, then English, then the code itself.

    ``texts`` holds a host's texts by language and code; a context stands before the code, as in ``helps ours.code``.
    ``folders`` are its gettext folders, each with a <language>/LC_MESSAGES/pdflow.mo, where plural forms and contexts
    have their place; the first to know a code answers. Labels stand in them as inside a sentence, without a capital.
    ``formats`` write days, times and numbers: plainly, or with ``ByLocale`` as the reader's locale does.
    Raises FileNotFoundError for a folder without any.
    """

    texts: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict, converter=_by_tag)
    folders: tuple[Path, ...] = attrs.field(default=(), converter=_paths, validator=_with_texts)
    formats: Formats = PLAIN

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages there are any texts in, in alphabetical order."""
        return tuple(sorted({*self.texts, *(tag for folder in self._places() for tag in _compiled(folder))}))

    def explain(
        self, refusal: Refused | Iterable[Reason], language: str = ENGLISH, *, reader: str | None = None
    ) -> tuple[Explanation, ...]:
        """Each reason in words. ``reader`` is the role of whoever reads: what they can do is said to them.

        A reader in a supporter's role is taken to be on the team. An unknown language is read as English; an unknown
        code stands for itself.
        """
        reasons = refusal.reasons if isinstance(refusal, Refused) else refusal
        return tuple(
            Explanation(reason.code, self._why(reason, language), self._helps(reason, language, reader))
            for reason in reasons
        )

    def label(self, code: str | Enum, language: str = ENGLISH) -> str:
        """What something is called, as on a button or in a heading: ``"command.OpenCoaching"``, ``Role.COACH``."""
        code = code_of(code) if isinstance(code, Enum) else code
        text = self.text(language, code)
        return code if text is None else text[:1].upper() + text[1:]

    def text(
        self, language: str, code: str, parameters: Mapping[str, object] | None = None, about: str = ""
    ) -> str | None:
        """The text of a code in this language or the next best, as it stands in the catalogue; None where none does.

        Of several texts of one code, the first whose context fits the parameters.
        """
        known = parameters or {}
        asked = [CONTEXT % (context, code) for context in _contexts(known, about)] + [code] * (not about)
        number = count(known)
        found = (text for tag in _fallbacks(language) for text in self._look_up(tag, asked, number))
        return next((text for text in found if text is not None), None) if code else None

    def _look_up(self, tag: str, asked: Sequence[str], number: int) -> Iterator[str | None]:
        own = self.texts.get(tag, {})
        yield from (own.get(code.replace("\x04", " ")) for code in asked)
        for folder in self._places():
            if tag in _compiled(folder):
                known = _read(_compiled(folder)[tag])
                yield from (_translated(known, code, number) for code in asked)

    def _places(self) -> tuple[Path, ...]:
        return (*self.folders, HERE)

    def _why(self, reason: Reason, language: str) -> str:
        text, voice = self.text(language, reason.code, reason.parameters), self._voice(language)
        if text is None:
            return named(reason.code, reason.parameters, voice)
        return worded(text, reason.parameters, voice)

    def _helps(self, reason: Reason, language: str, reader: str | None) -> str:
        way, voice = self.text(language, reason.code, reason.parameters, "helps"), self._voice(language)
        if way is None and reason.remedy is not None:
            way = voice.find(f"command.{reason.remedy}") or reason.remedy
        if way is None:
            return ""
        frame = "helps.you" if reader in reason.roles else "helps.others" if reason.roles else "helps"
        told = {"way": worded(way, reason.parameters, voice), "roles": reason.roles}
        return worded(voice.find(frame) or "{way}", told, voice)

    def _voice(self, language: str) -> Voice:
        return Voice(partial(self.text, language), self.formats, language)


def _translated(known: GNUTranslations, code: str, number: int) -> str | None:
    """The text of a code, in the plural form of this number where there are any; gettext gives back what it lacks."""
    return next((text for text in (known.ngettext(code, code, number), known.gettext(code)) if text != code), None)


def _contexts(parameters: Mapping[str, object], about: str) -> Iterator[str]:
    """What may stand beside a code: a parameter that says something, or does not; the plainest last."""
    before = f"{about}, " if about else ""
    yield from (f"{before}{name if value else f'not {name}'}" for name, value in parameters.items())
    if about:
        yield about


def _fallbacks(language: str) -> Iterator[str]:
    """The language, then without its region, then English."""
    tag = _tag(language)
    while tag:
        yield tag
        tag = tag.rpartition("_")[0]
    yield ENGLISH


def _tag(language: str) -> str:
    return language.replace("-", "_").lower()


@cache
def _compiled(folder: Path) -> Mapping[str, Path]:
    """The compiled catalogues of a folder, by language."""
    return {_tag(found.parent.parent.name): found for found in folder.glob("*/LC_MESSAGES/pdflow.mo")}


@cache
def _read(compiled: Path) -> GNUTranslations:
    with compiled.open("rb") as stored:
        return GNUTranslations(stored)


SHIPPED: Final = Catalogue()
