"""Sentences: the parameters of a reason, written out and filled into the places of a text.

A place says by its kind how its parameter is written: ``{share:percent}``, ``{roles:who}``, ``{moves:coaching_move}``
as the label of each. Ids become words: ``{person:name}`` by the host's name of a person, a site or a group;
``{step:record}`` by what a record says or its day, and ``{step:of_record}`` the same after its noun, as in "the step of
June 4"; likewise ``session`` and ``outcome``. ``{unknown:quoted}`` stands as it is, in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Final, Protocol

import attrs

from pdflow.errors import MOST_LISTED, shortened
from pdflow.kernel.messages import EVENTS
from pdflow.kernel.records import Aggregate, Description
from pdflow.language.formats import Formats
from pdflow.language.names import Names, name_of
from pdflow.people import SUPPORTERS, SYSTEM

NOTHING: Final = "—"
PLACE: Final = re.compile(r"\{(\w+)(?::(\w+))?\}")
"""A place in a text: ``{name}``, or ``{name:kind}`` where the kind says how the parameter is written."""
DESCRIBED: Final = frozenset({"record", "session", "outcome"})
"""The kinds of places whose ids a state describes."""
PLACE_AFTER_AND: Final = re.compile(rf"(\b[yo] )?{PLACE.pattern}")
ELLIPSIS: Final = "…"
"""What stands for a parameter that a reason lacks."""
LONGEST_PART: Final = 300
"""Characters of what a record says, a name or another value in a sentence."""
LONGEST_LIST: Final = 600
"""Characters of a list in a sentence; of the items beyond it says how many."""
_I_SOUND: Final = re.compile(r"\W*(?:[ií]|hi(?![aeo])|hí)", re.IGNORECASE).match
_O_SOUND: Final = re.compile(r"\W*(?:h?[oó]|8|11(?!\d))", re.IGNORECASE).match
_WORD_START: Final = re.compile(r"(?<!^)(?=[A-Z])")


class FindText(Protocol):
    """Finds the text of a code in the reader's language; None where no language has one."""

    def __call__(self, code: str, parameters: Mapping[str, object] | None = None, about: str = "", /) -> str | None: ...


@attrs.frozen
class ReaderTexts:
    """The texts and formats of a reader's language."""

    find: FindText
    formats: Formats
    language: str
    names: Names | None = None
    """The host's names by id."""
    state: Aggregate | None = None
    """What the texts are about, for what its records say."""
    reads_confidential: bool = False
    """Whether the reader may read what is for the pair only."""


def fill_places(text: str, parameters: Mapping[str, object], texts: ReaderTexts) -> str:
    """Write the parameters into the places of a text; a place without a parameter becomes an ellipsis."""

    def filled(place: re.Match[str]) -> str:
        conjunction, name, kind = place.groups()
        written = write_out(parameters[name], kind, texts) if name in parameters else ELLIPSIS
        return (conjunction or "") + written if texts.language[:2] != "es" else _joined(conjunction, written)

    return PLACE_AFTER_AND.sub(filled, text)


def _joined(conjunction: str | None, written: str) -> str:
    """A word after "y" or "o" in Spanish, which are "e" and "u" before the same sound: e Isabel, u ocho, y hierro."""
    match conjunction:
        case "y " if _I_SOUND(written):
            return f"e {written}"
        case "o " if _O_SOUND(written):
            return f"u {written}"
    return (conjunction or "") + written


def code_with_parameters(code: str, parameters: Mapping[str, object], texts: ReaderTexts) -> str:
    """Write out a code that has no text, followed by its parameters."""
    written = ", ".join(f"{name} {write_out(value, None, texts)}" for name, value in parameters.items())
    return f"{code} ({written})" if written else code


