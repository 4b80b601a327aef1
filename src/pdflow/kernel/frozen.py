"""Classes of values, which share one repr: attrs would compile one for each, a third of the time to import them.

``lightly_frozen`` are those frozen for type checkers only: made by the thousand, for one takes half the time to make.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from attrs import define, frozen, frozen as lightly_frozen
else:

    def _sharing_repr(declare, **always):
        """A decorator of attrs for classes that share the repr, unless they have one of their own."""

        def declared(owner=None, **options):
            if owner is None:
                return lambda owner: declared(owner, **options)
            if "__repr__" not in vars(owner):
                owner.__repr__ = repr_of_fields
            return declare(owner, **always, **options)

        return declared

    define = _sharing_repr(attrs.define)
    frozen = _sharing_repr(attrs.frozen)
    lightly_frozen = _sharing_repr(attrs.define, unsafe_hash=True, on_setattr=attrs.setters.NO_OP)

__all__ = ["define", "frozen", "lightly_frozen", "repr_of_fields"]


def repr_of_fields(value: Any) -> str:
    """A value as attrs shows it: the name of its class, and each field by its name."""
    kind = type(value)
    shown = [f"{field.name}={getattr(value, field.name)!r}" for field in attrs.fields(kind) if field.repr]
    return f"{kind.__qualname__.rpartition('>.')[2]}({', '.join(shown)})"
