"""Who somebody is: in the programme, and in one participation."""

from lms.models import Site, User
from lms.programme import TEXTS
from pdflow import Actor, Audience, Role
from pdflow.documents import Reader

OF_THE_PAIR = (Role.PARTICIPANT, Role.COACH)
"""The roles that may read what is for the pair: of each record, if they are its participant or were there."""


def names():
    """The name of each person and each site by its id, for all texts."""
    return {user.person: str(user) for user in User.objects.all()} | dict(Site.objects.values_list("id", "name"))


def reader_of(user):
    """Who a user is to pdflow's admin."""
    return reader(Actor(user.person, user.role), names())


def reader(actor, names, language="en"):
    """What an actor may read, and how it is written for them."""
    audience = Audience.PAIR if actor.role in OF_THE_PAIR else Audience.TEAM
    return Reader(audience, actor.person, names, language, TEXTS.formats)


def actor_in(state, user, at):
    """In which role a user acts in a participation at a moment; None for those who have no part in it."""
    if user.person == state.person:
        return Actor(user.person, Role.PARTICIPANT)
    if user.role == Role.COORDINATOR:
        return Actor(user.person, Role.COORDINATOR)
    for supporter in state.team_at(at).supporters:
        if supporter.person == user.person:
            return Actor(user.person, supporter.role)
    if user.person == state.manager_at(at):
        return Actor(user.person, Role.MANAGER)
    return None


def sites():
    """Every site, by its name."""
    return Site.objects.order_by("name")
