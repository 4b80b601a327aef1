"""Who the users of the tests' Django project are to pdflow."""

from pdflow.audience import Audience
from pdflow.documents import Reader


def reader_of(user) -> Reader:
    """A user's name says who they are and what they may read: ``kim-PAIR``."""
    person, _, audience = user.get_username().partition("-")
    return Reader(Audience(audience), person, {"ana": "Ana Ruiz", "kim": "Kim Lee"})
