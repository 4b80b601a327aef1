"""Arguments that several subcommands have."""

from __future__ import annotations

import csv
import re
import sys
from argparse import ArgumentParser, ArgumentTypeError, BooleanOptionalAction, Namespace
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pdflow.audience import Audience
from pdflow.errors import DecodeError, FieldError, PdflowError
from pdflow.language import ENGLISH, SHIPPED

OPTIONS: Final = {
    "header.by.person": "by",
    "Issuer.id": "issuer",
    "Issuer.name": "issuer_name",
    "Achievement.id": "achievement",
    "Achievement.name": "achievement_name",
    "EdFiSource.person_ids": "people",
    "subject": "people",
}
"""The options by the fields that they fill; others have the name of theirs."""

STANDARD_OUTPUT: Final = "-"
"""As a place to write to."""
_is_tag: Final = re.compile(r"\*|[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*(?:\.[A-Za-z0-9-]+)?").fullmatch


class UsageError(PdflowError):
    """Raised when an argument cannot be, as is seen only where it is used."""

    def __init__(self, argument: str, problem: str) -> None:
        super().__init__(argument, problem)
        self.argument, self.problem = argument, problem

    def message(self) -> str:
        return f"{self.argument}: {self.problem}"


def of_option(error: FieldError, options: Namespace) -> PdflowError:
    """What is wrong with the option that filled a field; the error itself where none did."""
    name = OPTIONS.get(error.place, error.place.rpartition(".")[2])
    return UsageError(f"--{name.replace('_', '-')}", error.problem) if name in vars(options) else error


def add_store(parser: ArgumentParser) -> None:
    """Add the store, and whether progress is shown."""
    parser.add_argument("store", metavar="STORE", help="an SQLite file of events, or the address of a database")
    parser.add_argument(
        "--progress", action=BooleanOptionalAction, help="say how far the events were read; by default on a terminal"
    )


def add_output(parser: ArgumentParser, what: str = "FILE") -> None:
    """Add where it is written to."""
    also = ", by default and with - standard output" if what == "FILE" else ""
    place = _file_or_output if what == "FILE" else _place
    parser.add_argument("--out", type=place, metavar=what, required=not also, help=f"where it is written to{also}")
    parser.add_argument("--force", action="store_true", help="replace what is there")


def _file_or_output(text: str) -> Path | None:
    return None if text == STANDARD_OUTPUT else Path(text)


def _place(text: str) -> Path:
    if text == STANDARD_OUTPUT:
        raise ArgumentTypeError("standard output takes no files; ./- is a file or a folder of that name")
    return Path(text)


def add_reader(parser: ArgumentParser) -> None:
    """Add who reads it, in which language and with which names."""
    parser.add_argument(
        "--audience",
        type=_audience,
        choices=[*Audience],
        metavar="|".join(Audience),
        default=Audience.TEAM,
        help=f"who reads it; by default {Audience.TEAM}",
    )
    parser.add_argument("--language", metavar="TAG", default=ENGLISH, help="of texts in it, such as es")
    parser.add_argument("--names", type=Path, metavar="CSV", help="names by id: a file with the columns id and name")


def _audience(text: str) -> Audience:
    try:
        return Audience(text.upper())
    except ValueError:
        raise ArgumentTypeError(f"one of {', '.join(Audience)} is needed") from None


def require_language(options: Namespace) -> None:
    """Say on standard error where there are no texts in the language that was asked for, and English is used.

    Raises:
        UsageError: It is no tag of a language, nor a list of them.
    """
    given: str = getattr(options, "language", ENGLISH)
    tags = [part.partition(";")[0].strip() for part in given.split(",")]
    if not all(map(_is_tag, tags)):
        raise UsageError("--language", f"a tag of a language is needed, such as {' or '.join(SHIPPED.languages)}")
    is_english = any(re.split("[-_.]", tag)[0].lower() == ENGLISH for tag in tags)
    if SHIPPED.language_of(given) == ENGLISH and not is_english:
        has = ", ".join(SHIPPED.languages)
        print(f"--language: there are no texts in {', '.join(tags)}, only in {has}; English is used", file=sys.stderr)


def add_strict(parser: ArgumentParser) -> None:
    """Add what something that was passed over means."""
    parser.add_argument("--strict", action="store_true", help="exit code 1 where something was passed over")


def add_pass_over(parser: ArgumentParser) -> None:
    """Add what a stream that cannot be read means."""
    parser.add_argument(
        "--pass-over-unreadable",
        action="store_true",
        help="leave out, and list, the streams that check finds wrong; then the exit code is 1",
    )


def zone(text: str) -> ZoneInfo:
    """A time zone by its name."""
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ArgumentTypeError("a time zone is needed, such as America/Chicago") from None


def names_in(file: Path | None, columns: tuple[str, str] = ("id", "name")) -> Mapping[str, str] | None:
    """The second column of a file by the first.

    Raises:
        DecodeError: It has other columns, or something twice in the first; the line is named, and no cell is quoted.
    """
    if file is None:
        return None
    names = dict[str, str]()
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.reader(lines, strict=True)
        try:
            for number, row in enumerate(rows):
                if len(row) != 2 or (not number and row != [*columns]):
                    raise _unreadable(file, rows.line_num, f"the columns have to be {' and '.join(columns)}")
                if number and not all(cell.strip() for cell in row):
                    raise _unreadable(file, rows.line_num, f"{' and '.join(columns)} must not be blank")
                if row[0] in names:
                    raise _unreadable(file, rows.line_num, f"this {columns[0]} is there already")
                if number:
                    names[row[0]] = row[1]
        except (csv.Error, UnicodeDecodeError):
            raise _unreadable(file, rows.line_num, "no CSV in UTF-8") from None
    if not rows.line_num:
        raise _unreadable(file, 1, f"the columns have to be {' and '.join(columns)}")
    return names


def _unreadable(file: Path, line: int, problem: str) -> DecodeError:
    return DecodeError(file.name, None, f"line {line}", problem)


def person_id(text: str) -> str:
    """The id of a person, which is not blank."""
    if not text.strip():
        raise ArgumentTypeError("a person's id is needed, and this is blank")
    return text


def moment(text: str) -> datetime:
    """A moment in ISO form; in UTC where it has no offset."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError("a moment is needed, such as 2026-09-01T08:00-05:00") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def metadata_column(text: str) -> str:
    """The name of a column that a district added to users.csv."""
    if not text.startswith("metadata."):
        raise ArgumentTypeError("a column whose name begins with metadata. is needed, such as metadata.jobTitle")
    return text


def day(text: str) -> date:
    """A day in ISO form."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError("a day is needed, such as 2026-09-01") from None
