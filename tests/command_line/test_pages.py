"""The pages name everything that there is."""

import re
from pathlib import Path

from pdflow.command_line import ExitCode
from pdflow.command_line.export import FORMS
from pdflow.command_line.lifecycle_forms import LIFECYCLE_FORMS
from pdflow.command_line.program import SUBCOMMANDS

DOCS = Path(__file__).parents[2] / "docs"


def test_every_form_is_in_the_table_of_exchange() -> None:
    table = (DOCS / "exchange.md").read_text().partition("### Rates")[0]
    named = {form for row in table.splitlines() if row.startswith("| `") for form in re.findall(r"`([\w-]+)`", row)}
    assert named == {*FORMS, *LIFECYCLE_FORMS}


def test_every_form_of_a_store_has_a_rate() -> None:
    rates = (DOCS / "exchange.md").read_text().partition("### Rates")[2].partition("## In")[0]
    assert FORMS.keys() == {*re.findall(r"^\| `([\w-]+)`", rates, re.MULTILINE)}


def test_every_subcommand_and_exit_code_is_on_the_page() -> None:
    page = (DOCS / "command-line.md").read_text()
    assert re.findall(r"^## `([\w-]+)", page, re.MULTILINE) == [*SUBCOMMANDS]
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)] == [*ExitCode]
