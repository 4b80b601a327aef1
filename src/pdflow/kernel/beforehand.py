"""Beforehand: what stands in the way of a command before there is a form, judged by the records that it could name.

A form is tried for each record that the command could name, with nothing in it but these names and the header. A guard
that looks at anything else of it has nothing to say yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dis import get_instructions
from itertools import islice, pairwise, product
from types import CodeType
from typing import Any, Final, Generic, TypeVar

from pdflow.kernel.fields import RecordId, fields
from pdflow.kernel.frozen import frozen
from pdflow.kernel.guards import GuardKind, parameters_of
from pdflow.kernel.header import Header
from pdflow.kernel.lifecycle import Row
from pdflow.kernel.messages import AnyCommand
from pdflow.kernel.reason_codes import ReasonCatalogue, one_of_each_code
from pdflow.kernel.records import Aggregate
from pdflow.kernel.references import Reference, References
from pdflow.kernel.refusal import Reason

S = TypeVar("S", bound=Aggregate)

UNCHANGED: Final = "record.unchanged"
"""The code of a command that would change nothing."""
MOST_FORMS: Final = 500
"""Forms after which a command is taken to be possible."""


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

    def __init__(
        self,
        row: Row[S],
        no_op_if: Callable[[S, Any], object] | None,
        catalogue: ReasonCatalogue[S],
        choices: Sequence[Choice] | None = None,
    ) -> None:
        """Find what has an answer about forms with these names in them.

        Args:
            choices: The fields that a form has; without them, all those that have to name something.
        """
        self._kind, self._catalogue = row.move.command, catalogue
        self._choices = tuple(choices_of(self._kind) if choices is None else choices)
        self._set = [getattr(self._kind, choice.field).__set__ for choice in self._choices]
        form_only = {field.name for field in fields(self._kind)} - {choice.field for choice in self._choices}
        details = [guard for guard in (*row.own_guards, *row.host_guards) if guard.kind is GuardKind.DETAIL]
        self._details = tuple(guard for guard in details if _may_answer(guard.ask, form_only))
        self._no_op_if = no_op_if if no_op_if and _may_answer(no_op_if, form_only) else None
        self._forbids = row.move.command.right.forbids_this if row.rights is None else None

    def __bool__(self) -> bool:
        """Whether there is anything to ask."""
        return bool(self._choices or self._details or self._no_op_if or self._forbids)

    def reasons(self, state: S, header: Header) -> Sequence[Reason]:
        """Why no form can succeed; empty where one may. Of several that it could name, the latest speaks."""
        first: tuple[RecordId, ...] | None = None
        unchanged = False
        form = self._form(header)
        among = [choice.among(state, header) for choice in self._choices]
        for tried, names in enumerate(zip(*among, strict=True) if len(among) == 1 else product(*among)):
            for assign, name in zip(self._set, names, strict=True):
                assign(form, name)
            if self._no_op_if is not None and _answer(self._no_op_if, state, form):
                unchanged = True
            elif tried >= MOST_FORMS or not self._is_refused(state, form):
                return ()
            elif first is None:
                first = names
        if first is not None:
            self._name(form, first)
            return self._reasons(state, form)
        if self._choices:
            return (self._catalogue.with_remedy(Reason(self._lacking(state, header))),)
        return (Reason(UNCHANGED),) if unchanged else ()

    def possible(self, state: S, header: Header) -> Iterator[RecordId]:
        """The names in its one field with which a form may succeed, those recorded last first."""
        [choice] = self._choices
        is_possible = self._may_be_named if choice.is_single else self._may_be_among
        return (name for name in dict.fromkeys(choice.among(state, header)) if is_possible(state, header, name))

    def _may_be_named(self, state: S, header: Header, name: RecordId) -> bool:
        form = self._form(header)
        self._name(form, (name,))
        changes = self._no_op_if is None or not _answer(self._no_op_if, state, form)
        return changes and not self._is_refused(state, form)

    def _may_be_among(self, state: S, header: Header, name: RecordId) -> bool:
        """Whether no guard says of this name that there is none such; what others ask of it together is open."""
        [choice] = self._choices
        if choice.each is not None:
            return True
        form = self._form(header)
        self._set[0](form, (name,))
        asked = (guard for guard in self._details if guard.code == choice.unknown)
        objections = (each for guard in asked for each in parameters_of(_answer(guard.ask, state, form)))
        return not any(isinstance(value, tuple) and name in value for each in objections for value in each.values())

    def _is_refused(self, state: S, form: AnyCommand) -> bool:
        for guard in self._details:
            try:
                answer = guard.ask(state, form)
            except AttributeError as missing:
                if missing.obj is not form:
                    raise
                continue
            if answer and (not guard.waivable or any(self._catalogue.answers(state, [(guard, answer)]).values())):
                return True
        return self._forbids is not None and _answer(self._forbids, state, form) is not None

    def _reasons(self, state: S, form: AnyCommand) -> Sequence[Reason]:
        answers = self._catalogue.answers(state, [(guard, _answer(guard.ask, state, form)) for guard in self._details])
        forbidden = None if self._forbids is None else _answer(self._forbids, state, form)
        return (*one_of_each_code(answers, answers), *self._catalogue.with_roles(forbidden))

    def _form(self, header: Header) -> AnyCommand:
        """The command with its header and nothing else: a field that was not set raises AttributeError."""
        form: AnyCommand = object.__new__(self._kind)
        object.__setattr__(form, "header", header)
        return form

    def _name(self, form: AnyCommand, names: tuple[RecordId, ...]) -> None:
        for assign, name in zip(self._set, names, strict=True):
            assign(form, name)

    def _lacking(self, state: S, header: Header) -> str:
        """The code of the first field that nothing can be named in; of the first where each has something."""
        empty = (each for each in self._choices if not any(islice(each.among(state, header), 1)))
        return next(empty, self._choices[0]).unknown


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
    def among(state: Aggregate, header: Header) -> Iterator[RecordId]:
        for ledger in reversed(reference.within):
            for name, record in reversed(getattr(state, ledger).items()):
                if reference.at_any_time or record.at <= header.at:
                    yield from record.parts if reference.parts else ()
                    yield name
        for record in state.set_aside(reference.within) if reference.parts else ():
            if reference.at_any_time or record.at <= header.at:
                yield from record.parts

    return among


def _may_answer(ask: Callable[..., object], form_only: set[str]) -> bool:
    """Whether a function may have an answer: not where its own code looks at a field that only the form has."""
    code = getattr(ask, "__code__", None)
    return code is None or code.co_argcount < 2 or form_only.isdisjoint(_read(code, code.co_varnames[1]))


def _read(code: CodeType, parameter: str) -> Iterator[str]:
    """The attributes that a function and those defined in it look up on one of its parameters."""
    for loaded, used in pairwise(get_instructions(code)):
        names = loaded.argval if isinstance(loaded.argval, tuple) else (loaded.argval,)
        if parameter in names[-1:] and used.opname in ("LOAD_ATTR", "LOAD_METHOD"):
            yield used.argval
    for nested in code.co_consts:
        if isinstance(nested, CodeType):
            yield from _read(nested, parameter)


def _answer(ask: Callable[..., Any], state: object, form: AnyCommand) -> Any:
    """The answer about a form; None where it depends on what is not in it."""
    try:
        return ask(state, form)
    except AttributeError as missing:
        if missing.obj is not form:
            raise
        return None
