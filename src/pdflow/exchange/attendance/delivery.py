"""The delivery of a session as the reports show it, and its correction by better ones."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from pdflow.engagement import DeliverTraining, Engagement, Presence, part_delivered
from pdflow.exchange.attendance.merged import MergedAttendance
from pdflow.kernel.header import Header
from pdflow.people import PersonId


@frozen
class DeliveryCorrection:
    """A sheet that corrects another, and the minutes of whoever has others now: before and after."""

    command: DeliverTraining
    changes: Mapping[PersonId, tuple[int, int]]


def deliver(
    merged: MergedAttendance, header: Header, *, delivery: str, session: str, continues: str | None = None
) -> DeliverTraining:
    """Make the command that records a session as held, with whoever was matched and was there for a minute or more.

    Args:
        merged: The reports; nothing of what is in doubt or unmatched is in the command, and ``merged`` lists all of it.
        header: By whom and when, not before the session began.
        delivery: The name of the record.
        session: The name of the session, as scheduled.
        continues: The delivery of the part before, where the session is held in parts.
    """
    there = tuple(Presence(each.person, minutes) for each in merged.people if (minutes := each.time.minutes))
    return DeliverTraining(
        header, delivery=delivery, session=session, held=merged.minutes, there=there, continues=continues
    )


def redeliver(
    merged: MergedAttendance,
    header: Header,
    engagement: Engagement,
    *,
    delivery: str,
    session: str,
    continues: str | None = None,
) -> DeliveryCorrection | None:
    """Make the command that corrects a session that was delivered; None where nobody's minutes change.

    The new sheet takes the place of the old one as a whole, so merge all reports of the session: whoever is on the old
    one only was not there, and is among the changes.

    Args:
        merged: All reports of the session, the better one among them.
        header: By whom and when.
        engagement: Its state, which has the delivery that counts until now.
        delivery: The name of the new record.
        session: The name of the session.
        continues: The delivery of the part before, where the session is held in parts.
    """
    command = deliver(merged, header, delivery=delivery, session=session, continues=continues)
    name = part_delivered(engagement, session, continues)
    standing = None if name is None else engagement.deliveries[name]
    before, after = _minutes(() if standing is None else standing.sheet), _minutes(command.there)
    people = sorted(before.keys() | after.keys())
    changes = {
        person: (before.get(person, 0), after.get(person, 0))
        for person in people
        if before.get(person, 0) != after.get(person, 0)
    }
    is_same = standing is not None and standing.held == command.held and not changes
    return None if is_same else DeliveryCorrection(command, changes)


def _minutes(sheet: tuple[Presence, ...]) -> dict[PersonId, int]:
    minutes: dict[PersonId, int] = {}
    for presence in sheet:
        minutes[presence.person] = minutes.get(presence.person, 0) + presence.minutes
    return minutes
