"""Identity: whom a bearer token stands for. Put your own sign-on here; pdflow asks only for an Actor."""

from typing import Annotated

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from fastapi_host.problems import Problem

from pdflow import Actor, Role
from pdflow.participation import Participation

TOKENS = {
    "office-token": Actor("office", Role.COORDINATOR),
    "ana-token": Actor("ana", Role.PARTICIPANT),
    "kim-token": Actor("kim", Role.COACH),
    "payroll-token": Actor("payroll", Role.SYSTEM),
}
NAMES = {"ana": "Ana Flores", "kim": "Kim Sandoval", "office": "the office"}
bearer = HTTPBearer(auto_error=False)


def actor_of(credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]) -> Actor:
    """Whoever asks."""
    known = None if credentials is None else TOKENS.get(credentials.credentials)
    if known is None:
        raise Problem(401, "who asks is not known", headers={"WWW-Authenticate": "Bearer"})
    return known


Caller = Annotated[Actor, Depends(actor_of)]


def service_of(caller: Caller) -> Actor:
    """Whoever asks, if it is another service."""
    if caller.role != Role.SYSTEM:
        raise Problem(403, "this is for other services")
    return caller


Service = Annotated[Actor, Depends(service_of)]


def require_reader(caller: Actor, state: Participation) -> None:
    """A participation is read by its person, their manager, coach and team, and the programme."""
    around = {state.person, state.manager, state.coach, *(each.person for each in state.team)}
    if caller.person not in around and caller.role not in (Role.COORDINATOR, Role.SYSTEM):
        raise Problem(403, "this is not for everybody to read")
