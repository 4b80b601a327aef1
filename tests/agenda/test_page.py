"""The page on the agenda lists every kind of obligation."""

import re
from pathlib import Path

from pdflow.agenda import CADRE_KINDS, ENGAGEMENT_KINDS, PARTICIPATION_KINDS

PAGE = Path(__file__).parents[2] / "docs" / "agenda.md"


def test_the_page_lists_every_obligation_with_its_commands_and_roles() -> None:
    known: dict[str, tuple[set[str], set[str]]] = {}
    for kind in (*PARTICIPATION_KINDS, *ENGAGEMENT_KINDS, *CADRE_KINDS):
        commands, roles = known.setdefault(kind.code, (set(), set()))
        commands.add(kind.command)
        roles.add(kind.role)
    rows = re.findall(r"^\| `([a-z_.]+)` \| (.+?) \| (.+?) \| .+ \|$", PAGE.read_text(), re.MULTILINE)
    listed = {
        code: (set(re.findall(r"\w+", commands)), set(re.findall(r"\w+", roles))) for code, commands, roles in rows
    }
    assert listed == known
