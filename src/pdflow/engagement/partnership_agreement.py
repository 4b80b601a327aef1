"""Partnership agreement: what both sides commit to, measure and look at together (agency guide, Learning Forward)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated

import attrs

from pdflow.audience import Audience
from pdflow.engagement.partner_selection import NamesPartner, no_partner_proposed, partner_ended
from pdflow.engagement.rights import the_commissioner
from pdflow.engagement.state import (
    DESIGN_ON,
    Agreement,
    Alignment,
    Characteristic,
    Engagement,
    Moves,
    PartnerRole,
    Promise,
    SuccessMeasure,
    agreement_with_partner,
    kept,
    vetting_of_partner,
)
from pdflow.engagement.upcasters import with_several_roles
from pdflow.kernel.fields import RecordId, is_blank, key, names
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.people import PersonId


@command(by=the_commissioner)
class AgreePartnership(Command[Engagement]):
    """Agree on a partnership: alignment, promises, measures, days of touch points, and how work goes on without it.

    Args:
        roles: As what the partner serves, one or several.
        people: Who speaks for the partner, at touch points and in the review.
    """

    agreement: RecordId = key("agreements")
    partner: RecordId = names("partners", unknown="partnership.not_proposed")
    roles: tuple[PartnerRole, ...] = ()
    people: tuple[PersonId, ...] = ()
    alignment: Alignment = Alignment()
    promises: tuple[Promise, ...] = ()
    measures: tuple[SuccessMeasure, ...] = ()
    touch_points: tuple[date, ...] = ()
    without_partner: str = ""


@event("engagement.partnership_agreed", version=2, upcasters={1: with_several_roles})
class PartnershipAgreed(Event[Engagement]):
    """A partnership was agreed, on the vetting it names."""

    agreement: Annotated[RecordId, Audience.ALL]
    partner: Annotated[RecordId, Audience.ALL]
    vetting: RecordId
    roles: Annotated[tuple[PartnerRole, ...], Audience.ALL]
    people: Annotated[tuple[PersonId, ...], Audience.ALL]
    """Those who speak for the partner."""
    alignment: Annotated[Alignment, Audience.ALL]
    promises: Annotated[tuple[Promise, ...], Audience.ALL]
    measures: Annotated[tuple[SuccessMeasure, ...], Audience.ALL]
    touch_points: Annotated[tuple[date, ...], Audience.ALL]
    without_partner: Annotated[str, Audience.ALL]
    supersedes: RecordId | None

    def apply(self, state: Engagement) -> None:
        measures = tuple(measure.measure for measure in self.measures)
        state.agreements[self.agreement] = kept(Agreement, self, measures=measures, measures_of=self.measures)


@detail("partnership.not_vetted", remedy="VetPartner")
def not_vetted(state: Engagement, agree: AgreePartnership) -> Objection:
    return {"partner": agree.partner} if vetting_of_partner(state, agree.partner, agree.at) is None else None


@detail("partnership.check_failed", remedy="VetPartner")
def check_failed(state: Engagement, agree: AgreePartnership) -> Objection:
    vetting = vetting_of_partner(state, agree.partner, agree.at)
    if vetting is None or state.vettings[vetting].passed:
        return None
    return {"partner": agree.partner, "vetting": vetting}


@detail("partnership.incomplete")
def incomplete(state: Engagement, agree: AgreePartnership) -> Objection:
    missing = tuple(_missing_parts(agree))
    return {"missing": missing} if missing else None


def _missing_parts(agree: AgreePartnership) -> Iterator[str]:
    yield from (name for name in ("roles", "people") if not getattr(agree, name))
    yield from (name for name, text in attrs.asdict(agree.alignment).items() if is_blank(text))
    promised = {promise.characteristic for promise in agree.promises if not is_blank(promise.text)}
    yield from (characteristic.value for characteristic in Characteristic if characteristic not in promised)
    parts = {
        "measures": all(is_blank(each.measure) for each in agree.measures),
        "touch_points": not agree.touch_points,
        "without_partner": is_blank(agree.without_partner),
    }
    yield from (name for name, is_missing in parts.items() if is_missing)


@fact("partnership.not_agreed", remedy="AgreePartnership")
def no_partner_agreed(state: Engagement) -> Objection:
    return not state.agreements


@detail("partnership.not_agreed", remedy="AgreePartnership")
def never_agreed(state: Engagement, command: NamesPartner) -> Objection:
    return {"partner": command.partner} if agreement_with_partner(state, command.partner) is None else None


@detail("record.before")
def before_agreement(state: Engagement, command: NamesPartner) -> Objection:
    name = agreement_with_partner(state, command.partner)
    if name is None or agreement_with_partner(state, command.partner, command.at) is not None:
        return None
    return {"record": name, "at": state.agreements[name].at}


@fact("partnership.not_agreed", remedy="AgreePartnership", waivable=True)
def not_all_agreed(state: Engagement) -> Objection:
    """Partners without an agreement, apart from those who failed the vetting or whose partnership ended."""
    settled = {agreement.partner for agreement in state.agreements.values()} | state.partner_ends.keys()
    passed = {vetting.partner: vetting.passed for vetting in state.vettings.values()}
    return tuple({"partner": name} for name in state.partners if name not in settled and passed.get(name, True))


def partnership_agreed(state: Engagement, agree: AgreePartnership) -> Sequence[PartnershipAgreed]:
    vetting, former = vetting_of_partner(state, agree.partner, agree.at), agreement_with_partner(state, agree.partner)
    return (PartnershipAgreed.of(agree, vetting=vetting, supersedes=former),)


MOVES: Moves = (
    move(
        AgreePartnership,
        DESIGN_ON,
        guards=[no_partner_proposed, partner_ended, not_vetted, check_failed, incomplete],
        then=partnership_agreed,
    ),
)
