"""Fills an empty database with a made-up district: eleven weeks of a small programme, up to last Sunday."""

from datetime import timedelta
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import BaseCommand, CommandError, call_command
from django.db import transaction
from django.utils.timezone import localdate

from lms.models import Site, User
from lms.programme import catch_up
from pdflow import TEXAS_CYCLE, Role, SqliteStore
from pdflow.contrib.django.models import StoredEvent
from pdflow.contrib.django.project import calendar
from pdflow.contrib.django.store import DjangoStore
from pdflow.simulation.cohort import Cohort
from pdflow.simulation.run import encoder
from pdflow.simulation.world.cast import Cast, Seat
from pdflow.simulation.world.day_batch import DayBatch, EveningClock
from pdflow.simulation.world.school_year import SchoolYear
from pdflow.storage.event_store import Append

WEEKS = 11
PASSWORD = "learning-together"
SITES = {"alder": "Alder Creek Elementary School", "cedar": "Cedar Bend Middle School"}
LEADERS = {"alder": ("p-01", "Ines Calloway"), "cedar": ("p-02", "Tobias Marsh")}
COACHES = {"c-01": "Lucía Fontana", "c-02": "Henry Okoye"}
STAFF = {
    "coordinator": ("Dana Whitlock", Role.COORDINATOR),
    "facilitator": ("Priya Raman", Role.FACILITATOR),
    "roster": ("Staff roster", Role.SYSTEM),
}
TEACHERS = (
    ("Amara Bright", "Grade 1"), ("Ben Castellano", "Grade 2"), ("Carmen Villalobos", "Grade 3"),
    ("Daniel Osei", "Grade 4"), ("Elif Demir", "Grade 5"), ("Frances Delaney", "Art"),
    ("Gabriel Núñez", "Mathematics"), ("Hana Sato", "Science"), ("Ivan Petrov", "World History"),
    ("Julia Ferreira", "English Language Arts"), ("Kwame Boateng", "Music"), ("Leila Haddad", "Algebra"),
)  # fmt: skip
ACCOUNTS = {"coach": "c-01", "manager": "p-01", "director": "coordinator", "participant": "t-03"}


class Command(BaseCommand):
    """Makes the tables, the accounts, and what happened so far."""

    help = __doc__

    def handle(self, *args, **options):
        """Fill the database. Raises CommandError where it holds events."""
        call_command("migrate", verbosity=0)
        if StoredEvent.objects.exists():
            raise CommandError("The database holds events already; the demo wants an empty one.")
        with transaction.atomic():
            add_people()
            add_events()
        catch_up()
        self.stdout.write(f"Log in as {', '.join(ACCOUNTS)}; the password is {PASSWORD}")


def cast():
    """The teachers, the first half at one site with one coach, the others at the other."""
    half = len(TEACHERS) // 2
    places = [place for place in zip(SITES, COACHES, strict=True) for _ in range(half)]
    seats = [
        Seat(f"t-{n:02}", site, f"Teacher, {title}", False, LEADERS[site][0], coach)
        for n, ((_, title), (site, coach)) in enumerate(zip(TEACHERS, places, strict=True), 1)
    ]
    return Cast(tuple(seats), tuple(COACHES), SITES)


def add_people():
    """Make the sites, and an account for everybody; those of the demo can log in."""
    Site.objects.bulk_create([Site(id=id, name=name) for id, name in SITES.items()])
    teachers = {f"t-{n:02}": (name, Role.PARTICIPANT) for n, (name, _) in enumerate(TEACHERS, 1)}
    coaches = {person: (name, Role.COACH) for person, name in COACHES.items()}
    leaders = {person: (name, Role.MANAGER) for person, name in LEADERS.values()}
    usernames = {person: username for username, person in ACCOUNTS.items()}
    for person, (name, role) in {**teachers, **coaches, **leaders, **STAFF}.items():
        first, _, last = name.partition(" ")
        known = usernames.get(person)
        more = {"first_name": first, "last_name": last, "person": person, "role": role}
        User.objects.create_user(known or person, password=PASSWORD if known else None, **more)


def add_events():
    """Simulate the weeks by the real rules, and keep their events."""
    start = localdate() - timedelta(days=localdate().weekday(), weeks=WEEKS)
    with TemporaryDirectory() as folder:
        clock = EveningClock()
        with SqliteStore(Path(folder) / "events.sqlite", clock=clock) as source:
            batch, year = DayBatch(source, clock, encoder(Cohort)), SchoolYear(WEEKS, start, calendar())
            for _ in Cohort(cast(), batch, policy=TEXAS_CYCLE, year=year, seed=3).days():
                pass
            copy_events(source.feed(limit=100_000))


def copy_events(events):
    """Append events to the store of the host, as they were recorded."""
    clock = EveningClock()
    store = DjangoStore(clock=clock)
    for evening, recorded in groupby(events, attrgetter("recorded_at")):
        clock.now = evening
        streams = groupby(recorded, attrgetter("stream"))
        store.append_all([Append(stream, (rows := [*each]), rows[0].version - 1) for stream, each in streams])
