"""``pdflow import attendance``: who was at a session by the reports of meeting software, as its delivery."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from pdflow.command_line.arguments import UsageError, add_store, add_strict, moment, names_in, person_id, zone
from pdflow.command_line.exit_codes import ExitCode
from pdflow.command_line.stores import opened
from pdflow.desk import Desk
from pdflow.engagement import Engagement, decider
from pdflow.errors import as_name, did_you_mean, listed
from pdflow.exchange.attendance import Doubt, DoubtCode, MergedAttendance, merge, read_attendance, redeliver
from pdflow.history import EffectiveEvents, TrainingSession, training_sessions
from pdflow.kernel.header import Actor, Header
from pdflow.kernel.refusal import Refused
from pdflow.language import ENGLISH, explain
from pdflow.people import Role

ABOUT: Final = "who was at a session by the reports of meeting software, as its delivery or a correction of it"

NOT_COUNTED: Final = frozenset(
    {
        DoubtCode.NO_STAY,
        DoubtCode.UNREADABLE_TIME,
        DoubtCode.UNREADABLE_DURATION,
        DoubtCode.LEAVE_BEFORE_JOIN,
        DoubtCode.LEFT_WITHOUT_JOIN,
        DoubtCode.NO_MINUTES,
    }
)
"""Doubts about lines for which nobody may have minutes, although somebody was there."""


def add_arguments(parser: ArgumentParser) -> None:
    """Add the reports, the session, and who is who."""
    add = parser.add_argument
    add_store(parser)
    add("reports", type=Path, nargs="+", metavar="REPORT", help="of one session, from Zoom, Teams, Meet and others")
    add("--stream", required=True, metavar="STREAM", help="of the engagement")
    add("--session", required=True, metavar="SESSION", help="as it is scheduled")
    add("--delivery", required=True, metavar="NAME", help="of the new record")
    add("--who", type=Path, required=True, metavar="CSV", help="who is who: columns contact and person")
    add("--zone", type=zone, metavar="ZONE", help="in which the reports were written, such as America/Chicago")
    add("--by", type=person_id, required=True, metavar="PERSON", help="the facilitator who records it")
    add("--at", type=moment, metavar="MOMENT", help="when; by default now")
    add("--apply", action="store_true", help="record it; otherwise the minutes are listed")
    add(
        "--without-unmatched",
        action="store_true",
        help="record it although somebody in the reports is in no row of --who",
    )
    add(
        "--other-time",
        action="store_true",
        help="record it although nothing in a report lies within the session, as of a report of another day",
    )
    add(
        "--without-uncounted",
        action="store_true",
        help="record it although no minutes of somebody in the reports can be counted",
    )
    add("--language", metavar="TAG", default=ENGLISH, help="of doubts and reasons, such as es")
    add_strict(parser)
    parser.set_defaults(run=run)


def run(options: Namespace) -> ExitCode:
    """List the minutes of everybody, or record them."""
    with opened(options.store) as store:
        desk = Desk(decider, store)
        merged = _merged(options, _session(desk, options))
        for doubt in merged.doubts:
            print(doubt.text(options.language), file=sys.stderr)
        for unmatched in merged.unmatched:
            if near := unmatched.suggestion(options.language):
                print(near, file=sys.stderr)
        code = _deliver(desk, merged, options)
    return ExitCode.PROBLEMS if options.strict and merged.doubts else code


def _session(desk: Desk[Engagement], options: Namespace) -> TrainingSession:
    events = EffectiveEvents(desk.history(options.stream))
    if not events.all:
        raise UsageError("--stream", f"there is no such stream: {as_name(options.stream)}")
    sessions = {session.session: session for session in training_sessions(events)}
    if options.session not in sessions:
        has = f"it has {listed(sessions)}" if sessions else "it has none"
        near = did_you_mean(options.session, sessions)
        raise UsageError("--session", f"{options.stream} has no session {as_name(options.session)}; {has}{near}")
    return sessions[options.session]


def _merged(options: Namespace, session: TrainingSession) -> MergedAttendance:
    known: dict[str, Any] = {"start": session.start, "minutes": session.minutes, "zone": options.zone}
    reports = [read_attendance(file.read_bytes(), source=file.name, **known) for file in options.reports]
    return merge(reports, names_in(options.who, ("contact", "person")) or {}, trainers=session.trainers)


def _deliver(desk: Desk[Engagement], merged: MergedAttendance, options: Namespace) -> ExitCode:
    header = Header(uuid4(), Actor(options.by, Role.FACILITATOR), options.at or datetime.now(UTC))
    state, _ = desk.load(options.stream)
    correction = redeliver(merged, header, state, delivery=options.delivery, session=options.session)
    if correction is None:
        print("minutes: nobody's change")
        return ExitCode.DONE
    for person, (before, after) in correction.changes.items():
        print(f"{person}: {after}" if before == 0 else f"{person}: {after}, not {before}")
    if not options.apply:
        print("not recorded: add --apply", file=sys.stderr)
        return ExitCode.DONE
    if merged.unmatched and not options.without_unmatched:
        who = f"{len(merged.unmatched):,} not in {options.who.name}"
        print(f"not recorded: {who}, who would count as absent; add them, or --without-unmatched", file=sys.stderr)
        return ExitCode.PROBLEMS
    uncounted = _uncounted(merged)
    if uncounted and not options.without_uncounted:
        print(*(doubt.text(options.language) for doubt in uncounted), sep="\n", file=sys.stderr)
        who = f"no minutes can be counted of these lines, {len(uncounted):,}"
        print(f"not recorded: {who}, who would count as absent; mend them, or --without-uncounted", file=sys.stderr)
        return ExitCode.PROBLEMS
    other = listed(doubt.source for doubt in merged.doubts if doubt.code is DoubtCode.OTHER_TIME)
    if other and not options.other_time:
        print(f"not recorded: nothing in {other} lies within the session; --other-time records it", file=sys.stderr)
        return ExitCode.PROBLEMS
    try:
        desk.carry_out(options.stream, correction.command)
    except Refused as refused:
        print(*explain(refused, options.language), sep="\n", file=sys.stderr)
        return ExitCode.PROBLEMS
    print(f"recorded: {len(correction.changes):,}", file=sys.stderr)
    return ExitCode.DONE


def _uncounted(merged: MergedAttendance) -> list[Doubt]:
    """The doubts about lines by which somebody has no minutes who is not listed as unmatched."""
    counted = {line for each in merged.people if each.time.minutes is not None for line in each.lines}
    counted.update(line for each in merged.unmatched for line in each.attendee.lines)
    counted.update(line for each in merged.excluded for line in each.lines)
    return [doubt for doubt in merged.doubts if doubt.code in NOT_COUNTED and not counted.issuperset(doubt.lines)]
