"""The lifecycle drawn from its machine, as Mermaid text."""

from __future__ import annotations

from typing import Any

from pdflow.kernel.decider import Decider


def diagram(decider: Decider[Any]) -> str:
    """The phases and the commands that lead from one to another, as a Mermaid state diagram.

    Commands that leave the phase as it is are not drawn.
    """
    start, *phases = decider.table.phases
    arrows: dict[tuple[str, str], list[str]] = {}
    for command, event in decider.machine.events.items():
        for transitions in event.transitions.values():
            for transition in transitions:
                if transition.dest not in (None, transition.source):
                    arrows.setdefault((transition.source, transition.dest), []).append(command)
    order = {str(phase): place for place, phase in enumerate((start, *phases))}
    drawn = sorted(arrows, key=lambda arrow: (order[arrow[0]], order[arrow[1]]))
    lines = [f"{source} --> {to}: {', '.join(arrows[source, to])}" for source, to in drawn]
    return "\n    ".join(["stateDiagram-v2", *lines]).replace(f"{start} -->", "[*] -->") + "\n"
