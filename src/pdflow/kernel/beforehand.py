"""Beforehand: what stands in the way of a command before there is a form, judged by the records that it could name.

A form is tried for each record that the command could name, with nothing in it but these names and the header. A guard
that looks at anything else of it has nothing to say yet.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice, product
from operator import attrgetter
from typing import Any, Final, Generic, TypeVar

from pdflow.kernel.fields import RecordId, fields
from pdflow.kernel.frozen import frozen
from pdflow.kernel.guards import GuardKind, StateGuard, parameters_of
from pdflow.kernel.header import Header
from pdflow.kernel.lifecycle import Row
from pdflow.kernel.messages import AnyCommand
from pdflow.kernel.reason_codes import ReasonCatalogue, one_of_each_code
from pdflow.kernel.records import Aggregate
from pdflow.kernel.references import Reference, References
from pdflow.kernel.refusal import Reason
from pdflow.kernel.trials import Failure, Question, Trial, answer_about, may_answer, trial, trial_form

S = TypeVar("S", bound=Aggregate)

UNCHANGED: Final = "record.unchanged"
"""The code of a command that would change nothing."""


@frozen
class Choice:
    """A field that names something here: among which names, and the code that says that there are none.

    Args:
        each: Where the field holds items with names, the attribute of each that is the name.
        is_single: Whether it holds one name.
    """

    field: str
    unknown: str
    among: Callable[[Any, Header], Iterable[RecordId]]
    each: str | None = None
    is_single: bool = True
    is_required: bool = True

    @property
    def place(self) -> str:
        """Where the names stand: ``step``, ``evidence`` or, within items, ``focus.on``."""
        return self.field if self.each is None else f"{self.field}.{self.each}"


class Beforehand(Generic[S]):
    """What a row's details, no-op and right say before there is a form."""

    def __init__(self, row: Row[S], catalogue: ReasonCatalogue[S], choices: Sequence[Choice] | None = None) -> None:
        """Find what has an answer about forms with these names in them.

        Args:
            choices: The fields that a form has; without them, all those that have to name something.
        """
        self._kind = kind = row.move.command
        self._catalogue = catalogue
        self._choices = tuple(choices_of(kind) if choices is None else choices)
        self._unknown = [(choice, catalogue.with_remedy(Reason(choice.unknown))) for choice in self._choices]
        self._names = self._choices[0].among if len(self._choices) == 1 else self._several
        form_only = {field.name for field in fields(kind)} - {choice.field for choice in self._choices}
        details = [guard for guard in (*row.own_guards, *row.host_guards) if guard.kind is GuardKind.DETAIL]
        self._details = tuple(guard for guard in details if may_answer(guard.ask, form_only))
        no_op_if = row.no_op_if
        self._no_op_if = no_op_if if no_op_if and may_answer(no_op_if, form_only) else None
        self._forbids = kind.right.forbids_this if row.rights is None else None
        passes = [guard.passes for guard in self._details if guard.passes and len(self._choices) == 1]
        self._passes = passes[0] if passes else None

    def __bool__(self) -> bool:
        """Whether there is anything to ask."""
        return bool(self._choices or self._details or self._no_op_if or self._forbids)

    def reasons(self, state: S, header: Header) -> tuple[Reason, ...]:
        """Why no form can succeed; empty where one may. Of several that it could name, the latest speaks."""
        if self._passes is None:
            failure = self._trial(state, header, self._names(state, header))
        else:
            failure = self._trial_of_passing(self._passes(state), state, header)
        if failure is None:
            return ()
        refused, unchanged = failure
        if refused:
            return self._reasons(state, refused[0])
        if self._choices:
            return (self._nothing_to_name(state, header),)
        return (Reason(UNCHANGED),) if unchanged else ()

    @cached_property
    def _trial(self) -> Trial:
        refusals = [self._refusal(guard) for guard in self._details]
        refusals += [] if self._forbids is None else [self._forbids]
        return trial(self._kind, [choice.field for choice in self._choices], self._no_op_if, refusals)

    def _trial_of_passing(self, passing: Collection[RecordId], state: S, header: Header) -> Failure | None:
        """Try the names that a guard lets pass; if none will do, one after the other until one is refused."""
        names = [*self._names(state, header)]
        if passing and self._trial(state, header, [name for name in names if name in passing]) is None:
            return None
        failure: Failure | None = [], False
        for name in names:
            failure = self._trial(state, header, (name,))
            if failure is None or failure[0]:
                break
        return failure

    def possible(self, state: S, header: Header) -> Iterator[RecordId]:
        """The names in its one field with which a form may succeed, those recorded last first."""
        [choice] = self._choices
        is_possible = self._may_be_named if choice.is_single else self._may_be_among
        return (name for name in dict.fromkeys(choice.among(state, header)) if is_possible(state, header, name))

    def _may_be_named(self, state: S, header: Header, name: RecordId) -> bool:
        return self._trial(state, header, (name,)) is None

    def _may_be_among(self, state: S, header: Header, name: RecordId) -> bool:
        """Whether no guard says of this name that there is none such; what others ask of it together is open."""
        [choice] = self._choices
        if choice.each is not None:
            return True
        form = trial_form(self._kind, header, {choice.field: (name,)})
        asked = (guard for guard in self._details if guard.code == choice.unknown)
        objections = (each for guard in asked for each in parameters_of(answer_about(form, guard.ask, state)))
        return not any(isinstance(value, tuple) and name in value for each in objections for value in each.values())

    def _refusal(self, guard: StateGuard[S]) -> Question:
        """What a guard asks of a form, but for what is waived."""
        if not guard.waivable:
            return guard.ask

        def ask(state: S, form: AnyCommand) -> bool:
            answer = guard.ask(state, form)
            return bool(answer) and any(self._catalogue.answers(state, [(guard, answer)]).values())

        return ask

    def _reasons(self, state: S, form: AnyCommand) -> tuple[Reason, ...]:
        answers = self._catalogue.answers(
            state, [(guard, answer_about(form, guard.ask, state)) for guard in self._details]
        )
        forbidden = None if self._forbids is None else answer_about(form, self._forbids, state)
        return (*one_of_each_code(answers, answers), *self._catalogue.with_roles(forbidden))

    def _several(self, state: S, header: Header) -> Iterator[tuple[RecordId, ...]]:
        """The names that each of its fields could have, every one with every other."""
        return product(*[choice.among(state, header) for choice in self._choices])

    def _nothing_to_name(self, state: S, header: Header) -> Reason:
        """Why, of the first field that nothing can be named in; of the first field where each has something."""
        if len(self._unknown) == 1:
            return self._unknown[0][1]
        empty = (unknown for choice, unknown in self._unknown if not any(islice(choice.among(state, header), 1)))
        return next(empty, self._unknown[0][1])


