"""The lifecycle of an aggregate for other state machines: SCXML, and the JSON of XState.

Both hold every phase and every command, drawn from the machine that decides; what guards refuse stays with
``decide``. Where a command leads to one of several phases, the phase comes with the event, as its ``phase``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from xml.etree import ElementTree

import attrs

from pdflow.kernel.decider import Decider

SCXML: Final = "http://www.w3.org/2005/07/scxml"


@attrs.frozen
class Transition:
    """One arrow of a lifecycle: a command, the phase it leads to, and whether it is one of several such arrows."""

    command: str
    target: str | None
    """None where the phase stays as it is."""
    one_of_several: bool


def scxml(decider: Decider[Any]) -> str:
    """The lifecycle as a document of State Chart XML, W3C Recommendation of 2015.

    A transition that is one of several has a condition on ``_event.data.phase``, the phase that the command led to.
    """
    start, *_ = decider.table.phases
    root = ElementTree.Element("scxml", xmlns=SCXML, version="1.0", name=decider.name, initial=str(start))
    for phase in decider.table.phases:
        state = ElementTree.SubElement(root, "state", id=str(phase))
        for transition in _transitions(decider, phase):
            arrow = ElementTree.SubElement(state, "transition", event=transition.command)
            if transition.target is not None:
                arrow.set("target", transition.target)
            if transition.one_of_several:
                arrow.set("cond", f"_event.data.phase == '{transition.target}'")
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def xstate(decider: Decider[Any]) -> dict[str, Any]:
    """The lifecycle as the configuration of a machine of XState 5, made of what JSON can hold.

    A transition that is one of several has the guard ``leadsTo``, with the phase in its parameters; the host gives it
    to ``setup``: ``leadsTo: ({ event }, { phase }) => event.phase === phase``.
    """
    start, *_ = decider.table.phases
    return {
        "id": decider.name,
        "initial": str(start),
        "states": {str(phase): {"on": _arrows(decider, phase)} for phase in decider.table.phases},
    }


def _arrows(decider: Decider[Any], phase: str) -> dict[str, list[dict[str, Any]]]:
    arrows: dict[str, list[dict[str, Any]]] = {}
    for transition in _transitions(decider, phase):
        # With a target even where the phase stays: without one, XState says that the event cannot happen.
        arrow: dict[str, Any] = {"target": transition.target or str(phase)}
        if transition.one_of_several:
            arrow["guard"] = {"type": "leadsTo", "params": {"phase": transition.target}}
        arrows.setdefault(transition.command, []).append(arrow)
    return arrows


def _transitions(decider: Decider[Any], phase: str) -> Iterator[Transition]:
    for command, event in decider.machine.events.items():
        found = event.transitions.get(phase, ())
        for transition in found:
            yield Transition(command, transition.dest, len(found) > 1)
