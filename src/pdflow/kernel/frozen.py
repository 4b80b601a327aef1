"""Classes frozen for type checkers only: those made by the thousand, for it takes half the time to make one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from attrs import frozen as lightly_frozen
else:
    lightly_frozen = attrs.define(unsafe_hash=True, on_setattr=attrs.setters.NO_OP)

__all__ = ["lightly_frozen"]
