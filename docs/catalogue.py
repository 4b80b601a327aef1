"""Write what the pages repeat of the tables: ``python docs/catalogue.py``. A test finds any page that is behind.

A page says what it wants between two comments: ``<!-- commands of participation -->`` and ``<!-- end -->``.
"""

import ast
import inspect
import itertools
import re
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import attrs

from pdflow import Actor, Header, Reason, Role, cadre, engagement, participation, policy
from pdflow.audience import Audience, audiences, personal
from pdflow.coordination.reactions import ARROWS
from pdflow.kernel.decider import Decider
from pdflow.kernel.declare import Event, fields
from pdflow.kernel.diagram import diagram
from pdflow.language.catalogue import ENGLISH, SHIPPED
from pdflow.simulation.parameters import SCHOOL_YEAR, described

DECIDERS: dict[str, Decider[Any]] = {
    "participation": participation.decider,
    "engagement": engagement.decider,
    "cadre": cadre.decider,
}
PAGES = Path(__file__).parent
WANTED = re.compile(r"(<!-- (\w+)(?: of (\w+))? -->\n).*?(<!-- end -->)", re.DOTALL)


def table(heads: str, rows: Iterable[Iterable[str]]) -> str:
    lines = [[head.strip() for head in heads.split("|")], ["---"] * (heads.count("|") + 1), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def code(*names: object) -> str:
    return ", ".join(f"`{name}`" for name in names)


def first_sentence(documented: object) -> str:
    return (inspect.getdoc(documented) or "").split("\n\n")[0].replace("\n", " ").replace("``", "`")


def commands(decider: Decider[Any]) -> str:
    """The table row by row; a code that stands in most rows is told once, above the table."""
    rows, many = [], 2 * len(decider.commands) / 3
    for move in decider.table.moves:
        where = code(*move.phases) + (f" to {code(*move.to)}" if move.to else "")
        row = decider.table.rows[move.command][move.phases[0]]
        codes = code(*dict.fromkeys(r.code for r in row.rules if len(decider.causes[r.code].commands) < many))
        events = code(*(event.__name__ for event in move.events))
        rows.append([code(move.command.__name__), first_sentence(move.command), where, codes, events])
    return table("Command | What it asks | Asked in | Refused with | Event", rows)


def rights(decider: Decider[Any]) -> str:
    return table(
        "Command | Roles that may ask",
        [[code(name), code(*kind.right.roles)] for name, kind in decider.commands.items()],
    )


def reasons(decider: Decider[Any]) -> str:
    rows = [
        [
            f"`{cause.code}`",
            words(cause.code),
            f"`{cause.remedy}`" if cause.remedy else "",
            "yes" if cause.waivable else "",
            asked_of(cause.commands, decider),
        ]
        for cause in decider.causes.values()
    ]
    rows.append([f"`{decider.elsewhere}`", words(decider.elsewhere), "the command that leads on", "", "every command"])
    for reason, commands in of_rights(decider):
        told, remedy = words(reason.code, *reason.parameters), f"`{reason.remedy}`" if reason.remedy else ""
        rows.append([f"`{reason.code}`", told, remedy, "", asked_of(commands, decider)])
    return table("Code | In words | What remedies it | Waivable | Commands", sorted(rows))


def words(code: str, *parameters: str) -> str:
    return SHIPPED.text(ENGLISH, code, dict.fromkeys(parameters, "told")) or code


def asked_of(commands: Collection[str], decider: Decider[Any]) -> str:
    if len(commands) == len(decider.commands):
        return "every command"
    if len(commands) * 4 > len(decider.commands) * 3:
        return "nearly every command"
    return code(*commands) if len(commands) < 15 else "many commands"


def of_rights(decider: Decider[Any]) -> Iterable[tuple[Reason, list[str]]]:
    """What a stranger in each role is told, and of which commands."""
    told: dict[str, tuple[Reason, list[str]]] = {}
    for role, (name, kind) in itertools.product(Role, decider.commands.items()):
        stranger = Header(UUID(int=0), Actor("stranger", role), datetime.min.replace(tzinfo=UTC))
        if reason := kind.right.forbids(decider.state(), stranger):
            commands = told.setdefault(reason.code, (reason, []))[1]
            commands += [name] * (name not in commands)
    return told.values()


def events(decider: Decider[Any]) -> str:
    rows = []
    for kind in dict.fromkeys(event for move in decider.table.moves for event in move.events):
        read_by, notes = audiences(kind), personal(kind)
        told = [
            f"`{field.name}`"
            + (f" ({read_by[field.name]})" if read_by[field.name] is not Audience.TEAM else "")
            + (" (note)" if field.name in notes else "")
            for field in fields(kind)[1:]
        ]
        rows.append([f"`{kind.__name__}`", f"`{kind.name}` {kind.version}", first_sentence(kind), ", ".join(told)])
    return table("Event | Stored as | What happened | What it says", rows)


def arrows() -> str:
    leading: dict[object, list[type[Event]]] = {}
    for event, arrow in ARROWS.items():
        leading.setdefault(arrow, []).append(event)
    rows = [
        [code(*(event.__name__ for event in events)), events[0].name.partition(".")[0], first_sentence(arrow)]
        for arrow, events in leading.items()
    ]
    return table("Event | Of | What follows", rows)


def policy_fields() -> str:
    [body] = [node.body for node in ast.parse(inspect.getsource(policy.Policy)).body if isinstance(node, ast.ClassDef)]
    said = {
        field.target.id: doc.value.value
        for field, doc in itertools.pairwise(body)
        if isinstance(field, ast.AnnAssign) and isinstance(doc, ast.Expr)
    }
    rows = [[f"`{f.name}`", shown(f.default), said[f.name]] for f in attrs.fields(policy.Policy) if f.name in said]
    return table("Field | Full rule | What it is | ".strip(" |"), rows)


def profiles() -> str:
    named = [profile for profile in policy.PROFILES.values() if profile is not policy.FULL]
    differing = [f.name for f in attrs.fields(policy.Policy)[2:] if any(f.name in p.differs() for p in named)]
    rows = [
        [f"`{name}`", *(shown(getattr(profile, name)) if name in profile.differs() else "" for profile in named)]
        for name in differing
    ]
    return table(f"Field | {' | '.join(f'`{profile.name}`' for profile in named)}", rows)


def shown(value: object) -> str:
    if isinstance(value, frozenset):
        return ", ".join(sorted(value)) or "none"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else "off" if value is None else str(value)


def lifecycle(decider: Decider[Any]) -> str:
    return f"```mermaid\n{diagram(decider)}```\n"


def parameters() -> str:
    rows = [[f"`{told.name}`", f"{told.value:g}", told.unit, told.source] for told in described(SCHOOL_YEAR)]
    return table("Parameter | Value | Unit | Source", rows)


SECTIONS: dict[str, Callable[..., str]] = {
    "commands": commands,
    "rights": rights,
    "reasons": reasons,
    "events": events,
    "lifecycle": lifecycle,
    "arrows": arrows,
    "policy": policy_fields,
    "profiles": profiles,
    "parameters": parameters,
}


def written(page: str) -> str:
    """The page with everything it wants written anew."""

    def section(wanted: re.Match[str]) -> str:
        opening, what, of, closing = wanted.groups()
        return f"{opening}\n{SECTIONS[what](*([DECIDERS[of]] if of else []))}\n{closing}"

    return WANTED.sub(section, page)


if __name__ == "__main__":
    for path in sorted(PAGES.glob("*.md")):
        path.write_text(written(path.read_text()))
