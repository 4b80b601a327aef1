"""The continuum of follow-up strategies, from light and broad to intense and individual (agency guide)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final

from pdflow.kernel.frozen import frozen
from pdflow.values import Strategy


class Mode(StrEnum):
    """The way in which a strategy reaches people."""

    IN_PERSON = "IN_PERSON"
    PHONE = "PHONE"
    MAIL = "MAIL"
    VIDEO = "VIDEO"
    ONLINE_COMMUNITY = "ONLINE_COMMUNITY"


IN_PERSON, PHONE, MAIL, VIDEO, ONLINE_COMMUNITY = Mode
SPOKEN: Final = frozenset({IN_PERSON, PHONE, VIDEO})


@frozen
class ContinuumPlace:
    """The place of a strategy on the continuum: its intensity, from 1, and the modes in which it is usually given."""

    strategy: Strategy
    intensity: int
    modes: frozenset[Mode]


_MODES: Final = {
    Strategy.RESOURCE: frozenset({MAIL, ONLINE_COMMUNITY}),
    Strategy.REMINDER: frozenset({PHONE, MAIL, ONLINE_COMMUNITY}),
    Strategy.DISCUSSION: SPOKEN | {ONLINE_COMMUNITY},
    Strategy.WEBINAR: frozenset({VIDEO}),
    Strategy.REFRESHER: frozenset({IN_PERSON, VIDEO}),
    Strategy.PEER_EXCHANGE: frozenset({IN_PERSON, VIDEO, ONLINE_COMMUNITY}),
    Strategy.COMMUNITY: frozenset({IN_PERSON, VIDEO, ONLINE_COMMUNITY}),
    Strategy.TECHNICAL_ASSISTANCE: SPOKEN | {MAIL},
    Strategy.CHECK_IN: SPOKEN,
    Strategy.OBSERVATION: frozenset({IN_PERSON, VIDEO}),
    Strategy.COACHING: SPOKEN,
}


CONTINUUM: Final = tuple(
    ContinuumPlace(strategy, intensity, _MODES[strategy]) for intensity, strategy in enumerate(Strategy, start=1)
)
"""Every strategy at its place, lightest first."""


_INTENSITY: Final = {place.strategy: place.intensity for place in CONTINUUM}


def intensity(strategy: Strategy) -> int:
    """The intensity of a strategy, from 1 (RESOURCE) to 11 (COACHING)."""
    return _INTENSITY[strategy]


def most_intense(strategies: Iterable[Strategy]) -> Strategy | None:
    """The most intense of these strategies; None where there are none."""
    return max(strategies, key=intensity, default=None)


def strategy_asked_for(preferred: Sequence[Strategy], confident: int = 0, unsure: int = 0) -> Strategy | None:
    """The strategy that evaluation data ask for; None where nobody preferred any.

    It is the most intense one that at least half of the respondents reach; one place further where at least as many
    are unsure as confident.

    Args:
        preferred: For each respondent the most intense strategy they preferred.
        confident: How many are confident of using what was trained.
        unsure: How many are not.
    """
    if not preferred:
        return None
    reached = sorted(map(intensity, preferred), reverse=True)[(len(preferred) - 1) // 2]
    further = reached + 1 if unsure and unsure >= confident else reached
    return CONTINUUM[min(further, len(CONTINUUM)) - 1].strategy
