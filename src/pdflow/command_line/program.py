"""The program: its parser, and how errors become messages and exit codes."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, Final, NoReturn

import pdflow
from pdflow.command_line.arguments import UsageError, of_option, require_language
from pdflow.command_line.exit_codes import ExitCode
from pdflow.command_line.stores import without_secrets
from pdflow.errors import FieldError, MissingExtra, PdflowError, StoreError

SUBCOMMANDS: Final[dict[str, tuple[str, str]]] = {
    "export": ("export", "write a store, or a lifecycle, in a form that other systems take"),
    "import": ("imports", "read what other systems give: rosters, attendance, closed days"),
    "check": ("check", "whether every stream can be read, and says the same as before an upgrade"),
    "documents": ("documents", "write the documents of a store, each for one reader"),
    "catch-up": ("catch_up", "carry out what follows from new events, and bring read models up to date"),
}
EPILOG: Final = (
    "exit codes: 0 done; 1 problems were found, or with --strict something was passed over; 2 the command was not "
    "understood; 3 something cannot be read or written; 4 an optional package is not installed; 130 interrupted"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command; its exit code.

    Args:
        arguments: Those of the command; by default those of the process.
    """
    given = sys.argv[1:] if arguments is None else [*arguments]
    options = Namespace()
    try:
        options = parse_arguments(given)
        require_language(options)
        run: Callable[..., ExitCode] = options.run
        return run(options)
    except MissingExtra as error:
        return _failed(error, ExitCode.NOT_INSTALLED, given)
    except FieldError as error:
        return _failed(of_option(error, options), ExitCode.USAGE, given)
    except UsageError as error:
        return _failed(error, ExitCode.USAGE, given)
    except BrokenPipeError:
        # Whoever read has gone; Python would complain once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.UNREADABLE
    except UnicodeEncodeError:
        return _failed(ValueError("an argument or an id has characters that are no text"), ExitCode.UNREADABLE, given)
    except OSError as error:
        return _failed(StoreError(*_place_and_problem(error)), ExitCode.UNREADABLE, given)
    except PdflowError as error:
        return _failed(error, ExitCode.UNREADABLE, given)
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED


def _place_and_problem(error: OSError) -> tuple[str, str]:
    """A file and what is wrong with it, as stores say it."""
    problem = "there is no such file" if isinstance(error, FileNotFoundError) else error.strerror or str(error)
    return str(error.filename or "a file"), problem


def _failed(error: Exception, code: ExitCode, given: Sequence[str]) -> ExitCode:
    print(f"pdflow: {without_secrets(str(error), given)}", file=sys.stderr)
    return code


class _Parser(ArgumentParser):
    """A parser that takes no option by half its name, and whose messages quote no password."""

    given: Sequence[str] = ()

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, allow_abbrev=False)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse all arguments: what a subcommand does not know is an error with the usage of that one."""
        found, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return found, unknown

    def error(self, message: str) -> NoReturn:
        super().error(without_secrets(message, _Parser.given))


def parse_arguments(given: Sequence[str]) -> Namespace:
    """The arguments of a command; where it is not understood, the process ends with exit code 2."""
    _Parser.given = given
    parser = _Parser(prog="pdflow", description="Professional development as events: in and out.", epilog=EPILOG)
    parser.add_argument("--version", action="version", version=pdflow.__version__)
    subcommands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, (module, about) in SUBCOMMANDS.items():
        subcommand = subcommands.add_parser(name, help=about, description=about, epilog=EPILOG)
        if name in given:  # what another subcommand needs takes a second to import
            import_module(f"pdflow.command_line.{module}").add_arguments(subcommand)
    return parser.parse_args(given)
