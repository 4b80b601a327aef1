"""Partner selection: an outside partner is proposed and vetted (agency guide, Learning Forward)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Protocol

from pdflow.audience import Audience
from pdflow.engagement.rights import the_commissioner
from pdflow.engagement.state import (
    DESIGN_ON,
    Brings,
    Engagement,
    Moves,
    Partner,
    SelectionAnswer,
    Vetting,
    kept,
    last_recorded,
)
from pdflow.kernel.fields import RecordId, is_blank, key, names
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event


@command(by=the_commissioner)
class ProposePartner(Command[Engagement]):
    """Propose an outside partner: what they bring, and which expertise inside was considered first."""

    partner: RecordId = key("partners")
    organisation: str
    brings: tuple[Brings, ...] = ()
    looked_inside: str = ""


@command(by=the_commissioner)
class VetPartner(Command[Engagement]):
    """Record the answers to the selection questions, and whether they passed; a failed check is recorded too."""

    vetting: RecordId = key("vettings")
    partner: RecordId = names("partners", unknown="partnership.not_proposed")
    answers: tuple[SelectionAnswer, ...]
    passed: bool


@event("engagement.partner_proposed")
class PartnerProposed(Event[Engagement]):
    """An outside partner was proposed."""

    partner: Annotated[RecordId, Audience.ALL]
    organisation: Annotated[str, Audience.ALL]
    brings: Annotated[tuple[Brings, ...], Audience.ALL]
    looked_inside: str

    def apply(self, state: Engagement) -> None:
        state.partners[self.partner] = kept(Partner, self)


@event("engagement.partner_vetted")
class PartnerVetted(Event[Engagement]):
    """The selection questions were answered."""

    vetting: RecordId
    partner: RecordId
    answers: tuple[SelectionAnswer, ...]
    passed: bool
    supersedes: RecordId | None

    def apply(self, state: Engagement) -> None:
        state.vettings[self.vetting] = kept(Vetting, self)


class NamesPartner(Protocol):
    """A command about a partner."""

    @property
    def at(self) -> datetime: ...

    @property
    def partner(self) -> RecordId: ...


@detail("partnership.no_gap")
def no_gap(state: Engagement, propose: ProposePartner) -> Objection:
    parts = {"brings": not propose.brings, "looked_inside": is_blank(propose.looked_inside)}
    missing = tuple(name for name, is_missing in parts.items() if is_missing)
    return {"missing": missing} if missing else None


@fact("partnership.not_proposed", remedy="ProposePartner")
def no_partner_proposed(state: Engagement) -> Objection:
    return not state.partners.keys() - state.partner_ends.keys()


@detail("partnership.not_proposed", remedy="ProposePartner")
def partner_ended(state: Engagement, command: NamesPartner) -> Objection:
    """A partner whose partnership ended is proposed again, under another name."""
    end = state.partner_ends.get(command.partner)
    return {"partner": command.partner, "ended": end.at} if end else None


@detail("partnership.question_unanswered")
def question_unanswered(state: Engagement, vet: VetPartner) -> Objection:
    """At least one question is asked, and each is answered."""
    open_ones = tuple(each.question for each in vet.answers if is_blank(each.answer))
    return {"questions": open_ones} if open_ones or not vet.answers else None


def partner_vetted(state: Engagement, vet: VetPartner) -> Sequence[PartnerVetted]:
    former = last_recorded(state.vettings, lambda vetting: vetting.partner == vet.partner)
    return (PartnerVetted.of(vet, supersedes=former),)


MOVES: Moves = (
    move(ProposePartner, DESIGN_ON, guards=[no_gap], then=PartnerProposed),
    move(VetPartner, DESIGN_ON, guards=[no_partner_proposed, partner_ended, question_unanswered], then=partner_vetted),
)
