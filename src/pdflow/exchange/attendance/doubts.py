"""Doubts about an attendance report: each with a code, its lines, and words in English and Spanish."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path

from attrs import Factory, field, frozen

from pdflow.errors import MOST_LISTED, MOST_PROBLEMS, PdflowError, listed
from pdflow.language import ENGLISH, Catalogue, label_code
from pdflow.people import PersonId


class DoubtCode(StrEnum):
    """What is in doubt; the words are in the catalogue of this package."""

    NOT_TEXT = "NOT_TEXT"
    NO_TABLE = "NO_TABLE"
    NO_READABLE_ROW = "NO_READABLE_ROW"
    REGISTRATIONS_ONLY = "REGISTRATIONS_ONLY"
    AMBIGUOUS_DATE = "AMBIGUOUS_DATE"
    MIXED_DATE_ORDERS = "MIXED_DATE_ORDERS"
    NO_ZONE = "NO_ZONE"
    OTHER_SESSION = "OTHER_SESSION"
    OTHER_TIME = "OTHER_TIME"

    OUTSIDE_TABLE = "OUTSIDE_TABLE"
    OTHER_TABLE = "OTHER_TABLE"
    NO_IDENTITY = "NO_IDENTITY"
    NOT_A_PERSON = "NOT_A_PERSON"
    NOT_ATTENDED = "NOT_ATTENDED"
    NO_STAY = "NO_STAY"
    IN_WAITING_ROOM = "IN_WAITING_ROOM"
    UNKNOWN_ACTION = "UNKNOWN_ACTION"
    UNREADABLE_TIME = "UNREADABLE_TIME"
    UNREADABLE_DURATION = "UNREADABLE_DURATION"
    CLOCK_GAP = "CLOCK_GAP"
    CLOCK_FOLD = "CLOCK_FOLD"
    LEAVE_BEFORE_JOIN = "LEAVE_BEFORE_JOIN"
    LEAVE_FROM_DURATION = "LEAVE_FROM_DURATION"
    LEFT_WITHOUT_JOIN = "LEFT_WITHOUT_JOIN"
    OPEN_STAY = "OPEN_STAY"
    JOINED_BEFORE_LIST = "JOINED_BEFORE_LIST"
    SPAN_ONLY = "SPAN_ONLY"
    PRESENCE_ONLY = "PRESENCE_ONLY"

    EQUAL_ROWS = "EQUAL_ROWS"
    ENDED_ELSEWHERE = "ENDED_ELSEWHERE"
    OUTSIDE_SESSION = "OUTSIDE_SESSION"
    NOT_CLIPPABLE = "NOT_CLIPPABLE"
    SEVERAL_TOTALS = "SEVERAL_TOTALS"
    TOTAL_DIFFERS = "TOTAL_DIFFERS"
    MERGED_BY_NAME = "MERGED_BY_NAME"
    SEVERAL_NAMES = "SEVERAL_NAMES"
    NAME_OVERLAP = "NAME_OVERLAP"
    NAME_SHARED = "NAME_SHARED"
    SEVERAL_PEOPLE = "SEVERAL_PEOPLE"
    UNMATCHED = "UNMATCHED"
    NO_MINUTES = "NO_MINUTES"
    BELOW_A_MINUTE = "BELOW_A_MINUTE"


@cache
def _texts() -> Catalogue:
    return Catalogue(folders=(Path(__file__).with_name("locale"),))


@frozen(order=True)
class SheetLine:
    """A line of a report, as a text editor counts; ``source`` is what the host calls the report."""

    source: str
    number: int


@frozen
class Doubt:
    """Something that a report leaves open, and the lines that show it; never a name or an address."""

    code: DoubtCode
    source: str
    lines: tuple[SheetLine, ...] = ()
    parameters: Mapping[str, object] = field(default=Factory(dict), hash=False)

    def text(self, language: str = ENGLISH) -> str:
        """The doubt in words, its lines before it; an unknown language is read as English."""
        words = _texts().text(language, label_code(self.code), self.parameters) or self.code
        return f"{self._place(language)}: {words.format(**self.parameters)}"

    def __str__(self) -> str:
        return self.text()

    def _place(self, language: str) -> str:
        return _places(self.lines, language) or self.source


def suggestion(lines: Iterable[SheetLine], people: Iterable[PersonId], language: str = ENGLISH) -> str:
    """Who somebody that nobody knows may be, the lines before it; an unknown language is read as English."""
    words = _texts().text(language, "unmatched.NEAR") or "perhaps {people}"
    return f"{_places(lines, language)}: {words.format(people=listed(people))}"


def _places(lines: Iterable[SheetLine], language: str) -> str:
    by_source: dict[str, list[int]] = {}
    for line in sorted(lines):
        by_source.setdefault(line.source, []).append(line.number)
    return "; ".join(_numbered(*item, language) for item in by_source.items())


def _numbered(source: str, numbers: Sequence[int], language: str) -> str:
    numbers = list(dict.fromkeys(numbers))
    rest = f" (+{len(numbers) - MOST_LISTED})" if len(numbers) > MOST_LISTED else ""
    frame = _texts().text(language, "sheet_lines.PLACE", {"count": len(numbers)}) or "{source}: {lines}"
    return frame.format(source=source, lines=", ".join(map(str, numbers[:MOST_LISTED])) + rest)


class DoubtList:
    """The doubts found so far: the first 1,000 are kept, all others only counted in ``more``."""

    def __init__(self, doubts: Iterable[Doubt] = (), more: int = 0) -> None:
        self.kept, self.more = list[Doubt](), more
        for doubt in doubts:
            self.keep(doubt)

    def keep(self, doubt: Doubt) -> None:
        """Keep or count a doubt."""
        if len(self.kept) < MOST_PROBLEMS:
            self.kept.append(doubt)
        else:
            self.more += 1

    def add(self, code: DoubtCode, lines: Iterable[SheetLine], **parameters: object) -> None:
        """Keep or count a doubt about lines."""
        of = tuple(sorted(lines))
        self.keep(Doubt(code, of[0].source, of, parameters))


class AttendanceError(PdflowError, ValueError):
    """Raised when a report cannot be read, or reports cannot be merged; nothing came of them.

    ``problems`` lists the first 1,000 that were found, and ``more`` is the number of all others.
    """

    def __init__(self, problems: Iterable[Doubt], more: int = 0) -> None:
        every = tuple(problems)
        self.problems, self.more = every[:MOST_PROBLEMS], more + max(0, len(every) - MOST_PROBLEMS)
        super().__init__(self.problems, self.more)

    def text(self, language: str = ENGLISH) -> str:
        """The problems in words, one a line."""
        return "\n".join(problem.text(language) for problem in self.problems)

    def message(self) -> str:
        return self.text()
