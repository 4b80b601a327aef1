"""Actions in a list of who joined and left when, and how each leave finds its join."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from pdflow.exchange.attendance.columns import header_word


class SheetAction(StrEnum):
    """What somebody did."""

    JOINED = "JOINED"
    JOINED_BEFORE = "JOINED_BEFORE"
    """They were there when the list began."""
    LEFT = "LEFT"


_WORDS: Final[Mapping[SheetAction, str]] = {
    SheetAction.JOINED: """
        joined | se unió | ingressou | entrou | a rejoint | beigetreten | è entrato | si è unito | dołączył(a)
        | dołączono""",
    SheetAction.JOINED_BEFORE: """
        joined before | se unió antes | se ha unido antes | ingressou antes | entrou antes | entrou antes de
        | a rejoint avant | a rejoint plus tôt | zuvor beigetreten | vorher beigetreten""",
    SheetAction.LEFT: """
        left | salió | abandonó | saiu | a quitté | verlassen | hat verlassen | è uscito | opuścił(a) | opuszczono""",
}
_ACTION_OF: Final = {" ".join(word.split()): action for action, words in _WORDS.items() for word in words.split("|")}


def action_of(cell: str) -> SheetAction | None:
    """The action that a cell names; None where it is unknown."""
    return _ACTION_OF.get(header_word(cell))
