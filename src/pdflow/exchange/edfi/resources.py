"""Resources: what a data store takes of each kind, in the order in which one refers to the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs

from pdflow.exchange.edfi.fields import DAY, WHOLE_NUMBER, YES_NO, Descriptor, FieldForm, ResourceReference, Text
from pdflow.exchange.edfi.standard import CORE, DataStandard
from pdflow.storage.json_values import JsonObject


@attrs.frozen
class Resource:
    """A resource of Ed-Fi: its name in addresses, the fields of its natural key, and those it needs or may have.

    ``in_core`` says that both standards have it in the core. ``is_shared`` says that others may refer to what it holds,
    so that nothing of it is ever deleted.
    """

    name: str
    key: tuple[str, ...]
    needed: Mapping[str, FieldForm]
    optional: Mapping[str, FieldForm] = attrs.field(factory=dict)
    in_core: bool = False
    is_shared: bool = False

    def path(self, standard: DataStandard) -> str:
        """Its address below that of the data store."""
        return f"{CORE if self.in_core else standard.path}/{self.name}"

    @property
    def fields(self) -> Mapping[str, FieldForm]:
        """All its fields."""
        return {**self.needed, **self.optional}


def _descriptors(name: str, *, in_core: bool = True) -> Resource:
    needed: Mapping[str, FieldForm] = {"namespace": Text(255), "codeValue": Text(50), "shortDescription": Text(75)}
    return Resource(name, ("namespace", "codeValue"), needed, in_core=in_core, is_shared=True)


PERSON: Final[Mapping[str, FieldForm]] = {
    "personId": Text(32),
    "sourceSystemDescriptor": Descriptor("SourceSystemDescriptor"),
}
EVENT: Final[Mapping[str, FieldForm]] = {"namespace": Text(255, least=5), "professionalDevelopmentTitle": Text(60)}

SOURCE_SYSTEMS: Final = _descriptors("sourceSystemDescriptors")
OFFERED_BY: Final = _descriptors("professionalDevelopmentOfferedByDescriptors", in_core=False)
ATTENDANCE_CATEGORIES: Final = _descriptors("attendanceEventCategoryDescriptors")
PERSONS: Final = Resource("persons", ("personId", "sourceSystemDescriptor"), PERSON, in_core=True, is_shared=True)
EVENTS: Final = Resource(
    "professionalDevelopmentEvents",
    ("namespace", "professionalDevelopmentTitle"),
    {
        **EVENT,
        "professionalDevelopmentOfferedByDescriptor": Descriptor("ProfessionalDevelopmentOfferedByDescriptor"),
    },
    {
        "totalHours": WHOLE_NUMBER,
        "multipleSession": YES_NO,
        "required": YES_NO,
        "professionalDevelopmentReason": Text(60),
    },
)
ATTENDANCES: Final = Resource(
    "professionalDevelopmentEventAttendances",
    ("attendanceDate", "personReference", "professionalDevelopmentEventReference"),
    {
        "attendanceDate": DAY,
        "attendanceEventCategoryDescriptor": Descriptor("AttendanceEventCategoryDescriptor"),
        "personReference": ResourceReference(PERSON),
        "professionalDevelopmentEventReference": ResourceReference(EVENT),
    },
    {"attendanceEventReason": Text(255, least=0)},
)
GOALS: Final = Resource(
    "goals",
    ("assignmentDate", "goalTitle", "personReference"),
    {"assignmentDate": DAY, "goalTitle": Text(255), "personReference": ResourceReference(PERSON)},
    {
        "goalDescription": Text(1024, least=0),
        "dueDate": DAY,
        "completedIndicator": YES_NO,
        "completedDate": DAY,
        "comments": Text(1024),
        "goalTypeDescriptor": Descriptor("GoalTypeDescriptor"),
    },
)
RESOURCES: Final = {
    each.name: each for each in (SOURCE_SYSTEMS, OFFERED_BY, ATTENDANCE_CATEGORIES, PERSONS, EVENTS, ATTENDANCES, GOALS)
}
"""The resources by their names: each after those to which it refers."""


@attrs.frozen
class EdFiRecord:
    """One record of a resource, ready to be sent."""

    resource: Resource
    body: JsonObject

    @property
    def key(self) -> tuple[Any, ...]:
        """The values of its natural key."""
        return tuple(self.body.get(field) for field in self.resource.key)

    def problems(self) -> list[str]:
        """Why a data store would not take it; each problem names its field, and none quotes its text.

        This is more than the JSON Schema says, which lets unknown fields, an ``id`` and any descriptor pass.
        """
        found = [f"{field}: missing" for field in self.resource.needed if field not in self.body]
        forms = self.resource.fields
        for field, value in self.body.items():
            if field not in forms:
                found.append(f"{field[:60]}: unknown")
            else:
                found += [f"{field}{problem}" for problem in forms[field].problems(value)]
        return found
