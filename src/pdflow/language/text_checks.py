"""Checks of a host's texts at load: a misspelt code, or a place that no text of its code has, is an error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cached_property
from typing import Final

import attrs

from pdflow.errors import OutOfRange
from pdflow.language.sentences import DESCRIBED, PLACE

KINDS: Final = frozenset(
    {"who", "percent", "event", "name", "quoted", *DESCRIBED, *(f"of_{kind}" for kind in DESCRIBED)}
)
"""The kinds of places that are not groups of labels."""
SURE: Final = 0.88
"""From this likeness on, an unknown code is taken for a misspelt one."""
_STRAY_BRACE: Final = re.compile("[{}]")
Key = tuple[str, str]
"""A context, empty where there is none, and a code."""


@attrs.frozen
class ShippedTexts:
    """What the shipped English texts of all codes have in them."""

    texts: Mapping[Key, tuple[str, ...]]

    @cached_property
    def parameters(self) -> Mapping[str, frozenset[str]]:
        """By code, the parameters that its texts and contexts name."""
        found: dict[str, set[str]] = {}
        for (context, code), texts in self.texts.items():
            named = {place.group(1) for text in texts for place in PLACE.finditer(text)}
            found.setdefault(code, set()).update(named, _named_by(context))
        return {code: frozenset(names) for code, names in found.items()}

    def check(self, place: str, key: Key, texts: Iterable[str], groups: Iterable[str]) -> None:
        """Check a host's texts of one key.

        Args:
            place: Where they stand, for the error.
            key: Their context and code.
            texts: The text, or its plural forms.
            groups: The groups of labels that the host has texts for.

        Raises:
            OutOfRange: The code is a misspelt one of pdflow's, a place or context names what its reason never has, or
                a brace is part of no place.
        """
        context, code = key
        known = self.parameters.get(code)
        if known is None:
            self._check_spelling(place, code)
        for text in texts:
            if brace := _STRAY_BRACE.search(PLACE.sub("", text)):
                raise OutOfRange(place, text, f"a text whose every {brace.group()} is part of a place such as {{name}}")
            for found in PLACE.finditer(text):
                name, kind = found.groups()
                if known and name not in known and (name not in self._all or get_close_matches(name, known)):
                    raise OutOfRange(
                        f"{place} {found.group()}", name, f"one of the places {{{'}, {'.join(sorted(known))}}}"
                    )
                if kind is not None and kind not in KINDS and kind not in groups and kind not in self._groups:
                    raise OutOfRange(
                        f"{place} {found.group()}", kind, f"a place of a known kind, such as {', '.join(sorted(KINDS))}"
                    )
        if known and (unknown := [name for name in _named_by(context) if name not in known]):
            raise OutOfRange(place, context, f"a context that names {', '.join(sorted(known))}, not {unknown[0]}")

    def _check_spelling(self, place: str, code: str) -> None:
        if "." not in code:
            return
        # Texts whose lengths differ by more are not alike, and most are not compared for that.
        most = int(len(code) * (1 - SURE)) + 1
        alike = [each for each in self._cased[_is_upper(code)] if abs(len(each) - len(code)) <= 2 * most]
        if near := get_close_matches(code, alike, n=1, cutoff=SURE):
            raise OutOfRange(place, code, f"a code; {near[0]} is meant")

    @cached_property
    def _cased(self) -> Mapping[bool, list[str]]:
        """The codes whose last part is in upper case, and the others."""
        return {
            is_upper: [code for code in self.parameters if _is_upper(code) is is_upper] for is_upper in (True, False)
        }

    @cached_property
    def _all(self) -> frozenset[str]:
        """The parameters of every code: a text may name one that ours of its code leaves out."""
        return frozenset().union(*self.parameters.values())

    @cached_property
    def _groups(self) -> frozenset[str]:
        return frozenset(code.rpartition(".")[0] for code in self.parameters if "." in code)


def _is_upper(code: str) -> bool:
    return code.rpartition(".")[2].isupper()


def _named_by(context: str) -> list[str]:
    """The parameters that a context names: ``helps, not coach`` names ``coach``."""
    parts = [part.strip().removeprefix("not ") for part in context.split(",")]
    return [part for part in parts if part not in ("", "helps")]
