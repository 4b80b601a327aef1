"""Catalogue of texts by language and code, and the explanations it makes of reasons: a host's own texts come first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import partial
from gettext import GNUTranslations
from pathlib import Path
from typing import Final

import attrs

from pdflow.kernel.records import Aggregate
from pdflow.kernel.refusal import Reason, Refused
from pdflow.language.compiled_texts import compiled_in, translated, translations
from pdflow.language.explanations import Explanation, explanation, reasons_of, require_reader
from pdflow.language.formats import PLAIN, Formats
from pdflow.language.host_texts import SHIPPED_FOLDER, TextsByTag, by_tag, check_texts, texts_in
from pdflow.language.names import Names
from pdflow.language.sentences import ReaderTexts, label_code, plural_number, write_out
from pdflow.language.tags import ENGLISH, accepted_tags, fallbacks
from pdflow.people import COACH, PARTICIPANT

CONTEXT: Final = GNUTranslations.CONTEXT


def _paths(folders: Iterable[str | Path]) -> tuple[Path, ...]:
    return tuple(map(Path, folders))


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

    texts: TextsByTag = attrs.field(factory=dict, converter=by_tag)
    folders: tuple[Path, ...] = attrs.field(default=(), converter=_paths)
    formats: Formats = PLAIN

    def __attrs_post_init__(self) -> None:
        if self.texts or self.folders:
            check_texts(self.texts, self.folders)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages with any texts, in alphabetical order."""
        return tuple(sorted({*self.texts, *(tag for folder in self._folders() for tag in compiled_in(folder))}))

    def language_of(self, accepted: str) -> str:
        """The language in which this catalogue speaks to a reader: the first of those accepted that it has texts in.

        Args:
            accepted: A tag such as ``es-MX``, or a list as browsers send it: ``es-MX,es;q=0.9,en;q=0.8``.
        """
        known = {*self.languages}
        return next((tag for tag in accepted_tags(accepted) if known & {*[*fallbacks(tag)][:-1]}), ENGLISH)

    def missing(self, language: str) -> tuple[str, ...]:
        """The codes that have a text in English, and none in a language, not even in that language without its region.

        Args:
            language: A tag such as ``de`` or ``es-MX``.
        """
        folders = self._folders()
        tags = [*fallbacks(language)][:-1]
        given = [(tag, key, texts) for tag, _, key, texts in texts_in(self.texts, folders)]
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
        require_reader(language, reader)
        texts = self._reader_texts(language, reader, names, state)
        return tuple(explanation(reason, texts, reader) for reason in reasons_of(refusal))

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
        spoken, of_pair = self.language_of(language), reader in (PARTICIPANT, COACH)
        return ReaderTexts(partial(self.text, spoken), self.formats, spoken, names, state, of_pair)


def _contexts(parameters: Mapping[str, object], about: str) -> Iterator[str]:
    """The contexts that a text may have: each parameter by whether it is empty, and last the plain one."""
    before = f"{about}, " if about else ""
    yield from (f"{before}{name if value else f'not {name}'}" for name, value in parameters.items())
    if about:
        yield about


SHIPPED: Final = Catalogue()
