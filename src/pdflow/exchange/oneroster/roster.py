"""A roster: who works where and teaches what, by opaque ids and without personal data."""

from __future__ import annotations

from attrs import frozen


@frozen
class Org:
    """A district, a school or another part of one; ``type`` is OneRoster's term."""

    id: str
    name: str
    type: str
    parent: str | None = None


@frozen
class Post:
    """A role somebody has at one org."""

    role: str
    org: str


@frozen
class Person:
    """Somebody on the roster, known by an opaque id.

    ``site`` is the primary org: in 1.1 the first one listed. ``posts`` begins with the main one: a primary role
    before others, and of these the one at the site. ``enabled`` is false for a closed account.
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


@frozen
class Class:
    """A class taught at a school."""

    id: str
    school: str
    grades: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()


@frozen
class Enrollment:
    """A person's part in a class; ``primary`` marks its main teacher."""

    id: str
    class_id: str
    person: str
    role: str
    primary: bool = False


@frozen
class Roster:
    """All that is read from one export, in the order of its files, with students if the export has them."""

    orgs: tuple[Org, ...]
    people: tuple[Person, ...]
    classes: tuple[Class, ...] = ()
    enrollments: tuple[Enrollment, ...] = ()
