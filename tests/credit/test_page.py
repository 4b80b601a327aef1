"""The page about credit says of each rule what the rule says."""

import re
from pathlib import Path

import pytest

from pdflow.credit import RULES, CreditRule

ROOT = Path(__file__).parents[2]
ROWS = re.findall(r"^\| `(\w+)` \| (.*) \|$", (ROOT / "docs" / "credit.md").read_text(), re.MULTILINE)


def hours(rule: CreditRule) -> str:
    named = {"semester": rule.semester_hour, "quarter": rule.quarter_hour}
    return ", ".join(f"{name} {value}" for name, value in named.items() if value is not None)


@pytest.mark.parametrize(("code", "row"), ROWS, ids=[code for code, _ in ROWS])
def test_a_row_of_the_table_is_the_rule(code: str, row: str) -> None:
    rule = RULES[code]
    unit, rounded, least, required, kept, college = (cell.strip() for cell in row.split("|"))
    assert unit == f"{rule.minutes} minutes"
    assert rounded.startswith("each activity" if rule.per_activity else "the sum")
    assert str(rule.step) in rounded
    assert least == (f"{rule.least_minutes} minutes" if rule.least_minutes else "")
    assert required == ("{} in {}".format(*rule.required) if rule.required else "")
    assert kept in ("", "not found") if rule.retention_years is None else kept == f"{rule.retention_years} years"
    assert college == hours(rule)


def test_the_table_has_every_rule() -> None:
    assert [code for code, _ in ROWS] == [*RULES]


def test_the_page_of_sources_names_the_source_of_every_rule() -> None:
    sources = (ROOT / "docs" / "sources.md").read_text()
    assert all(f"| {rule.source} |" in sources or rule.source == "field practice" for rule in RULES.values())
