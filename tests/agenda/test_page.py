"""The page on the agenda lists every kind of obligation there is."""

import re
from pathlib import Path

from pdflow.agenda.obligations import kinds as duties

PAGE = Path(__file__).parents[2] / "docs" / "agenda.md"


def test_the_page_lists_every_obligation_with_its_commands_and_roles() -> None:
    known: dict[str, tuple[set[str], set[str]]] = {}
    for duty in (*duties.PARTICIPATION, *duties.ENGAGEMENT, *duties.CADRE):
        commands, roles = known.setdefault(duty.code, (set(), set()))
        commands.add(duty.command)
        roles.add(duty.role)
    rows = re.findall(r"^\| `([a-z_.]+)` \| (.+?) \| (.+?) \| .+ \|$", PAGE.read_text(), re.MULTILINE)
    told = {code: (set(re.findall(r"\w+", commands)), set(re.findall(r"\w+", roles))) for code, commands, roles in rows}
    assert told == known
