"""Problems of roster files: each with its file, row and column, and the error that carries them."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from pdflow.errors import MOST_PROBLEMS, PdflowError


@frozen
class Problem:
    """One thing wrong with the files of a roster, and where.

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


class RosterError(PdflowError, ValueError):
    """Raised when roster files have problems; nothing was imported.

    ``problems`` lists the first 1,000, and ``more`` says how many there are beside.
    """

    def __init__(self, problems: Sequence[Problem], more: int = 0) -> None:
        self.problems = tuple(problems[:MOST_PROBLEMS])
        self.more = more + max(0, len(problems) - MOST_PROBLEMS)
        super().__init__(self.problems, self.more)

    def message(self) -> str:
        lines = [str(problem) for problem in self.problems]
        if self.more:
            lines.append(f"and {self.more:,} more")
        return "\n".join(lines)
