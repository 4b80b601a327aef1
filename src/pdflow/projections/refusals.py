"""The log of refusals: what a desk's ``on_refused`` hook keeps of each attempt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC
from uuid import uuid4

from pdflow.kernel.messages import AnyCommand
from pdflow.kernel.refusal import Reason
from pdflow.projections.entries import RefusalEntry
from pdflow.projections.parameters import kept_parameters, read_parameters
from pdflow.projections.read_models import ReadModels


def refusal_log(read_models: ReadModels) -> Callable[[str, AnyCommand, Sequence[Reason]], None]:
    """Make the function that a desk calls with each refusal: ``Desk(..., on_refused=refusal_log(read_models))``.

    It keeps who attempted which command on which stream, and the reasons, so that they can be explained later: numbers,
    days and names among their parameters. Of personal notes, of what only the pair may read and of the other contents
    of the command it keeps nothing.
    """

    def keep(stream: str, command: AnyCommand, reasons: Sequence[Reason]) -> None:
        read_models.add_refusals(refusal_entries(uuid4().hex, stream, command, reasons))

    return keep


def refusal_entries(
    attempt: str, stream: str, command: AnyCommand, reasons: Sequence[Reason]
) -> Sequence[RefusalEntry]:
    """The entries of one refused attempt, one for each reason.

    Args:
        attempt: A name of its own for the attempt, since the same command may be attempted again.
    """
    at, by = command.at.astimezone(UTC), command.header.by
    return [
        RefusalEntry(
            attempt=attempt,
            number=number,
            at=at,
            stream=stream,
            command=type(command).__name__,
            command_id=command.header.id,
            actor=by.person,
            role=str(by.role),
            code=reason.code,
            remedy=reason.remedy,
            parameters=kept_parameters(reason, command),
        )
        for number, reason in enumerate(reasons)
    ]


def reason_of(entry: RefusalEntry) -> Reason:
    """The reason that an entry keeps, to be explained; what was not kept of it is an ellipsis in its text."""
    return Reason(entry.code, read_parameters(entry.parameters), entry.remedy)
