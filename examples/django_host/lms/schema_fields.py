"""Fields of forms, each made of the JSON Schema of one value."""

import json

from django import forms
from django.utils.translation import gettext as _

from lms.models import Site, User
from pdflow import Role


class DateInput(forms.DateInput):
    """A day, as browsers let people choose one."""

    input_type = "date"


class MomentInput(forms.DateTimeInput):
    """A day and time, as browsers let people choose one."""

    input_type = "datetime-local"


def resolved(schema, defs):
    """A schema in which each reference is replaced by what it refers to, under what stands beside it; of a value or
    null, the value."""
    alternatives = [each for each in schema.get("anyOf", ()) if each != {"type": "null"}]
    if len(alternatives) == 1:
        schema = {**alternatives[0], **schema}
    if "$ref" in schema:
        known = defs[schema["$ref"].rpartition("/")[2]]
        beside = schema.get("properties", {})
        parts = {name: {**part, **beside.get(name, {})} for name, part in known.get("properties", {}).items()}
        schema = {**known, **schema, "properties": parts}
    if "items" in schema:
        schema = {**schema, "items": resolved(schema["items"], defs)}
    return {**schema, "properties": {name: resolved(each, defs) for name, each in schema.get("properties", {}).items()}}


def field_of(schema, is_required):
    """The field that asks for a value of a schema."""
    is_asked = is_required or schema.get("type") == "boolean"
    title = schema["title"] if is_asked else _("%(title)s (optional)") % {"title": schema["title"]}
    about = {"label": title, "help_text": schema.get("description", ""), "required": is_required}
    if schema.get("type") == "array":
        return _list_field(schema["items"], about)
    members = _members(schema)
    if members is not None:
        initial = _written(schema["default"]) if schema.get("default") is not None else None
        return forms.ChoiceField(**about, choices=[("", "—"), *members], initial=initial)
    return _plain_field(schema, {**about, "initial": schema.get("default")})


def _members(schema):
    """The values of which one is chosen, each with its words; None where it is not a choice."""
    if "oneOf" in schema:
        return [(each["const"], each["title"]) for each in schema["oneOf"] if "const" in each]
    if schema.get("not") == {}:
        return []
    named = [each for each in schema.get("anyOf", ()) if "enum" in each]
    if named:
        return [(_written(each["enum"][0]), each["title"]) for each in named]
    return _known(schema.get("x-names"))


def _known(names):
    """The people or sites of the host, where a value names one."""
    if names == ["person"]:
        people = User.objects.exclude(role=Role.SYSTEM).order_by("first_name", "last_name")
        return [(user.person, str(user)) for user in people]
    if names == ["site"]:
        return [*Site.objects.order_by("name").values_list("id", "name")]
    return None


def _written(value):
    return value if isinstance(value, str) else json.dumps(value)


def _list_field(items, about):
    members = _members(items)
    if members is None:
        about = {**about, "help_text": " ".join([about["help_text"], _("One in each line.")])}
        return LinesField(**about)
    return forms.MultipleChoiceField(**about, choices=members, widget=forms.CheckboxSelectMultiple)


def _plain_field(schema, about):
    kind, limits = schema["type"], {"min_value": schema.get("minimum"), "max_value": schema.get("maximum")}
    kind = next(each for each in kind if each != "null") if isinstance(kind, list) else kind
    match kind, schema.get("format"):
        case "boolean", _:
            return forms.BooleanField(**{**about, "required": False})
        case "integer", _:
            return forms.IntegerField(**about, **limits)
        case "number", _:
            return forms.FloatField(**about, **limits)
        case _, "date":
            return forms.DateField(**about, widget=DateInput(format="%Y-%m-%d"))
        case _, "date-time":
            return forms.DateTimeField(**about, widget=MomentInput(format="%Y-%m-%dT%H:%M"))
    is_short = "maxLength" in schema
    widget = forms.TextInput() if is_short else forms.Textarea({"rows": 2})
    return forms.CharField(**about, max_length=schema.get("maxLength"), widget=widget)


class LinesField(forms.CharField):
    """Several texts, one in each line."""

    widget = forms.Textarea({"rows": 3})

    def clean(self, value):
        """The lines that are not empty."""
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]
