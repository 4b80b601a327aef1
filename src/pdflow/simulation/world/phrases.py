"""What people say and write in a simulated year: practices in the field's words, so that the file reads like one."""

from __future__ import annotations

from typing import Final

import attrs

from pdflow.simulation.participant.person import Person


@attrs.frozen
class Phrase:
    """One practice: what it is, a step towards it, what to look for, what is seen that works and what does not yet."""

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


def of(person: Person) -> Phrase:
    """What this person is working on in this cycle."""
    phrases = LEADING if person.seat.leads else TEACHING
    return phrases[(len(person.seat.person) + person.state.cycle) % len(phrases)]
