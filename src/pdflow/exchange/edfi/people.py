"""People: the ids under which a data store knows them, each of one person only."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from pdflow.errors import OutOfRange
from pdflow.exchange.edfi.resources import PERSON, PERSONS, EdFiRecord
from pdflow.exchange.edfi.source import EdFiSource
from pdflow.people import PersonId
from pdflow.storage.json_values import JsonObject


class PeopleSent:
    """The people of one export."""

    def __init__(self, source: EdFiSource) -> None:
        self._source = source
        self._people: dict[str, PersonId] = {}

    def reference(self, person: PersonId) -> tuple[JsonObject | None, list[EdFiRecord]]:
        """How a record refers to somebody, and the records that have to be there before; None where they have no id.

        Raises:
            OutOfRange: The id is of another form than a data store takes, or also that of somebody else.
        """
        id = self._id_of(person)
        if id is None:
            return None, []
        reference: JsonObject = {"personId": id, "sourceSystemDescriptor": self._source.source_system}
        # SQL Server compares keys without regard to case.
        known = self._people.get(id.casefold())
        if known not in (None, person):
            raise OutOfRange("EdFiSource.person_ids", id, "the id of one person only")
        self._people[id.casefold()] = person
        is_sent = known is not None or self._source.person_ids is not None
        return reference, [] if is_sent else [EdFiRecord(PERSONS, dict(reference))]

    def _id_of(self, person: PersonId) -> str | None:
        ids = self._source.person_ids
        if ids is None:
            return uuid5(NAMESPACE_URL, f"{self._source.namespace}/{person}").hex
        id = ids(person) if callable(ids) else ids.get(person)
        if id is not None and [*PERSON["personId"].problems(id)]:
            raise OutOfRange("EdFiSource.person_ids", id, "an id of 1 to 32 characters: of a UUID, its 32 hex digits")
        return id
