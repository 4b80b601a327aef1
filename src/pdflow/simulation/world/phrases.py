"""What people work on in a simulated year: practices in the field's words, so that the file reads like a real one."""

from __future__ import annotations

from typing import Final

import attrs

from pdflow.simulation.world.cast import Seat


@attrs.frozen
class Phrase:
    """A practice, a step towards it, what to look for, and an observed strength and struggle."""

    practice: str
    step: str
    look_for: str
    strength: str
    struggle: str


TEACHING: Final = (
    Phrase("wait time", "wait three seconds after each question", "a silence one can count", "open questions", "haste"),
    Phrase("checks for understanding", "ask everybody before going on", "every learner answers", "clear aims", "hands"),
    Phrase("modelling", "think aloud while solving one example", "the thinking is heard", "good examples", "telling"),
    Phrase("pair talk", "give pairs two minutes and a question", "both of a pair speak", "calm groups", "long talks"),
    Phrase("feedback", "name one next step on each piece of work", "a next step is written", "warmth", "praise only"),
    Phrase("routines", "practise the start of the lesson", "work begins within two minutes", "greetings", "waiting"),
)
LEADING: Final = (
    Phrase("observation feedback", "end each talk with one step", "the step is repeated", "listening", "many points"),
    Phrase("data meetings", "open with work by learners", "work is on the table", "regular dates", "general talk"),
    Phrase("lesson planning meetings", "rehearse one move", "somebody stands up and tries", "agendas", "no rehearsal"),
)


def phrase_for(seat: Seat, cycle: int) -> Phrase:
    """Return the practice that a participant works on in a cycle."""
    phrases = LEADING if seat.leads else TEACHING
    return phrases[(len(seat.person) + cycle) % len(phrases)]
