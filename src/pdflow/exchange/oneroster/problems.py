"""Problems of roster files: each with its file, row and column, and the error that carries them."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from pdflow.errors import MOST_PROBLEMS, PdflowError


@frozen
class Problem:
    """One thing wrong with the files of a roster, and its place.

    ``row`` counts as a spreadsheet does, the header being row 1; a problem of a whole file has none.
    ``value`` never comes from a column of personal data.
    """

    file: str
    row: int | None
    column: str | None
    problem: str
    value: str | None = None

    def __str__(self) -> str:
        row = "" if self.row is None else f", row {self.row}"
        column = "" if self.column is None else f", column {self.column}"
        value = "" if self.value is None else f" {self.value!r}"
        return f"{self.file}{row}{column}: {self.problem}{value}"


LONGEST_VALUE = 200
"""Characters of a value that a problem quotes; what is longer is cut."""


class ProblemList:
    """The problems found so far: the first 1,000 are kept, all others only counted in ``more``."""

    def __init__(self) -> None:
        self.kept: list[Problem] = []
        self.more = 0

    def add(self, file: str, row: int | None, column: str | None, problem: str, value: str | None = None) -> None:
        """Keep or count a problem; bytes that were not text become question marks."""
        if len(self.kept) < MOST_PROBLEMS:
            column, value = column and _short(column), value and _short(value)
            self.kept.append(Problem(file, row, column, problem[: 2 * LONGEST_VALUE], value))
        else:
            self.more += 1

    def ordered(self, files: Sequence[str]) -> list[Problem]:
        """Return the problems that were kept, sorted by row and by the order of the files."""
        return sorted(self.kept, key=lambda problem: (files.index(problem.file), problem.row or 0))


def _short(text: str) -> str:
    return printable(text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}...")


class RosterError(PdflowError, ValueError):
    """Raised when roster files have problems; nothing was imported.

    ``problems`` lists the first 1,000 that were found, and ``more`` is the number of all others.
    """

    def __init__(self, problems: Sequence[Problem], more: int = 0) -> None:
        self.problems = tuple(problems[:MOST_PROBLEMS])
        self.more = more + max(0, len(problems) - MOST_PROBLEMS)
        super().__init__(self.problems, self.more)

    def message(self) -> str:
        lines = [str(problem) for problem in self.problems]
        if self.more:
            lines.insert(0, f"{len(self.problems) + self.more:,} problems; the first {len(self.problems):,} of them:")
        return "\n".join(lines)


def printable(text: str) -> str:
    """Replace what cannot be encoded as UTF-8 by question marks."""
    return text.encode(errors="replace").decode()
