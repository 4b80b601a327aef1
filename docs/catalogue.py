"""Write what the pages repeat of the tables: ``python docs/catalogue.py``. A test finds any page that is behind.

A page says what it wants between two comments: ``<!-- commands of participation -->`` and ``<!-- end -->``.
"""

import ast
import inspect
import itertools
import re
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import attrs

from pdflow import (
    Actor,
    Command,
    Header,
    Reason,
    Role,
    Supporter,
    cadre,
    engagement,
    participation,
    policy,
)
from pdflow.agenda import (
    CADRE_KINDS,
    ENGAGEMENT_CAUSES,
    ENGAGEMENT_KINDS,
    PARTICIPATION_CAUSES,
    PARTICIPATION_KINDS,
    Status,
    Target,
)
from pdflow.audience import Audience, audiences, personal
from pdflow.coordination.reactions import REACTIONS
from pdflow.kernel.decider import Decider
from pdflow.kernel.diagram import diagram
from pdflow.kernel.fields import fields
from pdflow.kernel.messages import Event
from pdflow.language import ENGLISH, SHIPPED, label_code
from pdflow.simulation.experiment import Costs
from pdflow.simulation.world.parameter import ParameterDescription, described
from pdflow.simulation.world.parameters import SCHOOL_YEAR
from pdflow.simulation.world.skill import IMCI, SCHOOL

DECIDERS: dict[str, Decider[Any]] = {
    "participation": participation.decider,
    "engagement": engagement.decider,
    "cadre": cadre.decider,
}
OF_RECORDS: dict[str, list[tuple[Reason, list[str]]]] = {
    "participation": [(Reason("right.about_self"), ["Waive", "AssignTeam", "AdoptPolicy", "Complete"])],
    "engagement": [
        (Reason("right.not_this_side"), ["HoldTouchPoint", "ReviewPartnership"]),
        (Reason("right.about_self"), ["Waive"]),
    ],
    "cadre": [(Reason("right.about_self"), ["Debrief", "EvaluateDebrief", "Clear", "Reinstate"])],
}
"""The reasons of rights that go by who is on record, and the commands they are given for."""
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
        codes = code(*dict.fromkeys(g.code for g in row.guards if len(decider.reason_codes[g.code].commands) < many))
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
        for cause in decider.reason_codes.values()
    ]
    rows.append(
        [f"`{decider.wrong_phase}`", words(decider.wrong_phase), "the command that leads on", "", "every command"]
    )
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
        stranger = Header(UUID(int=0), Actor("stranger", role), datetime(2026, 9, 1, tzinfo=UTC))
        if reason := kind.right.forbids(decider.state(), stranger):
            commands = told.setdefault(reason.code, (reason, []))[1]
            commands += [name] * (name not in commands)
    return [*told.values(), *OF_RECORDS[decider.name]]


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


def reactions_table() -> str:
    leading: dict[object, list[type[Event]]] = {}
    for event, reaction in REACTIONS.items():
        leading.setdefault(reaction, []).append(event)
    rows = [
        [code(*(event.__name__ for event in events)), events[0].name.partition(".")[0], first_sentence(reaction)]
        for reaction, events in leading.items()
    ]
    return table("Event | Of | Reaction", rows)


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


def refusal() -> str:
    """One refusal as its readers read it: somebody on leave, after the first of two days of training."""
    reasons, told = refused_to_begin_support(), []
    for language, (who, reader) in itertools.product(SHIPPED.languages, READERS.items()):
        read = "".join(f"- {explanation}\n" for explanation in SHIPPED.explain(reasons, language, reader=reader))
        told.append(f"**{who}, `{language}`**\n\n{read}")
    return "\n".join(told)


READERS = {"The teacher": Role.PARTICIPANT, "Her manager": Role.MANAGER}


