"""Exit codes: how a command ended, for scripts."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ended."""

    DONE = 0
    PROBLEMS = 1
    """Problems were found, or with ``--strict`` something was passed over."""
    USAGE = 2
    """The command was not understood; nothing was done."""
    UNREADABLE = 3
    """Something cannot be read or written; no file was changed."""
    NOT_INSTALLED = 4
    """An optional package is lacking; the message names the extra."""
    INTERRUPTED = 130
