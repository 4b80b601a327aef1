"""Source: under which addresses a host's people and activities are known to a learning record store."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

import attrs

from pdflow.errors import OutOfRange, WrongType
from pdflow.exchange.xapi.vocabulary import ActivityType
from pdflow.language import ENGLISH, Names, name_of
from pdflow.people import PersonId
from pdflow.storage.json_values import JsonObject

_is_address: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[\x21-\x7e]+").fullmatch


@attrs.frozen
class XapiSource:
    """Who makes statements, and how it names people and activities. The same source gives the same statements.

    Args:
        home_page: The address of the system in which people have their accounts.
        activities: The address under which activities get theirs; it need not answer.
        accounts: The name of each person's account there, by their id in pdflow; without it, the id.
        names: The host's names for engagements. Never those of people.
        language: That of the names of activities, a tag such as ``en`` or ``es-MX``.

    Raises:
        OutOfRange: An address that is none.
        WrongType: One that is no text.
    """

    home_page: str
    activities: str
    accounts: Names | None = None
    names: Names | None = None
    language: str = ENGLISH

    def __attrs_post_init__(self) -> None:
        for field in ("home_page", "activities"):
            value = getattr(self, field)
            if not isinstance(value, str):
                raise WrongType(f"XapiSource.{field}", value, "an absolute address")
            if not _is_address(value):
                raise OutOfRange(f"XapiSource.{field}", value, "an absolute address, such as https://example.org/pd")

    def agent(self, person: PersonId) -> JsonObject:
        """A person as an agent: an account, and neither a name nor an e-mail address."""
        account = {"homePage": self.home_page, "name": name_of(self.accounts, person)}
        return {"objectType": "Agent", "account": account}

    def address(self, *path: str) -> str:
        """The address of an activity or an extension."""
        return "/".join([self.activities.rstrip("/"), *(quote(part, safe="") for part in path)])

    def activity(self, kind: ActivityType, *path: str, name: str | None = None) -> JsonObject:
        """An activity by its address, with the type and the name of its kind."""
        named = {} if name is None else {"name": {self.language: name}}
        return {"objectType": "Activity", "id": self.address(*path), "definition": {"type": kind.value, **named}}

    def registration(self, stream: str) -> str:
        """The UUID under which everything in a stream belongs together."""
        return str(uuid5(NAMESPACE_URL, self.address("streams", stream)))
