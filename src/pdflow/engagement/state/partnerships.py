"""Lookups of partnerships: the vetting and the agreement that count."""

from __future__ import annotations

from datetime import datetime

from pdflow.engagement.state.state import Engagement, last_recorded
from pdflow.kernel.fields import RecordId


def vetting_of_partner(state: Engagement, partner: RecordId, at: datetime) -> RecordId | None:
    """The vetting of a partner that counts at this time."""
    return last_recorded(state.vettings, lambda vetting: vetting.partner == partner and vetting.at <= at)


def agreement_with_partner(state: Engagement, partner: RecordId, at: datetime | None = None) -> RecordId | None:
    """The agreement with a partner that counts, at this time or at any, ended or not."""
    return last_recorded(state.agreements, lambda made: made.partner == partner and (at is None or made.at <= at))


def is_partner_agreed(state: Engagement, partner: RecordId | None) -> bool:
    """Whether a partnership is agreed and has not ended."""
    agreed = any(agreement.partner == partner for agreement in state.agreements.values())
    return agreed and partner not in state.partner_ends
