"""Explanations of reasons in words: why a command is refused, and what helps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final

import attrs

from pdflow.errors import LONGEST_TEXT, OutOfRange, WrongType, shortened
from pdflow.kernel.refusal import Reason, Refused
from pdflow.language.role_names import role_meant
from pdflow.language.sentences import ReaderTexts, code_with_parameters, fill_places

LONGEST_WHY: Final = 1400
LONGEST_HELP: Final = LONGEST_TEXT - LONGEST_WHY - 1
BEGINS_WITH_RECORD: Final = re.compile(r"\{\w+:(?:record|session|outcome|event)\}").match


@attrs.frozen
class Explanation:
    """One reason in words: why the command is refused, and what helps; empty where no text does."""

    code: str
    why: str
    helps: str = ""

    def __str__(self) -> str:
        return f"{self.why} {self.helps}".rstrip()


def explanation(reason: Reason, texts: ReaderTexts, reader: str | None) -> Explanation:
    """A reason in words, for a reader in this role; both sentences together no longer than an error's text."""
    parameters = _with_role_meant(reason, texts)
    why, helps = _why(reason, parameters, texts), _helps(reason, parameters, texts, reader)
    return Explanation(reason.code, shortened(why, LONGEST_WHY), shortened(helps, LONGEST_HELP))


def _why(reason: Reason, parameters: Mapping[str, object], texts: ReaderTexts) -> str:
    text = texts.find(reason.code, parameters)
    if text is None:
        return code_with_parameters(reason.code, reason.parameters, texts)
    why = fill_places(text, parameters, texts)
    return why[:1].upper() + why[1:] if BEGINS_WITH_RECORD(text) else why


def _helps(reason: Reason, known: Mapping[str, object], texts: ReaderTexts, reader: str | None) -> str:
    remedy = texts.find(reason.code, known, "helps")
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


def reasons_of(refusal: object) -> list[Reason]:
    """The reasons of a refusal, one reason, or several. Raises WrongType."""
    if isinstance(refusal, Refused):
        return [*refusal.reasons]
    if isinstance(refusal, Reason):
        return [refusal]
    if isinstance(refusal, Iterable) and not isinstance(refusal, str):
        reasons = [*refusal]
        if all(isinstance(reason, Reason) for reason in reasons):
            return reasons
    raise WrongType("refusal", refusal, "a Refused or Reasons")


def require_reader(language: object, reader: object) -> None:
    """Check a language tag and a role. Raises WrongType or OutOfRange."""
    if not isinstance(language, str) or isinstance(language, Enum):
        raise WrongType("language", language, "a tag such as 'es'")
    if reader is not None and not isinstance(reader, str):
        raise WrongType("reader", reader, "a role such as Role.COACH")
    if reader is not None and role_meant(reader, ()) == reader.upper() != reader:
        raise OutOfRange("reader", reader, f"a role; {reader.upper()} is meant")
