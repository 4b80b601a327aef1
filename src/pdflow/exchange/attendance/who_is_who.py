"""Who is who: the people whom a host knows by e-mail addresses, ids and names, and whom an attendee is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Final

from attrs import frozen

from pdflow.errors import OutOfRange
from pdflow.exchange.attendance.attendees import Identify, SheetAttendee
from pdflow.exchange.attendance.doubts import DoubtCode
from pdflow.exchange.attendance.names import plain_name, possible_names
from pdflow.people import PersonId

NEAR: Final = 0.8
MOST_SUGGESTED: Final = 3


@frozen
class Match:
    """Whom an attendee is found to be, by the name alone or not, and what is in doubt about it."""

    person: PersonId | None
    by_name: bool = False
    doubt: DoubtCode | None = None


class WhoIsWho:
    """The people of a host by what reports know of them; an e-mail address counts before an id, and this before a name.

    Args:
        known: Persons by e-mail address, id or name; or a function that says who an attendee is, also one set apart.

    Raises:
        OutOfRange: The id of a person is blank.
    """

    def __init__(self, known: Mapping[str, PersonId] | Identify) -> None:
        self._identify = None if isinstance(known, Mapping) else known
        self._keys, self._names = defaultdict[str, set[PersonId]](set), defaultdict[str, set[PersonId]](set)
        self._plain, self._like = defaultdict[str, set[PersonId]](set), defaultdict[str, set[str]](set)
        for key, person in known.items() if isinstance(known, Mapping) else ():
            _require_id(person)
            self._keys[key.strip().casefold()].add(person)
            if "@" not in key:
                self._names[possible_names(key)[0]].add(person)
                self._plain[plain_name(key)].add(person)
        for name in self._plain:
            for beginning in _beginnings(name):
                self._like[beginning].add(name)

    def match(self, attendee: SheetAttendee) -> Match:
        """Find whom an attendee is; where what is known leads to several people, to none of them."""
        if self._identify is not None:
            person = self._identify(attendee)
            if person is not None:
                _require_id(person)
            return Match(person)
        for keys in (attendee.emails, attendee.ids):
            if people := self._people(self._keys, (key.casefold() for key in keys)):
                return _one_of(people, DoubtCode.SEVERAL_PEOPLE)
        if attendee.apart or not attendee.is_person:
            return Match(None)
        names = (name for written in attendee.names for name in possible_names(written))
        people = self._people(self._names, names)
        return _one_of(people, DoubtCode.NAME_SHARED, by_name=True) if people else Match(None)

    def near(self, attendee: SheetAttendee) -> tuple[PersonId, ...]:
        """The people whose names are near an attendee's, the nearest first; nobody is matched by it."""
        if not attendee.is_person:
            return ()
        plain = dict.fromkeys(plain_name(part) for name in attendee.names for part in possible_names(name))
        names = [near for name in plain for near in get_close_matches(name, self._alike(name), MOST_SUGGESTED, NEAR)]
        people = dict.fromkeys(person for name in names for person in sorted(self._plain[name]))
        return tuple(people)[:MOST_SUGGESTED]

    def _alike(self, name: str) -> list[str]:
        """The names with a word that begins as one of this name does, which are few of many."""
        return sorted({other for beginning in _beginnings(name) for other in self._like.get(beginning, ())})

    @staticmethod
    def _people(known: Mapping[str, set[PersonId]], keys: Iterable[str]) -> set[PersonId]:
        return {person for key in keys for person in known.get(key, ())}


def _require_id(person: PersonId) -> None:
    if not person.strip():
        raise OutOfRange("who", person, "the id of a person, which is not blank")


def _beginnings(name: str) -> set[str]:
    return {word[:2] for word in name.split()}


def _one_of(people: set[PersonId], doubt: DoubtCode, *, by_name: bool = False) -> Match:
    return Match(next(iter(people)), by_name) if len(people) == 1 else Match(None, by_name, doubt)
