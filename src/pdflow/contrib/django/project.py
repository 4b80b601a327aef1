"""The project's own part: what it sets in ``PDFLOW``, a dictionary in its settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.timezone import get_default_timezone

from pdflow import cadre, engagement, participation
from pdflow.audience import Audience
from pdflow.calendar import Calendar, Terms
from pdflow.desk import Desk
from pdflow.documents import Reader

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    from pdflow.contrib.django.store import DjangoStore

KEYS: Final = ("CALENDAR", "DATABASE", "DESKS", "READER", "SECRET")
FUNCTIONS: Final = ("CALENDAR", "DESKS", "READER")
"""The keys whose values are dotted paths of functions."""
SHORTEST_SECRET: Final = 16


def values() -> dict[str, Any]:
    """What the project sets."""
    return dict(getattr(settings, "PDFLOW", {}))


def database() -> str:
    """The alias of the database with the events: ``DATABASE``, or the default one."""
    alias: str = values().get("DATABASE", "default")
    return alias


def desks_of(store: DjangoStore) -> Sequence[Desk[Any]]:
    """The desks of a store: what the function ``DESKS`` makes, or those of the three aggregates."""
    make: Callable[[DjangoStore], Sequence[Desk[Any]]] | None = _function("DESKS")
    if make is not None:
        return make(store)
    return [Desk(decider, store) for decider in (engagement.decider, participation.decider, cadre.decider)]


def reader_of(user: AbstractBaseUser | AnonymousUser) -> Reader:
    """Who a user is to pdflow: what the function ``READER`` says, or somebody who reads what is for all."""
    find: Callable[[AbstractBaseUser | AnonymousUser], Reader] | None = _function("READER")
    return Reader(Audience.ALL) if find is None else find(user)


def calendar() -> Calendar:
    """The working days: what the function ``CALENDAR`` gives, or all but the weekends, in the project's time zone."""
    make: Callable[[], Calendar] | None = _function("CALENDAR")
    return Terms(zone=get_default_timezone()) if make is None else make()


def secret() -> bytes | None:
    """What keys the ids that a relay hands on without their person: ``SECRET``; None where there is to be no relay."""
    found: bytes | None = values().get("SECRET")
    return found


def _function(key: str) -> Any:
    path = values().get(key)
    return None if path is None else import_string(path)
