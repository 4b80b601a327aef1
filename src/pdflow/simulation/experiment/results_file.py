"""The file of an experiment: one line of JSON for each year that was simulated, in whatever order they came."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from pdflow.errors import PdflowError
from pdflow.simulation.experiment.counts import Counts, counts_from, plain


class ResultKey(NamedTuple):
    """Which year it was: the fingerprint of its alternative, and its seed."""

    alternative: str
    seed: int


class ResultsFileError(PdflowError, ValueError):
    """Raised when a file of results cannot be read: which file, which line, and why; nothing in it was changed."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(file, line, problem)
        self.file, self.line, self.problem = file, line, problem

    def message(self) -> str:
        return f"{self.file}, line {self.line}: {self.problem}"


class ResultsFile:
    """Results kept as they come, so that an experiment that was stopped goes on where it was.

    A last line that was half written when the process was killed is cut off. Results of other alternatives stay in the
    file, for another experiment that has them.

    Raises:
        ResultsFileError: another line is no result, or says of a year what an earlier line does not.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self.results: dict[ResultKey, Counts] = {}
        """Everything in the file."""
        if file.exists():
            self._read()

    def add(self, key: ResultKey, counts: Counts) -> None:
        """Write one more result."""
        line = json.dumps({"alternative": key.alternative, "seed": key.seed, "counts": plain(counts)})
        with self._file.open("ab") as file:
            file.write(f"{line}\n".encode())
        self.results[key] = counts

    def _read(self) -> None:
        content = self._file.read_bytes()
        end = content.rfind(b"\n") + 1
        for number, line in enumerate(content[:end].splitlines(), 1):
            key, counts = self._result(number, line)
            if self.results.setdefault(key, counts) != counts:
                raise ResultsFileError(str(self._file), number, "an earlier line counts the same year otherwise")
        if end < len(content):
            with self._file.open("r+b") as file:
                file.truncate(end)

    def _result(self, number: int, line: bytes) -> tuple[ResultKey, Counts]:
        try:
            read = json.loads(line)
            return ResultKey(read["alternative"], read["seed"]), counts_from(read["counts"])
        except (KeyError, TypeError, ValueError) as error:
            raise ResultsFileError(str(self._file), number, "this is no result of an experiment") from error
