"""The programme: the desk at which commands are carried out, and the lists that are kept of it."""

from datetime import UTC, datetime

from django.utils.timezone import get_default_timezone

from lms.words import WORDS
from pdflow import Desk, participation
from pdflow.contrib.django.read_models import DjangoReadModels
from pdflow.contrib.django.store import DjangoStore
from pdflow.contrib.django.upkeep import runner_of
from pdflow.language import Catalogue
from pdflow.language.locale_formats import ByLocale
from pdflow.projections import refusal_log

TEXTS = Catalogue(WORDS, formats=ByLocale(get_default_timezone()))
"""The words of pdflow, with some of this host and with days and times as each language writes them."""


def desks(store):
    """The desks of a store; every refusal is kept for the admin."""
    return [Desk(participation.decider, store, on_refused=refusal_log(DjangoReadModels()))]


def catch_up():
    """Bring the lists up to date."""
    runner_of("default").catch_up(datetime.now(UTC))


store = DjangoStore(after_commit=catch_up)
[desk] = desks(store)
