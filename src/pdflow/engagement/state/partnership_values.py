"""Values of partnerships: answers of a partner, what both sides promise, and how they rate it."""

from __future__ import annotations

from pdflow.engagement.state.vocabulary import Characteristic, SuccessOf
from pdflow.kernel.frozen import frozen
from pdflow.values import Rating


@frozen
class SelectionAnswer:
    """A selection question, and the partner's answer."""

    question: str
    answer: str


@frozen
class Promise:
    """A commitment of both sides to one characteristic of a successful partnership."""

    characteristic: Characteristic
    text: str


@frozen
class SuccessMeasure:
    """A measure by which both sides judge whether the partnership succeeds."""

    measure: str
    of: SuccessOf


@frozen
class Alignment:
    """The needs, goals, processes and expectations that both sides share (Learning Forward)."""

    needs: str = ""
    goals: str = ""
    processes: str = ""
    expectations: str = ""


@frozen
class CharacteristicRating:
    """A rating of one characteristic, from 1 to 5."""

    characteristic: Characteristic
    rating: Rating


@frozen
class MeasureRating:
    """A rating of one measure of success, from 1 to 5."""

    measure: str
    rating: Rating
