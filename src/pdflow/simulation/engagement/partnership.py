"""A partnership with a provider: proposed, vetted, agreed, met at touch points, and reviewed by both sides."""

from __future__ import annotations

from typing import Final

from pdflow.engagement import (
    AgreePartnership,
    Alignment,
    Brings,
    Characteristic,
    CharacteristicRating,
    HoldTouchPoint,
    MeasureRating,
    PartnerRole,
    Promise,
    ProposePartner,
    ReviewPartnership,
    SelectionAnswer,
    Side,
    SuccessMeasure,
    SuccessOf,
    VetPartner,
)
from pdflow.kernel.header import Actor
from pdflow.people import PARTNER
from pdflow.simulation.engagement.programme import Programme
from pdflow.simulation.world.stories import Story

PROVIDER: Final = "film-library"
SPEAKER: Final = Actor("speaker-of-the-partner", PARTNER)
QUESTIONS: Final = ("Whom have you worked with?", "What did it change there?", "Who will come to us?")
MEASURES: Final = (
    SuccessMeasure("films used in training", SuccessOf.QUALITY_QUANTITY_COST),
    SuccessMeasure("the practice seen in lessons", SuccessOf.GOAL_ALIGNMENT),
)
EVERY: Final = 84
"""Days from one touch point to the next."""


def work_with_a_partner(programme: Programme) -> Story[None]:
    """Agree with a provider before the commission, meet all through the year, and let both sides review it."""
    yield from programme.wait_for(-120)
    propose(programme)
    yield from programme.wait_for(-112)
    vet(programme)
    yield from programme.wait_for(-105)
    days = touch_points(programme)
    agree(programme, days)
    for number, day in enumerate(days, 1):
        yield from programme.wait_for(day, 11 * 60)
        meet(programme, number)
    yield from programme.wait_for(programme.world.year.days - 32, 11 * 60)
    review_together(programme)


def propose(programme: Programme) -> None:
    """Propose two partners for what the district lacks."""
    for partner, organisation in (("no-references", "Quick Fixes"), (PROVIDER, "Lessons on Film")):
        programme.engagement.ask(
            ProposePartner,
            programme.director,
            partner=partner,
            organisation=organisation,
            brings=(Brings.RESOURCES, Brings.EXPERTISE),
            looked_inside="no lessons of our own are on film",
        )


def vet(programme: Programme) -> None:
    """Ask both the same questions; one of them names nobody they worked with, and fails."""
    for partner, answer in (("no-references", "we are new"), (PROVIDER, "three districts nearby, whom you may call")):
        answers = tuple(SelectionAnswer(question, answer) for question in QUESTIONS)
        programme.engagement.ask(
            VetPartner,
            programme.director,
            vetting=f"vetting-of-{partner}",
            partner=partner,
            answers=answers,
            passed=partner == PROVIDER,
        )


def touch_points(programme: Programme) -> range:
    """Return the days on which the two sides meet, counted from the first of the year."""
    year = programme.world.year
    return range(7, year.days - 28, EVERY)


def agree(programme: Programme, days: range) -> None:
    """Agree with the partner; the first draft does not say how the practice lives on without it."""
    year = programme.world.year
    for without_partner in ("", "the films stay with us, and our coaches film the next ones"):
        programme.engagement.ask(
            AgreePartnership,
            programme.director,
            agreement="agreement-on-films",
            partner=PROVIDER,
            roles=(PartnerRole.PROVIDER, PartnerRole.EXPERT),
            people=(SPEAKER.person,),
            alignment=Alignment(
                "lessons that show the practice", "everybody answers", "one call a month", "films by June"
            ),
            promises=tuple(Promise(each, "as the two sides wrote down") for each in Characteristic),
            measures=MEASURES,
            touch_points=tuple(year.date_of(year.workday(day)) for day in days),
            without_partner=without_partner,
        )


def meet(programme: Programme, number: int) -> None:
    """Hold a touch point; the partner's speaker records it."""
    programme.engagement.ask(
        HoldTouchPoint,
        SPEAKER,
        touch_point=f"touch-point-{number}",
        partner=PROVIDER,
        relationship="calls are answered within the week",
        content="which lessons to film next",
        results="walkthroughs of the month",
        decided="go on as agreed" if number > 1 else "two more films for the campus leaders",
    )


def review_together(programme: Programme) -> None:
    """Let each side rate the partnership."""
    for side, by in ((Side.HOST, programme.director), (Side.PARTNER, SPEAKER)):
        draw = programme.chance.choice
        characteristics = tuple(CharacteristicRating(each, draw((3, 4, 5))) for each in Characteristic)
        measures = tuple(MeasureRating(each.measure, draw((3, 4))) for each in MEASURES)
        values = {"partner": PROVIDER, "side": side, "characteristics": characteristics, "measures": measures}
        programme.engagement.ask(ReviewPartnership, by, review=f"review-by-{side}".lower(), **values)
