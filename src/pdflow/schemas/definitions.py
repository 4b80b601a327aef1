"""Definitions: the schema of every class and enum that fields are made of, each made once and referred to by name."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import attrs

from pdflow.audience import Audience
from pdflow.kernel.fields import PERSONAL, Limit, fields, types_of
from pdflow.policy import Policy
from pdflow.schemas.labels import Labels
from pdflow.schemas.plain import IN_STATES, PLAIN, of_mark, or_null
from pdflow.schemas.policies import policy_schema_of
from pdflow.storage.converters import converter
from pdflow.storage.json_values import JsonObject
from pdflow.storage.type_forms import is_optional, not_none, pairs_of

_Factory: type[Any] = type(attrs.Factory(list))


@attrs.define
class Definitions:
    """The schemas that others refer to, by name.

    Args:
        labels: The texts of titles and descriptions.
        refs: What stands before a name in ``$ref``, such as ``#/$defs/``.
        limited: Whether values are limited as their marks say, which commands and policies are.
        reader: Leave out what this audience may not read; without one, nothing is left out.
        notes: Whether a reader gets personal notes.
    """

    labels: Labels
    refs: str
    limited: bool = True
    reader: Audience | None = None
    notes: bool = True
    made: dict[str, JsonObject] = attrs.field(factory=dict)
    _kinds: dict[str, type] = attrs.field(factory=dict)

    def schema_of(self, hint: Any) -> JsonObject:
        """The schema of the JSON values that are read as this type.

        Raises:
            TypeError: A type that is not stored, or two classes of one name.
        """
        origin, inner = get_origin(hint), get_args(hint)
        if hint in PLAIN:
            return dict((PLAIN if self.limited else IN_STATES)[hint])
        if origin is Annotated:
            return self._marked(inner[0], inner[1:])
        if is_optional(hint):
            return or_null(self.schema_of(not_none(hint)))
        if origin in (Union, UnionType):
            return {"anyOf": [self.schema_of(part) for part in inner]}
        if origin in (tuple, set, frozenset):
            return self._listed(origin, inner)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return self.schema_of(pairs_of(hint))
        return self._reference(hint)

    def properties_of(self, kind: type) -> dict[str, JsonObject]:
        """The schema of each field of a class, in their order, with title, description and default."""
        hints = types_of(kind)
        return {
            field.name: self.labels.of_field(kind.__name__, field.name) | self._of_field(field, hints[field.name])
            for field in fields(kind)
            if field.name != "header" and self._is_shown(hints[field.name])
        }

    def _is_shown(self, hint: Any) -> bool:
        marks = getattr(hint, "__metadata__", ())
        audience = next((mark for mark in marks if isinstance(mark, Audience)), Audience.ALL)
        return self.reader is None or (self.reader.may_read(audience) and (self.notes or PERSONAL not in marks))

    def _of_field(self, field: attrs.Attribute[Any], hint: Any) -> JsonObject:
        schema = self.schema_of(hint)
        if field.default is attrs.NOTHING:
            return schema
        default: Any = field.default
        if isinstance(default, _Factory):
            default = default.factory()
        return {**schema, "default": converter(detailed=False).unstructure(default, unstructure_as=hint)}

    def _marked(self, hint: Any, marks: tuple[object, ...]) -> JsonObject:
        schema = self.schema_of(hint)
        for mark in marks:
            if self.limited or not isinstance(mark, Limit):
                schema |= of_mark(mark)
        return schema

    def _listed(self, origin: object, inner: tuple[Any, ...]) -> JsonObject:
        if origin is tuple and inner[-1] is not ...:
            return {
                "type": "array",
                "prefixItems": [self.schema_of(each) for each in inner],
                "minItems": len(inner),
                "maxItems": len(inner),
            }
        unique = {} if origin is tuple else {"uniqueItems": True}
        return {"type": "array", "items": self.schema_of(inner[0]), **unique}

    def _reference(self, kind: Any) -> JsonObject:
        if not isinstance(kind, type) or not (attrs.has(kind) or issubclass(kind, Enum)):
            raise TypeError(f"{kind!r} is of a type that is not stored")
        name = kind.__name__
        if self._kinds.setdefault(name, kind) is not kind:
            raise TypeError(f"two classes are called {name}")
        if name not in self.made:
            self.made[name] = {}
            self.made[name] = self._definition(kind)
        return {"$ref": self.refs + name}

    def _definition(self, kind: type) -> JsonObject:
        if issubclass(kind, Enum):
            members = [{"const": member.value, "title": self.labels.of_code(member)} for member in kind]
            return {"type": "string", "oneOf": members}
        if issubclass(kind, Policy):
            return policy_schema_of(attrs.evolve(self, limited=True).properties_of(kind))
        properties = self.properties_of(kind)
        return closed_object(properties, [name for name in properties if is_required(kind, name)])


def closed_object(properties: Mapping[str, JsonObject], required: list[str]) -> JsonObject:
    """An object of these fields and no others."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": required,
        "additionalProperties": False,
    }


def is_required(kind: type, name: str) -> bool:
    """Whether a field of a class has no default."""
    return getattr(attrs.fields(kind), name).default is attrs.NOTHING
