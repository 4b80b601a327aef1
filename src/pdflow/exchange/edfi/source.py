"""Source: who sends records to a data store, and under which names people and descriptors are known there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, tzinfo
from enum import StrEnum
from typing import Final

import attrs

from pdflow.errors import OutOfRange
from pdflow.exchange.edfi.fields import Descriptor
from pdflow.exchange.edfi.resources import (
    ATTENDANCE_CATEGORIES,
    EVENT,
    OFFERED_BY,
    SOURCE_SYSTEMS,
    EdFiRecord,
)
from pdflow.exchange.edfi.standard import CORE_DESCRIPTORS, STANDARD_DESCRIPTORS, DataStandard
from pdflow.language import Names, in_zone

HOUR: Final = 60
"""Minutes."""
_is_uri: Final = re.compile(r"(?:urn:|[A-Za-z][A-Za-z0-9+.-]*://)[\x21-\x7e]+").fullmatch
_FORM: Final = "the code of a descriptor, at most 50 characters, or one in full: uri://organization/{kind}#code"


class HoursRounding(StrEnum):
    """How minutes become the whole hours that an event may have."""

    DOWN = "DOWN"
    """Never more than was offered."""
    HALF_UP = "HALF_UP"
    """To the nearest; 30 minutes are an hour."""
    UP = "UP"
    """An hour begun is an hour."""

    def hours(self, minutes: int) -> int:
        """The whole hours of so many minutes."""
        added = {HoursRounding.DOWN: 0, HoursRounding.HALF_UP: 30, HoursRounding.UP: 59}[self]
        return (minutes + added) // HOUR


@attrs.frozen
class EdFiSource:
    """Who sends records, and how it names what they are about. The same source gives the same records.

    A descriptor is a code of Ed-Fi's own, such as ``District``, or one in full. Those in full are sent too, before
    what refers to them.

    Args:
        namespace: Of the events, typically of the authority that issues them: ``uri://district.example``.
        source_system: The descriptor of the system in which the ids of people are from.
        person_ids: The id of each person there, of at most 32 characters, by their id in pdflow. None for somebody
            leaves them out, and reports it. Without it, people are sent too, each under 32 hex digits made from
            ``namespace`` and their id in pdflow.
        standard: That of the data store.
        offered_by: Of what kind the organization is that offers the events: ``District``, ``Educator Preparation
            Provider``, ``School`` or ``State``.
        present: The category of who attended all the minutes held.
        partial: The category of who attended some of them.
        absent: The category of who attended none, such as ``Unexcused Absence``. Without it, absences are left out,
            and reported: pdflow does not know whether they are excused.
        rounding: How minutes become whole hours.
        names: The host's names for sessions that are in no engagement's calendar.
        zone: That in which the day of an attendance or a goal is; without it, as they were recorded.

    Raises:
        OutOfRange: A namespace that is none, or a descriptor that is none.
    """

    namespace: str
    source_system: str
    person_ids: Names | None = attrs.field(default=None, kw_only=True)
    standard: DataStandard = attrs.field(default=DataStandard.CORE_6, kw_only=True)
    offered_by: str = attrs.field(default="District", kw_only=True)
    present: str = attrs.field(default="In Attendance", kw_only=True)
    partial: str = attrs.field(default="Partial", kw_only=True)
    absent: str | None = attrs.field(default=None, kw_only=True)
    rounding: HoursRounding = attrs.field(default=HoursRounding.DOWN, kw_only=True)
    names: Names | None = attrs.field(default=None, kw_only=True)
    zone: tzinfo | None = attrs.field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if [*EVENT["namespace"].problems(self.namespace)] or not _is_uri(self.namespace):
            raise OutOfRange("EdFiSource.namespace", self.namespace, "a URI of 5 to 255 characters: uri://example.org")
        self._name("source_system", "SourceSystemDescriptor", CORE_DESCRIPTORS)
        self._name("offered_by", "ProfessionalDevelopmentOfferedByDescriptor", self.standard.descriptors)
        for field in ("present", "partial", "absent"):
            self._name(field, "AttendanceEventCategoryDescriptor", CORE_DESCRIPTORS)

    def _name(self, field: str, kind: str, namespace: str) -> None:
        """Write a descriptor out in full."""
        value = getattr(self, field)
        if value is None:
            return
        in_full = value if "#" in str(value) else f"{namespace}/{kind}#{value}"
        if [*Descriptor(kind).problems(in_full)]:
            raise OutOfRange(f"EdFiSource.{field}", value, _FORM.format(kind=kind))
        object.__setattr__(self, field, in_full)

    def descriptors(self) -> Iterator[EdFiRecord]:
        """The descriptors in use that are not Ed-Fi's own."""
        used = {self.source_system: SOURCE_SYSTEMS, self.offered_by: OFFERED_BY}
        used |= dict.fromkeys(filter(None, (self.present, self.partial, self.absent)), ATTENDANCE_CATEGORIES)
        for descriptor, resource in used.items():
            if not descriptor.startswith(tuple(f"{own}/" for own in STANDARD_DESCRIPTORS)):
                namespace, _, code = descriptor.partition("#")
                yield EdFiRecord(resource, {"namespace": namespace, "codeValue": code, "shortDescription": code})

    def day(self, at: datetime) -> date:
        """The day of a moment."""
        return in_zone(at, self.zone).date()
