"""Write what the pages repeat of the tables: ``python docs/catalogue.py``. A test finds any page that is behind.

A page says what it wants between two comments: ``<!-- commands of participation -->`` and ``<!-- end -->``.
"""

import ast
import inspect
import itertools
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import attrs

from pdflow import policy
from pdflow.audience import Audience, audiences, personal
from pdflow.kernel.decider import Decider
from pdflow.kernel.declare import EVENTS, fields
from pdflow.kernel.diagram import diagram
from pdflow.language import label
from pdflow.participation import decider as participation
from pdflow.simulation.parameters import SCHOOL_YEAR, described

DECIDERS: dict[str, Decider[Any]] = {"participation": participation}
PAGES = Path(__file__).parent
WANTED = re.compile(r"(<!-- (\w+)(?: of (\w+))? -->\n).*?(<!-- end -->)", re.DOTALL)


def table(heads: str, rows: Iterable[Iterable[str]]) -> str:
    lines = [[head.strip() for head in heads.split("|")], ["---"] * (heads.count("|") + 1), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def code(*names: object) -> str:
    return ", ".join(f"`{name}`" for name in names)


def first_sentence(documented: type) -> str:
    return (inspect.getdoc(documented) or "").split("\n\n")[0].replace("\n", " ")


def commands(decider: Decider[Any]) -> str:
    rows = []
    for move in decider.table.moves:
        where = code(*move.phases) + (f" to {code(*move.to)}" if move.to else "")
        row = decider.table.rows[move.command][move.phases[0]]
        codes = code(*dict.fromkeys(rule.code for rule in row.rules))
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
            label(cause.code),
            f"`{cause.remedy}`" if cause.remedy else "",
            "yes" if cause.waivable else "",
            code(*cause.commands) if len(cause.commands) < 12 else "nearly every command",
        ]
        for cause in sorted(decider.causes.values(), key=lambda cause: cause.code)
    ]
    return table("Code | In words | What remedies it | Waivable | Commands", rows)


def events(decider: Decider[Any]) -> str:
    rows = []
    for name, registered in EVENTS.items():
        if not name.startswith(f"{decider.name}."):
            continue
        kind, read_by, notes = registered.type, audiences(registered.type), personal(registered.type)
        told = [
            f"`{field.name}`"
            + (f" ({read_by[field.name]})" if read_by[field.name] is not Audience.TEAM else "")
            + (" (note)" if field.name in notes else "")
            for field in fields(kind)[1:]
        ]
        rows.append([f"`{kind.__name__}`", f"`{name}` {registered.version}", first_sentence(kind), ", ".join(told)])
    return table("Event | Stored as | What happened | What it says", rows)


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
