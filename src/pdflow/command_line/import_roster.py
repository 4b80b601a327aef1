"""``pdflow import roster``: the commands that follow from a roster, to look at or to carry out."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, cast
from uuid import uuid4

import attrs

from pdflow.command_line.arguments import UsageError, add_store, add_strict, day, metadata_column, moment, person_id
from pdflow.command_line.exit_codes import ExitCode
from pdflow.command_line.stores import is_free_path, opened
from pdflow.coordination import default_stream_name
from pdflow.desk import Desk
from pdflow.errors import MOST_LISTED
from pdflow.exchange.oneroster import (
    Intake,
    Problem,
    Roster,
    RosterCommands,
    RosterError,
    changes,
    enrolments,
    is_in_force,
    is_of_others,
    read_roster,
)
from pdflow.kernel.header import Actor, Header
from pdflow.kernel.messages import Command
from pdflow.kernel.refusal import Reason, Refused
from pdflow.language import ENGLISH, explain
from pdflow.participation import AssignTeam, Enrol, Enrolled, Participation, decider
from pdflow.people import PersonId, Role
from pdflow.policy import LIGHT, PROFILES
from pdflow.storage.codec import Codec
from pdflow.storage.event_store import EventStore
from pdflow.storage.stored_streams import feed_of

ABOUT: Final = "the people of a OneRoster export: enrolments, or what changed since another export"
OF_OTHERS: Final = Reason("roster.team_of_others")
NOT_CARRIED_OUT: Final = "not carried out: add --apply"


def add_arguments(parser: ArgumentParser) -> None:
    """Add the export, the store, and what all commands share."""
    add = parser.add_argument
    add("file", type=Path, metavar="EXPORT", help="a folder or a zip file")
    add_store(parser)
    add("--by", type=person_id, required=True, metavar="PERSON", help="the coordinator who gives the commands")
    add("--at", type=moment, metavar="MOMENT", help="when; by default now")
    add("--engagement", required=True, metavar="NAME", help="what they are enrolled for")
    add("--policy", choices=sorted(PROFILES), default=LIGHT.name, help="by which they take part")
    add(
        "--job-title",
        type=metadata_column,
        metavar="COLUMN",
        help="of users.csv, by which coaches are known: metadata.jobTitle",
    )
    add("--before", type=Path, metavar="EXPORT", help="the export looked at last, for what changed since")
    add("--since", type=day, metavar="DAY", help="the day for which it was looked at")
    add("--apply", action="store_true", help="carry the commands out; otherwise they are listed")
    add("--create", action="store_true", help="with --apply, make the SQLite file where there is none")
    add("--replace-teams", action="store_true", help="also teams that were assigned otherwise than by a roster")
    add("--language", metavar="TAG", default=ENGLISH, help="of the reasons why one is refused, such as es")
    add_strict(parser)
    parser.set_defaults(run=run)


def run(options: Namespace) -> ExitCode:
    """List the commands that follow from a roster, or carry them out."""
    _require_store(options)
    given = _roster_commands(options)
    passed_over = _say_unmapped(given)
    if not options.apply:
        code = _list(given)
    else:
        with opened(options.store, may_be_new=options.create) as store:
            code = _carry_out(given, store, options)
    return ExitCode.PROBLEMS if options.strict and passed_over else code


def _require_store(options: Namespace) -> None:
    """Look at the store before the roster is read; one that is to be made is made when the roster was read."""
    if options.create and "://" in options.store:
        raise UsageError("--create", "only an SQLite file is made, and STORE is an address")
    if not (options.create and is_free_path(options.store)):
        with opened(options.store) as store:
            store.feed(limit=1)


def _say_unmapped(given: RosterCommands) -> bool:
    """Say who is passed over, and who takes part without a coach or a line manager; whether anybody is passed over."""
    passed_over = {each.person for each in given.unmapped if not each.without}
    for each in given.unmapped:
        is_over = each.person in passed_over
        print(f"passed over: {each}" if is_over else f"enrolled without {each.without}: {each}", file=sys.stderr)
    return bool(passed_over)


def _roster_commands(options: Namespace) -> RosterCommands:
    at = options.at or datetime.now(UTC)
    by = _header(options, at).by
    intake = Intake(by, at, policy=PROFILES[options.policy], engagement=options.engagement)
    roster = _read(options.file, options)
    if options.before is None:
        return enrolments(roster, intake)
    before = _read(options.before, options)
    return changes(before, roster, intake, options.since or at.date())


def _header(options: Namespace, at: datetime) -> Header:
    """The header that all commands share; raises FieldError for what would stand in the way of each of them."""
    header = Header(uuid4(), Actor(options.by, Role.COORDINATOR), at)
    Enrol(header, person=options.by, engagement=options.engagement)
    return header


def _read(export: Path, options: Namespace) -> Roster:
    """Read an export, and say what of it was left out; each problem says in which it is, for there may be two."""
    try:
        roster = read_roster(export, job_title=options.job_title)
    except RosterError as error:
        within = (each if each.file == str(export) else _in_export(export, each) for each in error.problems)
        raise RosterError([*within], error.more) from None
    for warning in roster.warnings[:MOST_LISTED]:
        print(f"left out: {_in_export(export, warning)}", file=sys.stderr)
    if (more := len(roster.warnings) - MOST_LISTED + roster.more_warnings) > 0:
        print(f"left out: {more:,} more rows of {export}", file=sys.stderr)
    return roster


def _in_export(export: Path, problem: Problem) -> Problem:
    return attrs.evolve(problem, file=f"{export}, {problem.file}")


def _list(given: RosterCommands) -> ExitCode:
    for person, command in given.commands:
        print(f"{person}: {type(command).__name__}")
    print(f"commands: {len(given.commands):,}, {NOT_CARRIED_OUT}", file=sys.stderr)
    return ExitCode.DONE


def _carry_out(given: RosterCommands, store: EventStore, options: Namespace) -> ExitCode:
    desk, counts, streams = Desk(decider, store), Counter[str](), _streams(store, options.engagement)
    for person, command in given.commands:
        stream = streams.get(person) or default_stream_name(f"engagement-{options.engagement}", person)
        try:
            counts[_outcome(desk, stream, person, command, options)] += 1
        except Refused as refused:
            counts["refused"] += 1
            reasons = "; ".join(str(reason) for reason in explain(refused, options.language))
            print(f"{person}: {type(command).__name__}: {reasons}", file=sys.stderr)
    print(f"commands: {', '.join(f'{count:,} {what}' for what, count in counts.items()) or 'none'}")
    return ExitCode.PROBLEMS if counts["refused"] else ExitCode.DONE


def _outcome(
    desk: Desk[Participation], stream: str, person: PersonId, command: Command[Participation], options: Namespace
) -> str:
    """Carry a command out, but for a team that is assigned already or that somebody chose; what came of it."""
    if isinstance(command, AssignTeam):
        state, _ = desk.load(stream)
        if is_in_force(state, command):
            return "known already"
        if not options.replace_teams and is_of_others(state, desk.history(stream), command):
            (reason,) = explain(OF_OTHERS, options.language)
            print(f"passed over: {person}: AssignTeam: {reason}", file=sys.stderr)
            return "passed over"
    receipt = desk.carry_out(stream, command)
    return "carried out" if receipt.events and not receipt.repeated else "known already"


def _streams(store: EventStore, engagement: str) -> dict[PersonId, str]:
    """The stream of everybody who is enrolled for an engagement."""
    codec, streams = Codec(decider), dict[PersonId, str]()
    for row in feed_of(store):
        if row.type == Enrolled.name and row.version == 1:
            enrolled = cast(Enrolled, codec.from_row(row))
            if enrolled.engagement == engagement:
                streams[enrolled.person] = row.stream
    return streams