def refused_to_begin_support() -> tuple[Reason, ...]:
    first, numbers = datetime(2026, 9, 1, 8, tzinfo=UTC), itertools.count()

    def asked(person: str, role: Role, day: int) -> Header:
        return Header(UUID(int=next(numbers)), Actor(person, role), first + timedelta(days=day))

    office, kim = ("lee", Role.COORDINATOR), ("kim", Role.COACH)
    history: list[Command] = [
        participation.Enrol(asked(*office, 0), person="ana", policy=policy.FULL, manager="rosa"),
        participation.AssignTeam(asked(*office, 0), team=(Supporter(*kim),), coach="kim"),
        *(
            participation.PlanSession(
                asked(*office, 0), plan=name, session=name, start=first + timedelta(days=day), minutes=360, cycle=1
            )
            for name, day in (("day 1", 2), ("day 2", 3))
        ),
        participation.RecordAttendance(asked(*office, 3), attendance="a-1", session="day 1", held=360, there=360),
        participation.Pause(asked("rosa", Role.MANAGER, 4), until=date(2026, 10, 5), reason="leave"),
    ]
    state = participation.decider.state()
    for command in history:
        participation.decider.fold(participation.decider.decide(state, command), onto=state)
    return participation.decider.why_not(state, participation.BeginSupport(asked(*kim, 8)))


def texts(of: str) -> str:
    """The texts of these codes side by side, places left open."""
    rows = [
        [f"`{each}`", *(SHIPPED.text(language, each) or "" for language in SHIPPED.languages)] for each in CODES[of]()
    ]
    return table(f"Code | {' | '.join(f'`{language}`' for language in SHIPPED.languages)}", rows)


def reason_codes() -> list[str]:
    """Every code of a reason, of the rights too."""
    found = {code for decider in DECIDERS.values() for code in (*decider.reason_codes, decider.wrong_phase)}
    found |= {reason.code for decider in DECIDERS.values() for reason, _ in of_rights(decider)}
    return sorted(found)


def agenda_codes() -> list[str]:
    owed = (duty.code for duty in (*PARTICIPATION_KINDS, *ENGAGEMENT_KINDS, *CADRE_KINDS))
    drifts = (*PARTICIPATION_CAUSES, *ENGAGEMENT_CAUSES)
    return [
        *dict.fromkeys(f"obligation.{code}" for code in owed),
        *(f"drift.{cause}" for cause in drifts),
        *map(label_code, (*Status, *Target)),
    ]


CODES: dict[str, Callable[[], list[str]]] = {
    "reasons": reason_codes,
    "agenda": agenda_codes,
    "phases": lambda: list(
        dict.fromkeys(label_code(phase) for decider in DECIDERS.values() for phase in decider.table.phases)
    ),
    "roles": lambda: [*map(label_code, Role)],
}


def lifecycle(decider: Decider[Any]) -> str:
    return f"```mermaid\n{diagram(decider)}```\n"


def skill_parameters() -> str:
    rows = [
        [f"`{school.name}`", f"{school.value:.3g}", f"{imci.value:.3g}", school.unit, source_of(school, imci)]
        for school, imci in zip(described(SCHOOL), described(IMCI), strict=True)
    ]
    return table("Parameter | `SCHOOL` | `IMCI` | Unit | Source", rows)


def source_of(school: ParameterDescription, imci: ParameterDescription) -> str:
    is_same = school.value == imci.value or not school.source.startswith("fitted")
    return school.source if is_same else f"{school.source}; `IMCI`: fitted to its three readings"


def parameters() -> str:
    rows = [[f"`{told.name}`", f"{told.value:g}", told.unit, told.source] for told in described(SCHOOL_YEAR)]
    return table("Parameter | Value | Unit | Source", rows)


def prices() -> str:
    rows = [[f"`{told.name}`", f"{told.value:,}", told.unit, told.source] for told in described(Costs())]
    return table("Price | Value | Unit | Source", rows)


SECTIONS: dict[str, Callable[..., str]] = {
    "commands": commands,
    "rights": rights,
    "reasons": reasons,
    "events": events,
    "lifecycle": lifecycle,
    "reactions": reactions_table,
    "policy": policy_fields,
    "profiles": profiles,
    "parameters": parameters,
    "prices": prices,
    "skill": skill_parameters,
    "refusal": refusal,
    "texts": texts,
}


def written(page: str) -> str:
    """The page with everything it wants written anew."""

    def section(wanted: re.Match[str]) -> str:
        opening, what, of, closing = wanted.groups()
        return f"{opening}\n{SECTIONS[what](*([DECIDERS.get(of, of)] if of else []))}\n{closing}"

    return WANTED.sub(section, page)


if __name__ == "__main__":
    for path in sorted(PAGES.glob("*.md")):
        path.write_text(written(path.read_text()))
