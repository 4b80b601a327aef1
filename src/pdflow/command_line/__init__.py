"""The command line: ``pdflow export``, ``import``, ``check``, ``documents`` and ``catch-up`` over a store of events.

- ``program``: the parser, and errors as exit codes
- ``export``, ``imports`` (``import_roster`` and so on), ``check``, ``documents``, ``catch_up``: the subcommands
- ``calendar_form``, ``event_forms``, ``record_forms``, ``message_forms``, ``lifecycle_forms``: the forms of export
- ``arguments``, ``stores``, ``places``, ``progress``: what subcommands share
"""

from pdflow.command_line.exit_codes import ExitCode
from pdflow.command_line.export_form import ExportResult
from pdflow.command_line.program import main, parse_arguments

__all__ = ["ExitCode", "ExportResult", "main", "parse_arguments"]
