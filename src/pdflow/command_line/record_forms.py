"""Forms that are records of what people attended: for data stores, systems of learning, and who grants credit."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Final

from pdflow.audience import Audience
from pdflow.command_line.arguments import names_in, zone
from pdflow.command_line.export_form import ExportForm, ExportResult
from pdflow.credit import CLOCK_HOURS, RULES, Provider, activities, award
from pdflow.exchange.edfi import NOT_FOR_READER, DataStandard, EdFiRecords, EdFiSource, HoursRounding, write_records
from pdflow.exchange.learning_history import FILE_PROFILES, LearningFile, LearningRecords, write_history
from pdflow.history import learning_in
from pdflow.language import csv_cell, name_of
from pdflow.storage.event_store import EventStore

CANONICAL: Final = "CANONICAL"


def _add_data_store(parser: ArgumentParser) -> None:
    add = parser.add_argument
    standards, roundings = [each.value for each in DataStandard], [*HoursRounding]
    add("--namespace", required=True, metavar="URI", help="of the events, such as uri://district.example")
    add("--source-system", required=True, metavar="DESCRIPTOR", help="of the system in which people have their ids")
    add("--standard", choices=standards, default=standards[0], help="the Data Standard of the data store")
    add("--rounding", type=HoursRounding, choices=roundings, default=HoursRounding.DOWN, help="of minutes to hours")
    add(
        "--zone",
        type=zone,
        metavar="ZONE",
        help="of the days, by default as they were recorded",
    )
    add("--absent", metavar="DESCRIPTOR", help="the category of who attended nothing; without it they are left out")


def _data_store(store: EventStore, options: Namespace, result: ExportResult, folder: Path) -> None:
    source = EdFiSource(
        options.namespace,
        options.source_system,
        person_ids=options.people,
        standard=DataStandard(options.standard),
        absent=options.absent,
        rounding=options.rounding,
        zone=options.zone,
        names=options.names,
    )
    records = EdFiRecords(store, source, audience=options.audience)
    result.counts += write_records(records, folder)
    result.passed_over += records.passed_over


def _add_rule(parser: ArgumentParser) -> None:
    parser.add_argument("--rule", choices=[*RULES], default=CLOCK_HOURS.code, help="by which credit is given")


def _add_provider(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--provider", required=True, metavar="NAME", help="who provided the learning")
    add("--provider-number", default="", metavar="NUMBER", help="under which the provider is approved")
    _add_rule(parser)
    profiles = (CANONICAL, *FILE_PROFILES)
    add("--profile", choices=profiles, default=CANONICAL, help="the system that reads the file; by default any")
    add(
        "--zone",
        type=zone,
        metavar="ZONE",
        help="of the days, by default as they were recorded",
    )
    add("--courses", type=Path, metavar="CSV", help="the ids of activities in the other system: columns id and name")


def _learning_history(store: EventStore, options: Namespace, result: ExportResult) -> Iterator[str]:
    records = LearningRecords(
        store,
        Provider(options.provider, options.provider_number),
        rule=RULES[options.rule],
        audience=options.audience,
        accounts=options.people,
        courses=names_in(options.courses),
        names=options.names,
        language=options.language,
        zone=options.zone,
    )
    if options.profile == CANONICAL:
        yield from write_history(result.each("records", records))
    else:
        file = LearningFile(records, FILE_PROFILES[options.profile])
        lines = iter(file)
        if file.profile.has_header:
            yield next(lines)
        yield from result.each("records", lines)
        for record in file.passed_over:
            result.passed_over[f"record: {record.field}", _words(record.why)] += 1
    for why, count in records.not_written.items():
        result.passed_over["record", _words(why)] += count


def _words(code: StrEnum) -> str:
    return code.replace("_", " ").lower()


def _credit(store: EventStore, options: Namespace, result: ExportResult) -> Iterator[str]:
    people, names, rule = options.people, options.names, RULES[options.rule]
    yield "person,engagement,rule,unit,minutes,credit,language_minutes,language_credit\r\n"
    for learning in learning_in(store):
        if not options.audience.may_read(Audience.TEAM):
            result.passed_over["participation", NOT_FOR_READER] += 1
            continue
        made = award(activities(learning), rule)
        who = name_of(people, learning.person), name_of(names, learning.engagement)
        credited = made.minutes, made.credit, made.language_minutes, made.language_credit
        result.counts["awards"] += 1
        yield f"{','.join(map(csv_cell, (*who, rule.code, rule.unit, *map(_figure, credited))))}\r\n"


def _figure(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


RECORD_FORMS: Final = {
    "ed-fi": ExportForm(
        about="records for a data store of Ed-Fi, a folder of JSON lines",
        write=_data_store,
        is_folder=True,
        add_arguments=_add_data_store,
    ),
    "credit": ExportForm(
        about="the credit of each participation by the rule of who grants it, as CSV",
        make=_credit,
        add_arguments=_add_rule,
    ),
    "learning-history": ExportForm(
        about="what everybody attended, with hours and credits, as CSV or the file of another system",
        make=_learning_history,
        add_arguments=_add_provider,
    ),
}
"""By name."""
