"""Lookups of partnerships: the vetting and the agreement that count, and who speaks for a partner."""

from __future__ import annotations

from datetime import datetime

from pdflow.engagement.state.state import Engagement, last_recorded
from pdflow.kernel.fields import RecordId
from pdflow.people import PersonId


def vetting_of_partner(state: Engagement, partner: RecordId, at: datetime) -> RecordId | None:
    """The vetting of a partner in force at this time; None where there is none."""
    return last_recorded(state.vettings, lambda vetting: vetting.partner == partner and vetting.at <= at)


def agreement_with_partner(state: Engagement, partner: RecordId, at: datetime | None = None) -> RecordId | None:
    """The agreement with a partner recorded last, by this time or at all, ended or not; None where there is none."""
    return last_recorded(state.agreements, lambda each: each.partner == partner and (at is None or each.at <= at))


def speaks_for_partner(state: Engagement, person: PersonId, partner: RecordId, at: datetime) -> bool:
    """Whether the agreement in force at this time names somebody as speaking for a partner."""
    name = agreement_with_partner(state, partner, at)
    return name is not None and person in state.agreements[name].people


def is_partner_agreed(state: Engagement, partner: RecordId | None) -> bool:
    """Whether a partnership is agreed and has not ended."""
    agreed = any(agreement.partner == partner for agreement in state.agreements.values())
    return agreed and partner not in state.partner_ends