def write_out(value: object, kind: str | None, texts: ReaderTexts) -> str:
    """Write a parameter in words, not all of them where they are very many.

    Args:
        value: The parameter.
        kind: What its place needs: ``who``, ``percent``, ``event``, ``name``, ``record`` and the like, or a group of
            labels such as ``phase``.
        texts: The texts and formats of the reader's language.
    """
    match value:
        case None | () | []:
            return NOTHING
        case tuple() | list() if kind == "who":
            roles = _people(value)
            return _listed((texts.find(f"who.{role}") or str(role) for role in roles), len(roles), "list.or", texts)
        case tuple() | list():
            return _listed((write_out(item, kind, texts) for item in value), len(value), "list.and", texts)
        case bool():
            return texts.find(f"value.{value}".lower()) or str(value)
        case int() | float():
            write = texts.formats.share if kind == "percent" else texts.formats.number
            return write(value, texts.language)
        case datetime():
            return texts.formats.moment(value, texts.language)
        case date():
            return texts.formats.day(value, texts.language)
        case Enum():
            return texts.find(label_code(value)) or str(value.value)
        case str() if kind == "name":
            return shortened(name_of(texts.names, value), LONGEST_PART)
        case str() if kind == "quoted":
            return _framed("described.stated", "“{statement}”", texts, statement=shortened(value, LONGEST_PART))
        case str() if kind == "event":
            event = texts.find(f"event.{_stored_name(value)}")
            return describe(value, "record", texts) if event is None else write_out(event, "quoted", texts)
        case str() if kind is not None and kind.removeprefix("of_") in DESCRIBED:
            return describe(value, kind.removeprefix("of_"), texts, after_noun=kind.startswith("of_"))
        case str() if kind is not None:
            return texts.find(f"{kind}.{value}") or shortened(value, LONGEST_PART)
    return shortened(str(value), LONGEST_PART)


def describe(id: str, kind: str, texts: ReaderTexts, *, after_noun: bool = False) -> str:
    """Write what a name means in words: by what it says of itself, else by its kind and day, else the name itself.

    Args:
        id: The name of a record, a session or an outcome; of a session, the host's own name for it comes first.
        kind: Which of these it is.
        texts: The texts of the reader, with the state and the host's names.
        after_noun: Its noun stands before it already, as in "the session of June 4".
    """
    named = name_of(texts.names, id) if kind == "session" else id
    found = None if texts.state is None or named != id else texts.state.describe(id, kind)
    if found is None or not (words := _words(found, after_noun, texts)):
        return write_out(named, "quoted", texts)
    return words


def _words(found: Description, after_noun: bool, texts: ReaderTexts) -> str:
    statement = write_out(found.statement or "", None, texts)
    if statement and not (found.is_confidential and not texts.reads_confidential) and found.kind != "session":
        return write_out(statement, "quoted", texts)
    if found.when is None:
        return ""
    kind = texts.find(f"kind.{found.kind}") or found.kind
    frame, plain = ("described.of", "of {day}") if after_noun else ("described.dated", "{kind} of {day}")
    return _framed(frame, plain, texts, kind=kind, day=texts.formats.day(found.when, texts.language))


def _framed(code: str, plain: str, texts: ReaderTexts, **parts: str) -> str:
    return PLACE.sub(lambda place: parts[place.group(1)], texts.find(code) or plain)


def label_code(member: Enum) -> str:
    """The code of an enum member's label: its class in snake case and its name, such as ``coaching_move.MODEL``."""
    return f"{_WORD_START.sub('_', type(member).__name__).lower()}.{member.name}"


def plural_number(parameters: Mapping[str, object]) -> int:
    """The number that chooses a plural form: what is needed, the most, a count, or the length of the first list."""
    for name in ("needed", "most", "count"):
        number = parameters.get(name)
        if type(number) is int:
            return number
    return next((len(value) for value in parameters.values() if isinstance(value, (tuple, list))), 1)


def _listed(items: Iterable[str], count: int, frame: str, texts: ReaderTexts) -> str:
    """Join items by commas, the last by the text of a frame such as ``list.and``; of very many only the first."""
    shown, length = list[str](), 0
    for item in items:
        length += len(item)
        if len(shown) == MOST_LISTED or (shown and length > LONGEST_LIST):
            break
        shown.append(item)
    if count > len(shown):
        shown.append(fill_places(texts.find("list.more") or "{more} more", {"more": count - len(shown)}, texts))
    *before, last = shown
    if not before:
        return last
    return fill_places(texts.find(frame) or "{list}, {last}", {"list": ", ".join(before), "last": last}, texts)


def _people(roles: Sequence[object]) -> list[object]:
    """The roles of people among these; where every supporter's role is, these are written as one, the team."""
    people = [role for role in roles if role != SYSTEM] or list(roles)
    if not set(SUPPORTERS) <= set(people):
        return people
    return list(dict.fromkeys("TEAM" if role in SUPPORTERS else role for role in people))


def _stored_name(event: str) -> str:
    """The stored name of the event class of this name; where there is no such class, the name itself."""
    return next((name for name, known in EVENTS.items() if known.type.__name__ == event), event)
