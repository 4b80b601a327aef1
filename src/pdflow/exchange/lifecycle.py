"""The lifecycle of an aggregate for other tools: SCXML, the JSON of XState, and a Petri net in PNML.

All are drawn from the machine that decides; what guards refuse stays with ``decide``. SCXML and XState hold every
command; where one leads to one of several phases, the phase comes with the event, as its ``phase``. The net holds the
events that the commands leave, for the conformance checks of process miners.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from xml.etree import ElementTree

import attrs

from pdflow.kernel.decider import Decider

SCXML: Final = "http://www.w3.org/2005/07/scxml"
END: Final = "END"
PNML: Final = "http://www.pnml.org/version-2009/grammar/pnml"


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


def pnml(decider: Decider[Any]) -> str:
    """The lifecycle as a Petri net in PNML, ISO/IEC 15909-2: a place for each phase, a transition for each event.

    Where a command leaves several events or leads to one of several phases, each of its events may lead to any of these
    phases or leave the phase as it is. A silent transition leads from every phase to the end, for a history may end in
    any; that it is silent, and which marking is the last, stand as the process miners ProM and pm4py write it.
    """
    start, *_ = decider.table.phases
    root = ElementTree.Element("pnml", xmlns=PNML)
    net = ElementTree.SubElement(root, "net", id=decider.name, type=f"{PNML[: PNML.rindex('/')]}/ptnet")
    page = ElementTree.SubElement(net, "page", id="lifecycle")
    for phase in decider.table.phases:
        place = _named(page, "place", str(phase), str(phase))
        if phase == start:
            _with_text(place, "initialMarking", "1")
    _named(page, "place", END, END)
    for number, (source, event, target) in enumerate(dict.fromkeys(_firings(decider))):
        _with_arcs(_named(page, "transition", f"t{number}", event), page, source, target)
    for phase in decider.table.phases:
        silent = _named(page, "transition", f"{phase}.{END}", END)
        ElementTree.SubElement(silent, "toolspecific", tool="ProM", version="6.4", activity="$invisible$")
        _with_arcs(silent, page, str(phase), END)
    final = ElementTree.SubElement(ElementTree.SubElement(net, "finalmarkings"), "marking")
    ElementTree.SubElement(ElementTree.SubElement(final, "place", idref=END), "text").text = "1"
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _named(page: ElementTree.Element, kind: str, id: str, name: str) -> ElementTree.Element:
    element = ElementTree.SubElement(page, kind, id=id)
    _with_text(element, "name", name)
    return element


def _with_text(element: ElementTree.Element, kind: str, text: str) -> None:
    ElementTree.SubElement(ElementTree.SubElement(element, kind), "text").text = text


def _with_arcs(transition: ElementTree.Element, page: ElementTree.Element, source: str, target: str) -> None:
    id = transition.attrib["id"]
    ElementTree.SubElement(page, "arc", id=f"{id}.in", source=source, target=id)
    ElementTree.SubElement(page, "arc", id=f"{id}.out", source=id, target=target)


def _firings(decider: Decider[Any]) -> Iterator[tuple[str, str, str]]:
    for rows in decider.table.rows.values():
        for phase, row in rows.items():
            events, targets = row.move.events, row.move.to or (phase,)
            if len(events) > 1 or len(targets) > 1:
                targets = (phase, *targets)
            for event in events:
                yield from ((phase, event.name, str(target)) for target in targets)


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
