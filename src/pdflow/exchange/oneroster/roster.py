"""A roster: who works where and teaches what, by opaque ids and without personal data."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from attrs import evolve, frozen

from pdflow.exchange.oneroster.problems import Problem


@frozen
class Org:
    """A district, a school or another part of one; ``type`` is OneRoster's term."""

    id: str
    name: str
    type: str
    parent: str | None = None


@frozen
class Post:
    """A role somebody has at one org, from the day it begins to the day before it ends; None where that is open."""

    role: str
    org: str
    begin: date | None = None
    end: date | None = None

    def holds_on(self, day: date) -> bool:
        """Return whether somebody has the role on a day."""
        return _covers(self.begin, self.end, day)


@frozen
class Person:
    """Somebody on the roster, known by an opaque id.

    ``site`` is the primary org: in 1.1 the first one listed. ``posts`` begins with the main one: a primary role
    before others, and of these the one at the site; those of the past and of the future are among them.
    ``enabled`` is false for a closed account.
    """

    id: str
    site: str
    posts: tuple[Post, ...]
    enabled: bool = True
    job_title: str = ""

    @property
    def role(self) -> str:
        """The main post's role, in OneRoster's terms."""
        return self.posts[0].role

    @property
    def orgs(self) -> tuple[str, ...]:
        """Every org the person belongs to, the site first."""
        return tuple(dict.fromkeys((self.site, *(post.org for post in self.posts))))

    def as_of(self, day: date) -> Person | None:
        """Return the person with the posts held on a day; None where there are none."""
        posts = tuple(post for post in self.posts if post.holds_on(day))
        return _at(self, posts) if posts else None


@frozen
class Class:
    """A class taught at a school."""

    id: str
    school: str
    grades: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()


@frozen
class Enrollment:
    """A person's part in a class, with its period as a post has one; ``primary`` marks the main teacher."""

    id: str
    class_id: str
    person: str
    role: str
    primary: bool = False
    begin: date | None = None
    end: date | None = None

    def holds_on(self, day: date) -> bool:
        """Return whether the person is in the class on a day."""
        return _covers(self.begin, self.end, day)


@frozen
class Roster:
    """All that is read from one export, in the order of its files, with students if the export has them.

    ``warnings`` lists what is wrong with rows that are no staff's and were left out, up to the first 1,000;
    ``more_warnings`` counts the others.
    """

    orgs: tuple[Org, ...]
    people: tuple[Person, ...]
    classes: tuple[Class, ...] = ()
    enrollments: tuple[Enrollment, ...] = ()
    warnings: tuple[Problem, ...] = ()
    more_warnings: int = 0

    def as_of(self, day: date) -> Roster:
        """Return the roster of one day: movers where they are then, without those who left or are yet to come.

        Where a person's posts have no periods, as in 1.1, their enrollments say when they were where: an org stands no
        more, or not yet, if they teach there on other days only, and on this day at another of their orgs.
        """
        school = {each.id: each.school for each in self.classes}
        here, elsewhere = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
        for each in self.enrollments:
            (here if each.holds_on(day) else elsewhere)[each.person].add(school.get(each.class_id, ""))
        there = [person.as_of(day) for person in self.people]
        people = tuple(_teaching(each, here[each.id], elsewhere[each.id]) for each in there if each is not None)
        return evolve(self, people=people, enrollments=tuple(each for each in self.enrollments if each.holds_on(day)))


def _teaching(person: Person, here: set[str], elsewhere: set[str]) -> Person:
    """Return a person without the orgs at which they teach on other days only, if they teach at another today."""
    if not here.intersection(person.orgs):
        return person
    over = elsewhere - here
    posts = tuple(post for post in person.posts if post.org not in over or post.begin or post.end)
    return person if posts == person.posts or not posts else _at(person, posts)


def _at(person: Person, posts: tuple[Post, ...]) -> Person:
    is_there = any(post.org == person.site for post in posts)
    return evolve(person, site=person.site if is_there else posts[0].org, posts=posts)


def _covers(begin: date | None, end: date | None, day: date) -> bool:
    return (begin is None or begin <= day) and (end is None or day < end)
