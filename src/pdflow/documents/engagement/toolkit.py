"""The toolkit of follow-up support: what each strategy is, and what each mode is good for (agency guide)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pdflow.engagement import Mode
from pdflow.values import Strategy

TOOLKIT: Final[Mapping[Strategy, str]] = {
    Strategy.RESOURCE: "Something to read, watch or use, sent to everybody.",
    Strategy.REMINDER: "A short message that brings one step back to mind.",
    Strategy.DISCUSSION: "A talk in a group about what was tried and what came of it.",
    Strategy.WEBINAR: "A live session on screen that takes one question further.",
    Strategy.REFRESHER: "A short training that goes back over the key messages and practices them.",
    Strategy.PEER_EXCHANGE: "Two or three colleagues look at each other's work and talk about it.",
    Strategy.COMMUNITY: "A standing group that shares what it learns over months.",
    Strategy.TECHNICAL_ASSISTANCE: "Help with a question that somebody has, from somebody who knows.",
    Strategy.CHECK_IN: "A short, regular contact on priorities, steps and what is in the way.",
    Strategy.OBSERVATION: "A look at practice where the work is done, with feedback.",
    Strategy.COACHING: "One to one: a model, a comparison with one's own practice, steps, practice.",
}
"""What each strategy is, lightest first."""

TOOLS: Final[Mapping[Mode, str]] = {
    Mode.IN_PERSON: "At the workplace or in a room: where practice itself is to be seen or tried.",
    Mode.PHONE: "A call or a conference call: a quick answer, a check-in, people who are far away.",
    Mode.MAIL: "E-mail or post: material, reminders, answers that somebody will look up again.",
    Mode.VIDEO: "A video call, a webinar or a recording: a group in many places, practice on film.",
    Mode.ONLINE_COMMUNITY: "A forum or shared space: questions, examples and answers that stay.",
}
"""What each mode is good for."""
