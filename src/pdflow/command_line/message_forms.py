"""Forms that are messages, one a line of JSON: statements, events of the feed, badges."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import Final

from pdflow.command_line.export_form import EVENTS, ExportForm, ExportResult
from pdflow.exchange.cloudevents import CloudEvents
from pdflow.exchange.open_badges import Achievement, AchievementCredentials, Issuer
from pdflow.exchange.xapi import Statements, XapiSource
from pdflow.storage.event_store import EventStore
from pdflow.storage.json_values import JsonObject


def _line(message: JsonObject) -> str:
    return f"{json.dumps(message, ensure_ascii=False)}\n"


def _add_source_of_statements(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--home-page", required=True, metavar="ADDRESS", help="of the system in which people have their accounts")
    add("--activities", required=True, metavar="ADDRESS", help="under which activities get theirs")


def _statements(store: EventStore, options: Namespace, result: ExportResult) -> Iterator[str]:
    source = XapiSource(
        options.home_page,
        options.activities,
        accounts=options.people,
        names=options.names,
        language=options.language,
    )
    statements = Statements(store, source, audience=options.audience)
    yield from map(_line, result.each("statements", statements))
    result.passed_over += statements.passed_over


def _add_source_of_events(parser: ArgumentParser) -> None:
    parser.add_argument("--source", required=True, metavar="URI", help="that names your system")
    parser.add_argument("--after", type=int, default=0, metavar="POSITION", help="of the last event that was sent")


def _cloud_events(store: EventStore, options: Namespace, result: ExportResult) -> Iterator[str]:
    messages = CloudEvents(store, options.source, audience=options.audience, after=options.after)
    yield from map(_line, result.each(EVENTS, messages))
    result.passed_over += messages.passed_over


def _add_badge(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--issuer", required=True, metavar="URI", help="who issues them: the address of a profile, or a DID")
    add("--issuer-name", required=True, metavar="NAME")
    add("--achievement", required=True, metavar="URI", help="the address of what was achieved")
    add("--achievement-name", required=True, metavar="NAME")
    add("--description", required=True, metavar="TEXT", help="of the achievement")
    add("--criteria", required=True, metavar="TEXT", help="what one has to do for it")


def _badges(store: EventStore, options: Namespace, result: ExportResult) -> Iterator[str]:
    people = options.people or {}
    credentials = AchievementCredentials(
        store,
        Issuer(options.issuer, options.issuer_name),
        Achievement(options.achievement, options.achievement_name, options.description, options.criteria),
        subjects=people.get,
        audience=options.audience,
        language=options.language,
    )
    yield from map(_line, result.each("credentials", credentials))
    result.passed_over += credentials.passed_over


MESSAGE_FORMS: Final = {
    "xapi": ExportForm(
        about="statements for a learning record store (xAPI), one a line of JSON",
        make=_statements,
        add_arguments=_add_source_of_statements,
    ),
    "cloudevents": ExportForm(
        about="events for queues and webhooks (CloudEvents 1.0), one a line of JSON",
        make=_cloud_events,
        add_arguments=_add_source_of_events,
    ),
    "open-badges": ExportForm(
        about="credentials of completed participations (Open Badges 3.0), unsigned, one a line of JSON",
        make=_badges,
        add_arguments=_add_badge,
    ),
}
"""By name."""
