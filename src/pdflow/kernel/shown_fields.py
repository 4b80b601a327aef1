"""Shown fields: those of an instance as its repr may show them, without what is personal."""

from __future__ import annotations

import attrs

from pdflow.kernel.fields import fields, personal_fields


def shown_fields(instance: object) -> dict[str, str]:
    """The fields of an instance as a repr may show them, by name: a personal text, at any depth, is ``...``."""
    hidden, own = personal_fields(type(instance)), [field.name for field in fields(type(instance))]
    return {name: "..." if name in hidden else _shown(getattr(instance, name)) for name in own}


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return f"({', '.join(map(_shown, value))}{',' * (len(value) == 1)})"
    if not attrs.has(type(value)):
        return repr(value)
    shown = shown_fields(value)
    if all(text == repr(getattr(value, name)) for name, text in shown.items()):
        return repr(value)
    return f"{type(value).__name__}({', '.join(f'{name}={text}' for name, text in shown.items())})"
