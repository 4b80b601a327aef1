"""Trials: a command with a header and the names in it and nothing else, and what can be asked about such a form."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dis import get_instructions
from itertools import pairwise
from types import CodeType
from typing import Any, Final

from pdflow.kernel import codegen
from pdflow.kernel.header import Header
from pdflow.kernel.messages import AnyCommand

Question = Callable[[Any, Any], object]
"""What is asked of a state and a form."""
Failure = tuple[list[AnyCommand], bool]
"""Of forms of which none may succeed: those that were refused, and whether another would change nothing."""
Trial = Callable[[Any, Header, Iterable[Any]], Failure | None]
"""Tries forms with a header and one after the other of some names; no failure is one that may succeed."""
MOST_FORMS: Final = 500
"""Refused forms after which a command is taken to be possible."""


def trial_form(kind: type[AnyCommand], header: Header, names: Mapping[str, object]) -> AnyCommand:
    """The command with its header and these names by their fields: a field that was not set raises AttributeError."""
    form: AnyCommand = object.__new__(kind)
    for field, value in {"header": header, **names}.items():
        object.__setattr__(form, field, value)
    return form


def answer_about(form: AnyCommand, ask: Question, state: object) -> Any:
    """The answer about a form; None where it depends on what is not in it."""
    try:
        return ask(state, form)
    except AttributeError as missing:
        if missing.obj is not form:
            raise
        return None


def trial(
    kind: type[AnyCommand], fields: Sequence[str], no_op_if: Question | None, refusals: Iterable[Question]
) -> Trial:
    """Whether a form with one of some names may succeed, as one generated function of a state, a header and the names.

    It gives None with the first form that may.

    Args:
        fields: Those that the names are in: of one field each name is given, of several a tuple of their names.
        refusals: What has an answer where a form is refused.
    """
    known: dict[str, object] = {"_kind": kind, "_most": MOST_FORMS, "_no_op_if": no_op_if}
    values = ["_names"] if len(fields) == 1 else [f"_names[{place}]" for place in range(len(fields))]
    lines = ["_form = _new(_kind)"]
    for field, value in {"header": "_header", **dict(zip(fields, values, strict=True))}.items():
        known[f"_set_{field}"] = getattr(kind, field).__set__
        lines.append(f"_set_{field}(_form, {value})")
    if no_op_if is not None:
        lines += _asked("_no_op_if", "_unchanged = True")
    for number, ask in enumerate(refusals):
        known[f"_refuses_{number}"] = ask
        lines += _asked(f"_refuses_{number}", "_refused.append(_form)", "if len(_refused) > _most: return None")
    tried = [f"    {line}" for line in (*lines, "return None")]
    return codegen.trial(
        kind.__name__,
        ["_refused, _unchanged = [], False", "for _names in _among:", *tried, "return _refused, _unchanged"],
        known,
    )


def _asked(question: str, *answered: str) -> list[str]:
    """A question about the form and what follows if it is answered; one about what is not in the form has none."""
    return [
        "try:",
        f"    if {question}(_state, _form):",
        *(f"        {line}" for line in (*answered, "continue")),
        "except AttributeError as _missing:",
        "    if _missing.obj is not _form: raise",
    ]


def may_answer(ask: Callable[..., object], form_only: Collection[str]) -> bool:
    """Whether a function may have an answer: not where its own code looks at a field that only the form has."""
    code = getattr(ask, "__code__", None)
    return (
        code is None
        or code.co_argcount < 2
        or not any(field in form_only for field in _read(code, code.co_varnames[1]))
    )


def _read(code: CodeType, parameter: str) -> Iterator[str]:
    """The attributes that a function and those defined in it look up on one of its parameters."""
    for loaded, used in pairwise(get_instructions(code)):
        names = loaded.argval if isinstance(loaded.argval, tuple) else (loaded.argval,)
        if parameter in names[-1:] and used.opname in ("LOAD_ATTR", "LOAD_METHOD"):
            yield used.argval
    for nested in code.co_consts:
        if isinstance(nested, CodeType):
            yield from _read(nested, parameter)
