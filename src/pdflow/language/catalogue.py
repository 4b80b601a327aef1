"""Catalogue of texts by language and code, and the explanations it makes of reasons: a host's own texts come first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cache, partial
from gettext import GNUTranslations
from pathlib import Path
from typing import Final

import attrs

from pdflow.errors import OutOfRange, WrongType
from pdflow.kernel.records import Aggregate
from pdflow.kernel.refusal import Reason, Refused
from pdflow.language.compiled_texts import compiled_in, texts_of, translated, translations
from pdflow.language.formats import PLAIN, Formats
from pdflow.language.names import Names
from pdflow.language.role_names import role_meant
from pdflow.language.sentences import (
    ReaderTexts,
    code_with_parameters,
    fill_places,
    label_code,
    plural_number,
    write_out,
)
from pdflow.language.tags import ENGLISH, accepted_tags, fallbacks, normal_tag
from pdflow.language.text_checks import Key, ShippedTexts
from pdflow.people import COACH, PARTICIPANT

SHIPPED_FOLDER: Final = Path(__file__).with_name("locale")
BEGINS_WITH_RECORD: Final = re.compile(r"\{\w+:(?:record|session|outcome|event)\}").match
CONTEXT: Final = GNUTranslations.CONTEXT


@attrs.frozen
class Explanation:
    """One reason in words: why the command is refused, and what helps; empty where no text does."""

    code: str
    why: str
    helps: str = ""

    def __str__(self) -> str:
        return f"{self.why} {self.helps}".rstrip()


def _paths(folders: Iterable[str | Path]) -> tuple[Path, ...]:
    return tuple(map(Path, folders))


def _by_tag(texts: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
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


def _with_texts(catalogue: Catalogue, field: attrs.Attribute[tuple[Path, ...]], folders: tuple[Path, ...]) -> None:
    for folder in folders:
        if not compiled_in(folder):
            raise FileNotFoundError(f"{folder} holds no <language>/LC_MESSAGES/pdflow.mo")
    if catalogue.texts or folders:
        given = list(_texts_in(catalogue.texts, folders))
        groups = {code.rpartition(".")[0] for _, _, (_, code), _ in given}
        for _, place, key, texts in given:
            _shipped().check(place, key, texts, groups)


def _texts_in(
    catalogue: Mapping[str, Mapping[str, str]], folders: Iterable[Path]
) -> Iterator[tuple[str, str, Key, tuple[str, ...]]]:
    """Every text of a host: its language, where it stands, its key, and the text or its plural forms."""
    for language, own in catalogue.items():
        for written, text in own.items():
            context, _, code = written.rpartition(" ")
            yield language, f"texts[{language!r}][{written!r}]", (context, code), (text,)
    for folder in folders:
        for language, compiled in compiled_in(folder).items():
            for key, texts in texts_of(compiled).items():
                yield language, f"{compiled.parent.parent.name}: {' '.join(key).strip()}", key, texts


def _reasons(given: object) -> list[Reason]:
    if isinstance(given, Iterable) and not isinstance(given, str):
        reasons = [*given]
        if all(isinstance(reason, Reason) for reason in reasons):
            return reasons
    raise WrongType("refusal", given, "a Refused or Reasons")


def _require_reader(language: object, reader: object) -> None:
    if not isinstance(language, str) or isinstance(language, Enum):
        raise WrongType("language", language, "a tag such as 'es'")
    if reader is not None and not isinstance(reader, str):
        raise WrongType("reader", reader, "a role such as Role.COACH")
    if reader is not None and role_meant(reader, ()) == reader.upper() != reader:
        raise OutOfRange("reader", reader, f"a role; {reader.upper()} is meant")


@attrs.frozen
class Catalogue:
    """Texts by language: a host's own first, then those shipped, then English, then the code itself.

    Args:
        texts: A host's texts by language and code. A context is written before the code: ``helps ours.code``.
        folders: A host's gettext folders, each with a ``<language>/LC_MESSAGES/pdflow.mo``, for plural forms and
            contexts; the first that has a code is used. Labels are written as inside a sentence, without a capital.
        formats: How days, times and numbers are written: plainly, or by locale with ``ByLocale``.

    Raises:
        FileNotFoundError: A folder holds no compiled catalogue.
        WrongType: What stands for a language, its texts or a text is of another type.
        OutOfRange: A text is empty, has a brace that is part of no place, is for a misspelt code of pdflow's, or has a
            place that its reason has no parameter for.
    """

    texts: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict, converter=_by_tag)
    folders: tuple[Path, ...] = attrs.field(default=(), converter=_paths, validator=_with_texts)
    formats: Formats = PLAIN

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages with any texts, in alphabetical order."""
        return tuple(sorted({*self.texts, *(tag for folder in self._folders() for tag in compiled_in(folder))}))

    def language_of(self, accepted: str) -> str:
        """The language in which this catalogue speaks to a reader: the first of those accepted that it has texts in.

        Args:
            accepted: A tag such as ``es-MX``, or a list as browsers send it: ``es-MX,es;q=0.9,en;q=0.8``.
        """
        known = self.languages
        return next((tag for tag in accepted_tags(accepted) if normal_tag(tag).partition("_")[0] in known), ENGLISH)

    def missing(self, language: str) -> tuple[str, ...]:
        """The codes that have a text in English, and none in a language, not even in that language without its region.

        Args:
            language: A tag such as ``de`` or ``es-MX``.
        """
        folders = self._folders()
        tags = [*fallbacks(language)][:-1]
        given = [(tag, key, texts) for tag, _, key, texts in _texts_in(self.texts, folders)]
        codes = {code for tag, (_, code), _ in given if tag == ENGLISH}
        return tuple(sorted(codes - {code for tag, (_, code), texts in given if tag in tags and any(texts)}))

    def explain(
        self,
        refusal: Refused | Reason | Iterable[Reason],
        language: str = ENGLISH,
        *,
        reader: str | None = None,
        names: Names | None = None,
        state: Aggregate | None = None,
    ) -> tuple[Explanation, ...]:
        """Explain each reason in words.

        An unknown language is read as English, and an unknown code is written as it is.

        Args:
            refusal: The error that a refused command raised, one reason, or several.
            language: A tag such as ``es`` or ``es-MX``, or a list as browsers send it: ``es-MX,es;q=0.9,en;q=0.8``.
            reader: The role of whoever reads, to whom a remedy is addressed if it is theirs. A reader in a supporter's
                role is taken to be on the team; the participant and the coach read what is for the pair.
            names: The host's names by id, of people, sites, groups and sessions: a mapping or a function.
            state: The state that refused, whose records have words: outcomes, priorities, growth areas and steps by
                what they say, sessions, visits and others by their day. Without it, ids stand for records.

        Raises:
            WrongType: An argument is of another type, or ``reader`` is a misspelt role.
        """
        _require_reader(language, reader)
        match refusal:
            case Refused():
                reasons: Iterable[Reason] = refusal.reasons
            case Reason():
                reasons = (refusal,)
            case _:
                reasons = _reasons(refusal)
        texts = self._reader_texts(language, reader, names, state)
        return tuple(
            Explanation(each.code, self._why(each, texts), self._helps(each, texts, reader)) for each in reasons
        )

    def describe(
        self,
        state: Aggregate,
        record: str,
        language: str = ENGLISH,
        *,
        kind: str = "record",
        reader: str | None = None,
        names: Names | None = None,
    ) -> str:
        """What a record says, or its kind and day: “wait three seconds”, growth area of 2026-09-14.

        Args:
            state: The state that holds the record.
            record: The name of the record, or of a session or an outcome.
            language: A tag such as ``es`` or ``es-MX``.
            kind: ``record``, ``session`` or ``outcome``; with ``of_`` before it where its noun stands before the place.
            reader: The role of whoever reads; the participant and the coach read what is for the pair.
            names: The host's names by id.
        """
        return write_out(record, kind, self._reader_texts(language, reader, names, state))

    def label(self, code: str | Enum, language: str = ENGLISH) -> str:
        """The label of a code or an enum member, as on a button: ``"command.OpenCoaching"``, ``Role.COACH``."""
        code = label_code(code) if isinstance(code, Enum) else code
        text = self.text(language, code)
        return code if text is None else text[:1].upper() + text[1:]

    def text(
        self, language: str, code: str, parameters: Mapping[str, object] | None = None, about: str = ""
    ) -> str | None:
        """The text of a code in this language or the next best, its places not filled; None where no language has one.

        Args:
            language: A tag such as ``es`` or ``es-MX``.
            code: The code of a reason, a label or a frame.
            parameters: The parameters of a reason; of several texts, the first whose context fits them is used.
            about: A context in which the text has to be, such as ``helps``.
        """
        if not code:
            return None
        known = parameters or {}
        keys = [CONTEXT % (context, code) for context in _contexts(known, about)] + [code] * (not about)
        number = plural_number(known)
        candidates = (text for tag in fallbacks(language) for text in self._look_up(tag, keys, number))
        return next((text for text in candidates if text is not None), None)

    def _look_up(self, tag: str, keys: Sequence[str], number: int) -> Iterator[str | None]:
        own = self.texts.get(tag, {})
        yield from (own.get(key.replace("\x04", " ")) for key in keys)
        for folder in self._folders():
            if tag in compiled_in(folder):
                known = translations(compiled_in(folder)[tag])
                yield from (translated(known, key, number) for key in keys)

    def _folders(self) -> tuple[Path, ...]:
        return (*self.folders, SHIPPED_FOLDER)

    def _reader_texts(
        self, language: str, reader: str | None, names: Names | None, state: Aggregate | None
    ) -> ReaderTexts:
        of_pair = reader in (PARTICIPANT, COACH)
        return ReaderTexts(
            partial(self.text, language), self.formats, self.language_of(language), names, state, of_pair
        )

    def _why(self, reason: Reason, texts: ReaderTexts) -> str:
        parameters = _with_role_meant(reason, texts)
        text = self.text(texts.language, reason.code, parameters)
        if text is None:
            return code_with_parameters(reason.code, reason.parameters, texts)
        why = fill_places(text, parameters, texts)
        return why[:1].upper() + why[1:] if BEGINS_WITH_RECORD(text) else why

    def _helps(self, reason: Reason, texts: ReaderTexts, reader: str | None) -> str:
        known = _with_role_meant(reason, texts)
        remedy = self.text(texts.language, reason.code, known, "helps")
        if remedy is None and reason.remedy is not None:
            remedy = texts.find(f"command.{reason.remedy}") or reason.remedy
        if remedy is None:
            return ""
        frame = "helps.you" if reader in reason.roles else "helps.others" if reason.roles else "helps"
        parameters = {"way": fill_places(remedy, known, texts), "roles": reason.roles}
        return fill_places(texts.find(frame) or "{way}", parameters, texts)


def _with_role_meant(reason: Reason, texts: ReaderTexts) -> Mapping[str, object]:
    """The parameters of a reason; where it refuses a role that nobody knows, first of all the role ``meant``."""
    role, needed = reason.parameters.get("has"), reason.parameters.get("needs")
    if reason.code != "right.role" or not isinstance(role, str) or not isinstance(needed, (tuple, list)):
        return reason.parameters
    meant = role_meant(role, needed) if texts.find(f"role.{role}") is None else None
    return reason.parameters if meant is None else {"meant": meant, **reason.parameters}


def _contexts(parameters: Mapping[str, object], about: str) -> Iterator[str]:
    """The contexts that a text may have: each parameter by whether it is empty, and last the plain one."""
    before = f"{about}, " if about else ""
    yield from (f"{before}{name if value else f'not {name}'}" for name, value in parameters.items())
    if about:
        yield about


@cache
def _shipped() -> ShippedTexts:
    return ShippedTexts(texts_of(compiled_in(SHIPPED_FOLDER)[ENGLISH]))


SHIPPED: Final = Catalogue()
