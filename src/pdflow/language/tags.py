"""Language tags: ``es``, ``es-MX``, or what a browser sends, ``es-MX,es;q=0.9,en;q=0.8``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

ENGLISH: Final = "en"
_WEIGHT: Final = re.compile(r"\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*").fullmatch


def normal_tag(language: str) -> str:
    """A tag in lower case with underscores, without an encoding: ``es-MX`` and ``es_MX.UTF-8`` are ``es_mx``."""
    return language.strip().partition(".")[0].replace("-", "_").lower()


@lru_cache(maxsize=1024)
def accepted_tags(languages: str) -> tuple[str, ...]:
    """The tags of a list as browsers send it, those preferred first; without ``*`` and those refused."""
    weighted = [(_weight(parameters), tag.strip()) for tag, _, parameters in map(_partition, languages.split(","))]
    ordered = sorted(weighted, key=lambda each: -each[0])
    return tuple(tag for weight, tag in ordered if weight > 0 and tag not in ("", "*"))


def fallbacks(languages: str) -> Iterator[str]:
    """Each accepted tag, then it without its region, in normal form; English last."""
    for language in accepted_tags(languages):
        tag = normal_tag(language)
        while tag:
            yield tag
            tag = tag.rpartition("_")[0]
    yield ENGLISH


def _partition(part: str) -> tuple[str, str, str]:
    return part.partition(";")


def _weight(parameters: str) -> float:
    weight = _WEIGHT(parameters)
    return 1.0 if weight is None else float(weight.group(1))
