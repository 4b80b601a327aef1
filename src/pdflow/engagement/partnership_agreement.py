"""Partnerships: what somebody outside can add, whether they are fit for it, and what both sides agree on (agency guide, Learning Forward)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Annotated

import attrs

from pdflow.audience import Audience
from pdflow.engagement.rights import the_commissioner
from pdflow.engagement.state.records import Agreement, Partner, Vetting
from pdflow.engagement.state.state import (
    DESIGN_ON,
    Engagement,
    Moves,
    last,
)
from pdflow.engagement.state.vocabulary import (
    Brings,
    Characteristic,
    PartnerRole,
    SuccessOf,
)
from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import (
    Command,
    Event,
    command,
    event,
)


@attrs.frozen
class SelectionAnswer:
    """A question asked of a partner before choosing them, and the answer."""

    question: str
    answer: str


@attrs.frozen
class Promise:
    """What both sides commit to for one characteristic of a successful partnership."""

    characteristic: Characteristic
    text: str


@attrs.frozen
class SuccessMeasure:
    """By what both sides will see whether the partnership succeeds."""

    measure: str
    of: SuccessOf


@attrs.frozen
class Alignment:
    """The needs, goals, processes and expectations that both sides share (Learning Forward)."""

    needs: str = ""
    goals: str = ""
    processes: str = ""
    expectations: str = ""


@command(by=the_commissioner)
class ProposePartner(Command[Engagement]):
    """Propose somebody outside: what they bring, and what expertise inside was looked at first (Learning Forward)."""

    partner: RecordId = key("partners")
    organisation: str
    brings: tuple[Brings, ...] = ()
    looked_inside: str = ""


@command(by=the_commissioner)
class VetPartner(Command[Engagement]):
    """Record the answers to the selection questions, and whether they passed; a failed check is a fact."""

    vetting: RecordId = key("vettings")
    partner: RecordId = names("partners", unknown="partnership.not_proposed")
    answers: tuple[SelectionAnswer, ...]
    passed: bool


@command(by=the_commissioner)
class AgreePartnership(Command[Engagement]):
    """Settle a partnership: the alignment, the promises, the measures, the touch points and the time after."""

    agreement: RecordId = key("agreements")
    partner: RecordId = names("partners", unknown="partnership.not_proposed")
    role: PartnerRole
    alignment: Alignment = Alignment()
    promises: tuple[Promise, ...] = ()
    measures: tuple[SuccessMeasure, ...] = ()
    touch_points: tuple[date, ...] = ()
    without_partner: str = ""


@event("engagement.partner_proposed")
class PartnerProposed(Event[Engagement]):
    """Somebody outside was proposed."""

    partner: Annotated[RecordId, Audience.ALL]
    organisation: Annotated[str, Audience.ALL]
    brings: Annotated[tuple[Brings, ...], Audience.ALL]
    looked_inside: str

    def apply(self, state: Engagement) -> None:
        state.partners[self.partner] = Partner(self.at, self.organisation)


@event("engagement.partner_vetted")
class PartnerVetted(Event[Engagement]):
    """The selection questions were answered."""

    vetting: RecordId
    partner: RecordId
    answers: tuple[SelectionAnswer, ...]
    passed: bool
    supersedes: RecordId | None

    def apply(self, state: Engagement) -> None:
        state.vettings[self.vetting] = Vetting(self.at, self.passed, self.partner)


@event("engagement.partnership_agreed")
class PartnershipAgreed(Event[Engagement]):
    """A partnership was agreed, on the vetting it names."""

    agreement: Annotated[RecordId, Audience.ALL]
    partner: Annotated[RecordId, Audience.ALL]
    vetting: RecordId
    role: Annotated[PartnerRole, Audience.ALL]
    alignment: Annotated[Alignment, Audience.ALL]
    promises: Annotated[tuple[Promise, ...], Audience.ALL]
    measures: Annotated[tuple[SuccessMeasure, ...], Audience.ALL]
    touch_points: Annotated[tuple[date, ...], Audience.ALL]
    without_partner: Annotated[str, Audience.ALL]
    supersedes: RecordId | None

    def apply(self, state: Engagement) -> None:
        measures = tuple(measure.measure for measure in self.measures)
        entry = Agreement(self.at, measures, self.touch_points, self.partner, self.vetting)
        state.agreements[self.agreement] = entry


@detail("partnership.no_gap")
def no_gap(state: Engagement, propose: ProposePartner) -> Objection:
    asked = {"brings": propose.brings, "looked_inside": propose.looked_inside}
    missing = tuple(name for name, told in asked.items() if not told)
    return {"missing": missing} if missing else None


@fact("partnership.not_proposed", remedy="ProposePartner")
def none_proposed(state: Engagement) -> Objection:
    return not state.partners.keys() - state.partner_ends.keys()


@detail("partnership.not_proposed", remedy="ProposePartner")
def partner_ended(state: Engagement, take_up: VetPartner | AgreePartnership) -> Objection:
    """Who was parted from is proposed anew, under another name."""
    end = state.partner_ends.get(take_up.partner)
    return {"partner": take_up.partner, "ended": end.at} if end else None


@detail("partnership.not_vetted", remedy="VetPartner")
def not_vetted(state: Engagement, agree: AgreePartnership) -> Objection:
    return {"partner": agree.partner} if vetting_of(state, agree.partner, agree.at) is None else None


@detail("partnership.check_failed", remedy="VetPartner")
def check_failed(state: Engagement, agree: AgreePartnership) -> Objection:
    vetting = vetting_of(state, agree.partner, agree.at)
    if vetting is None or state.vettings[vetting].passed:
        return None
    return {"partner": agree.partner, "vetting": vetting}


@detail("partnership.incomplete")
def incomplete(state: Engagement, agree: AgreePartnership) -> Objection:
    missing = tuple(_missing(agree))
    return {"missing": missing} if missing else None


def _missing(agree: AgreePartnership) -> Iterator[str]:
    yield from (name for name, told in attrs.asdict(agree.alignment).items() if not told)
    promised = {promise.characteristic for promise in agree.promises if promise.text}
    yield from (characteristic.value for characteristic in Characteristic if characteristic not in promised)
    rest = {
        "measures": agree.measures,
        "touch_points": agree.touch_points,
        "without_partner": agree.without_partner,
    }
    yield from (name for name, told in rest.items() if not told)


@fact("partnership.not_agreed", remedy="AgreePartnership", waivable=True)
def not_all_agreed(state: Engagement) -> Objection:
    """Of the partners neither failed nor ended, those without an agreement."""
    settled = {agreement.partner for agreement in state.agreements.values()} | state.partner_ends.keys()
    passed = {vetting.partner: vetting.passed for vetting in state.vettings.values()}
    return tuple({"partner": name} for name in state.partners if name not in settled and passed.get(name, True))


def vetting_of(state: Engagement, partner: RecordId, at: datetime) -> RecordId | None:
    """The vetting of a partner that counts at this time."""
    return last(state.vettings, lambda vetting: vetting.partner == partner and vetting.at <= at)


def agreement_with(state: Engagement, partner: RecordId, at: datetime | None = None) -> RecordId | None:
    """The agreement with a partner that counts, at this time or at any, ended or not."""
    return last(state.agreements, lambda made: made.partner == partner and (at is None or made.at <= at))


def vetted(state: Engagement, vet: VetPartner) -> Sequence[PartnerVetted]:
    former = last(state.vettings, lambda vetting: vetting.partner == vet.partner)
    return (PartnerVetted.of(vet, supersedes=former),)


def agreed(state: Engagement, agree: AgreePartnership) -> Sequence[PartnershipAgreed]:
    vetting, former = vetting_of(state, agree.partner, agree.at), agreement_with(state, agree.partner)
    return (PartnershipAgreed.of(agree, vetting=vetting, supersedes=former),)


MOVES: Moves = (
    move(ProposePartner, DESIGN_ON, guards=[no_gap], then=PartnerProposed),
    move(VetPartner, DESIGN_ON, guards=[none_proposed, partner_ended], then=vetted),
    move(
        AgreePartnership,
        DESIGN_ON,
        guards=[none_proposed, partner_ended, not_vetted, check_failed, incomplete],
        then=agreed,
    ),
)
