"""Classes of values, which share methods: attrs would compile them for each class, a third of the time to import all.

``lightly_frozen`` are those frozen for type checkers only: made by the thousand, for one takes half the time to make.
They are compared and looked up as often, so only the repr is shared among them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs


def repr_of_fields(value: Any) -> str:
    """A value as attrs shows it: the name of its class, and each field by its name."""
    kind = type(value)
    shown = [f"{field.name}={getattr(value, field.name)!r}" for field in attrs.fields(kind) if field.repr]
    return f"{kind.__qualname__.rpartition('>.')[2]}({', '.join(shown)})"


def equal_in_fields(one: Any, other: object) -> Any:
    """Whether two are of one class and every field that counts is equal or the same, as tuples compare them."""
    return _compared(one) == _compared(other) if type(one) is type(other) else NotImplemented


def hash_of_fields(value: Any) -> int:
    """The hash of a value that cannot change, by its class and every field that counts."""
    return hash((type(value), _compared(value)))


def _compared(value: Any) -> tuple[object, ...]:
    return tuple([getattr(value, field.name) for field in attrs.fields(type(value)) if field.eq])


class Mark:
    """A mark that says all by its name: those of one class are equal."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


if TYPE_CHECKING:
    from attrs import define, frozen, frozen as lightly_frozen
else:

    def _sharing(declare, methods, **always):
        """A decorator of attrs for classes that share these methods, unless they have one of their own."""

        def declared(owner=None, **options):
            if owner is None:
                return lambda owner: declared(owner, **options)
            for name, method in (methods if options.get("eq", True) else _SHOWN).items():
                if name not in vars(owner):
                    setattr(owner, name, method)
            return declare(owner, **always, **options)

        return declared

    _SHOWN = {"__repr__": repr_of_fields}
    _COMPARED = _SHOWN | {"__eq__": equal_in_fields}
    define = _sharing(attrs.define, _COMPARED)
    frozen = _sharing(attrs.frozen, _COMPARED | {"__hash__": hash_of_fields})
    lightly_frozen = _sharing(attrs.define, _SHOWN, unsafe_hash=True, on_setattr=attrs.setters.NO_OP)

__all__ = ["Mark", "define", "equal_in_fields", "frozen", "lightly_frozen", "repr_of_fields"]