def choices_of(kind: type[AnyCommand]) -> list[Choice]:
    """The fields of a command that have to name something that is there."""
    return [choice for choice in namings_of(kind) if choice.is_required and choice.is_single]


def namings_of(kind: type[AnyCommand]) -> Iterator[Choice]:
    """The fields of a command that name something that is there, one thing or several, whether they have to or not."""
    for field in fields(kind):
        if "among" in field.metadata:
            among, unknown = field.metadata["among"]
            yield Choice(field.name, unknown, _listed(among))
    for reference in References.of(kind).fields:
        yield Choice(
            reference.field,
            reference.unknown,
            _recorded(reference),
            reference.each,
            reference.is_single,
            reference.is_required,
        )


def _listed(among: Callable[[Any], Iterable[str]]) -> Callable[[Aggregate, Header], Iterator[RecordId]]:
    return lambda state, header: reversed([*among(state)])


def _recorded(reference: Reference) -> Callable[[Aggregate, Header], Iterator[RecordId]]:
    def among_records(state: Aggregate, header: Header) -> Iterator[RecordId]:
        at = header.at
        for name, record in reversed(ledger(state).items()):
            if record.at <= at:
                yield name

    def among(state: Aggregate, header: Header) -> Iterator[RecordId]:
        for ledger in reversed(reference.within):
            for name, record in reversed(getattr(state, ledger).items()):
                if reference.at_any_time or record.at <= header.at:
                    yield from record.parts if reference.parts else ()
                    yield name
        for record in state.set_aside(reference.within) if reference.parts else ():
            if reference.at_any_time or record.at <= header.at:
                yield from record.parts

    if len(reference.within) == 1 and not reference.parts and not reference.at_any_time:
        ledger = attrgetter(*reference.within)
        return among_records
    return among
