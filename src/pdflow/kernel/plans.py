"""Plans: work that asks others for answers without minding whether these come at once or are awaited.

A plan is a generator that yields what it got from whomever it asked, an answer or a promise of one, and is given the
answer. So a desk and its asynchronous twin share one plan.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from inspect import isawaitable
from typing import Any, TypeVar

T = TypeVar("T")
Plan = Generator[object, Any, T]


def computed(work: Callable[[], T]) -> Plan[T]:
    """The plan that asks nobody but a function."""
    answer: T = yield work()
    return answer


def carry_through(plan: Plan[T]) -> T:
    """Run a plan whose answers are there at once, and return what it returns."""
    answer = None
    try:
        while True:
            answer = plan.send(answer)
    except StopIteration as end:
        result: T = end.value
        return result


async def carry_through_async(plan: Plan[T]) -> T:
    """Run a plan, awaiting each answer that has to be awaited, and return what it returns."""
    try:
        asked = next(plan)
        while True:
            try:
                answer = await asked if isawaitable(asked) else asked
            except BaseException as error:  # noqa: BLE001  (the plan's to handle, or to raise again)
                asked = plan.throw(error)
            else:
                asked = plan.send(answer)
    except StopIteration as end:
        result: T = end.value
        return result
