"""Learning records of a store: what everybody took part in, made of the facts that certificates are made of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date, datetime, tzinfo
from enum import StrEnum
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

import attrs

from pdflow.audience import Audience
from pdflow.credit import CLOCK_HOURS, ActivityCredit, CreditRule, NoCredit, Provider, activities, award
from pdflow.errors import WrongType
from pdflow.exchange.learning_history.record import CompletionStatus, LearningRecord
from pdflow.history import Learning, SessionAttended, learning_in
from pdflow.language import ENGLISH, Names, in_zone, label, label_code, name_of
from pdflow.participation import Phase, VisitKind
from pdflow.storage.arguments import require_store
from pdflow.storage.event_store import EventStore
from pdflow.values import Strategy

_STATUS: Final = {Phase.COMPLETED: CompletionStatus.COMPLETED, Phase.WITHDRAWN: CompletionStatus.WITHDRAWN}


class NotWritten(StrEnum):
    """Why something that is in the store has no record."""

    KIND_NOT_COUNTED = "KIND_NOT_COUNTED"
    """The rule does not count what it is, such as a check-in."""
    NOT_FOR_READER = "NOT_FOR_READER"
    """Who took part in what is for the team."""


@attrs.define(eq=False)
class LearningRecords:
    """The learning records of a store; each time it is iterated it reads the store anew, one participation at a time.

    For each training in one cycle there is a record, also of one that a person missed, for each contact that the rule
    counts, and for the participation as a whole.

    Args:
        provider: Who provided it.
        rule: By which credit is given; what it does not count has no record.
        audience: Who gets them; ``Audience.ALL`` gets none, since hours are for the team.
        language_acquisition: The sessions that count as language acquisition.
        accounts: The id of each person in the other system, by the one in pdflow; without it, the same.
        account_type: What these ids are, such as ``username``.
        courses: The other system's id of each activity, by pdflow's: a training, a contact's kind, an engagement.
        names: The host's names for engagements and sites.
        language: Of the titles of contacts.
        zone: That of the days, the host's calendar's; without it, they are as they were recorded.
    """

    store: EventStore
    provider: Provider
    rule: CreditRule = attrs.field(default=CLOCK_HOURS, kw_only=True)
    audience: Audience = attrs.field(default=Audience.TEAM, kw_only=True)
    language_acquisition: Collection[str] = attrs.field(default=(), kw_only=True)
    accounts: Names | None = attrs.field(default=None, kw_only=True)
    account_type: str = attrs.field(default="id", kw_only=True)
    courses: Names | None = attrs.field(default=None, kw_only=True)
    names: Names | None = attrs.field(default=None, kw_only=True)
    language: str = attrs.field(default=ENGLISH, kw_only=True)
    zone: tzinfo | None = attrs.field(default=None, kw_only=True)
    not_written: Counter[NotWritten] = attrs.field(init=False, factory=Counter)
    """What had no record when it was last iterated."""

    def __attrs_post_init__(self) -> None:
        require_store(self.store)
        if not isinstance(self.provider, Provider):
            raise WrongType("LearningRecords.provider", self.provider, "a Provider")
        if not isinstance(self.rule, CreditRule):
            raise WrongType("LearningRecords.rule", self.rule, "a CreditRule")
        if not isinstance(self.audience, Audience):
            raise WrongType("LearningRecords.audience", self.audience, "an Audience such as Audience.TEAM")

    def __iter__(self) -> Iterator[LearningRecord]:
        self.not_written = Counter()
        for learning in learning_in(self.store):
            if self.audience.may_read(Audience.TEAM):
                yield from self.of(learning)
            else:
                self.not_written[NotWritten.NOT_FOR_READER] += 1

    def of(self, learning: Learning) -> Iterator[LearningRecord]:
        """The records of one participation."""
        awarded = award(activities(learning, language_acquisition=self.language_acquisition), self.rule)
        for credited in awarded.activities:
            if credited.none_because is NoCredit.KIND_NOT_COUNTED:
                self.not_written[NotWritten.KIND_NOT_COUNTED] += 1
            else:
                yield self._of_activity(learning, credited)
        yield from self._without_credit(learning)
        yield self._of_participation(learning)

    def _of_activity(self, learning: Learning, credited: ActivityCredit) -> LearningRecord:
        activity, waits = credited.activity, credited.none_because is NoCredit.EVALUATION_MISSING
        is_training = bool(activity.sessions)
        own = activity.record if is_training else activity.strategy or VisitKind(activity.kind)
        return self._record(
            learning,
            own=own,
            key=(activity.record, str(activity.cycle or "")),
            title=activity.title or (own if is_training else self._label(own)),
            start=activity.start,
            end=None if waits else activity.end,
            status=CompletionStatus.IN_PROGRESS if waits else CompletionStatus.COMPLETED,
            minutes=activity.minutes,
            clock_hours=CLOCK_HOURS.credit(activity.minutes),
            credits=credited.credit,
            language_acquisition_hours=CLOCK_HOURS.credit(activity.language_minutes),
            location=", ".join(name_of(self.names, place) for place in activity.places),
            instructor_id="; ".join(name_of(self.accounts, person) for person in activity.led_by),
        )

    def _label(self, kind: str) -> str:
        text = label(label_code(kind), self.language) if isinstance(kind, Strategy | VisitKind) else kind
        return text[:1].upper() + text[1:]

    def _without_credit(self, learning: Learning) -> Iterator[LearningRecord]:
        """The trainings of which the person attended no session, or only at hours that are credited elsewhere."""
        trainings: dict[tuple[str, int], list[SessionAttended]] = {}
        for session in learning.sessions:
            trainings.setdefault((session.training, session.cycle), []).append(session)
        for (own, cycle), sessions in trainings.items():
            if not any(session.credited for session in sessions):
                booked, attended = sessions[0].booked, [session.end for session in sessions if session.attended]
                yield self._record(
                    learning,
                    own=own,
                    key=(own, str(cycle)),
                    title=own if booked is None else booked.subject,
                    start=sessions[0].start,
                    end=max(attended, default=None),
                    status=CompletionStatus.NOT_CREDITED if attended else CompletionStatus.NOT_ATTENDED,
                    minutes=0,
                    clock_hours=CLOCK_HOURS.credit(0),
                    credits=self.rule.credit(0),
                    language_acquisition_hours=CLOCK_HOURS.credit(0),
                    location="" if booked is None else name_of(self.names, booked.site),
                )

    def _of_participation(self, learning: Learning) -> LearningRecord:
        return self._record(
            learning,
            own="",
            key=("",),
            title=name_of(self.names, learning.engagement),
            start=learning.enrolled_at,
            end=learning.ended_at if learning.phase is Phase.COMPLETED else None,
            status=_STATUS.get(learning.phase, CompletionStatus.IN_PROGRESS),
        )

    def _record(
        self,
        learning: Learning,
        *,
        own: str,
        key: tuple[str, ...],
        title: str,
        start: datetime | None,
        end: datetime | None,
        status: CompletionStatus,
        **more: Any,
    ) -> LearningRecord:
        """A record.

        Args:
            own: The id of the activity within its engagement.
            key: What is one record of the participation, always the same.
        """
        nothing = dict.fromkeys(("minutes", "clock_hours", "credits", "language_acquisition_hours"))
        blank = dict.fromkeys(("location", "delivery_mode", "instructor_id", "score", "certificate_id"), "")
        return LearningRecord(
            user_id=name_of(self.accounts, learning.person),
            user_id_type=self.account_type,
            activity_id=name_of(self.courses, _joined(*filter(None, (learning.engagement, own)))),
            activity_title=title,
            provider_name=self.provider.name,
            provider_id=self.provider.number,
            start_date=self._day(start),
            completion_date=self._day(end),
            status=status,
            credit_type=self.rule.code if "credits" in more else "",
            record_id=str(uuid5(NAMESPACE_URL, f"urn:pdflow:learning:{_joined(learning.stream, *key)}")),
            **{**nothing, **blank, **more},
        )

    def _day(self, at: datetime | None) -> date | None:
        return None if at is None else in_zone(at, self.zone).date()


def _joined(*parts: str) -> str:
    """Ids joined by slashes, so that no other ids give the same: a slash in one of them is written ``%2F``."""
    return "/".join(_MARKS.sub("%25", part).replace("/", "%2F") for part in parts)


_MARKS: Final = re.compile("%(?=2F|25)")
"""What would be taken for a mark that stands for another character."""
