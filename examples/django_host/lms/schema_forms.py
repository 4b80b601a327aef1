"""Forms made of the JSON Schema of a command: a field for each property, rows for each list of objects.

The id of the command comes with the form, so that a form sent twice is carried out once. The ids of the records that it
makes follow from it.
"""

import json
from datetime import date, datetime
from uuid import uuid4, uuid5

from django import forms
from django.utils.timezone import localtime, now

from lms.schema_fields import field_of, resolved
from pdflow import Header

FOR_THE_HOST = ("command", "by", "id")
"""Properties that the host fills in itself."""
ROWS, MOST_ROWS = 3, 10
"""How many rows a list has where nothing says how many there may be, and at most."""
KEPT = "kept"
"""The hidden field of a row with what is present of its object and not asked for, such as its id."""


class CommandForm:
    """The form of a command: its fields, and a set of rows for each list of objects.

    Args:
        schema: The schema of the command.
        data: What was sent, if anything.
        present: The values that the command would replace, which the form starts with.
        initial: Further values to start with.
    """

    def __init__(self, schema, data=None, present=None, initial=None):
        whole = resolved(schema, schema.get("$defs", {}))
        asked = {name: each for name, each in whole["properties"].items() if name not in FOR_THE_HOST}
        self.command, self.made = whole["properties"]["command"]["const"], [*filter(lambda n: is_new(asked[n]), asked)]
        lists = {name: each for name, each in asked.items() if each.get("items", {}).get("properties")}
        plain = asked.keys() - lists.keys() - {*self.made}
        fields = {name: field_of(each, name in whole["required"]) for name, each in asked.items() if name in plain}
        fields["id"] = forms.UUIDField(widget=forms.HiddenInput)
        present = present or {}
        at = localtime(now()).replace(second=0, microsecond=0)
        start = {"at": at, **present, **(initial or {}), "id": uuid4()}
        self.order = [name for name in asked if name not in self.made]
        self.main = type("MainForm", (forms.Form,), fields)(data, initial=start, label_suffix="")
        self.rows = {
            name: rows_of(name, each, name in whole["required"], data, present.get(name, ()))
            for name, each in lists.items()
        }

    def parts(self):
        """The fields and the sets of rows, in the order of the schema."""
        return [self.rows[name] if name in self.rows else self.main[name] for name in self.order]

    def is_valid(self):
        """Whether every field and every row is as the schema says."""
        return all([self.main.is_valid(), *(rows.is_valid() for rows in self.rows.values())])

    def header(self, actor):
        """What the command is signed with: its id, who gives it, and when it happened."""
        return Header(self.main.cleaned_data["id"], actor, self.main.cleaned_data["at"])

    def values(self):
        """The command as ``Codec.command_from_dict`` reads it beside its header."""
        asked = filled(self.main)
        command = asked.pop("id")
        asked.pop("at")
        made = {name: str(uuid5(command, name)) for name in self.made}
        lists = {name: [*self._items(name, rows, command)] for name, rows in self.rows.items()}
        return {"command": self.command, **made, **asked, **lists}

    def words(self):
        """What the rows of something new say first, by the ids that they get: nothing on record says it yet."""
        values = self.values()
        new = [(item[made], item) for name, rows in self.rows.items() for made in rows.made for item in values[name]]
        return {id: next((each for each in item.values() if each != id), id) for id, item in new}

    def _items(self, name, rows, command):
        for number, row in enumerate(rows):
            values = filled(row) if row.has_changed() or number < rows.initial_form_count() else {}
            kept = json.loads(values.pop(KEPT, "{}"))
            if values and not values.pop("DELETE", False):
                made = {made: str(uuid5(command, f"{name} {number} {made}")) for made in rows.made}
                yield made | kept | values


def is_new(schema):
    """Whether a value is the id of something new: it says so, or it is an id that names nothing known."""
    is_id = schema.get("minLength") == 1 and schema["type"] == "string"
    return "x-makes" in schema or (is_id and not {"x-names", "oneOf", "not"} & schema.keys())


def rows_of(name, schema, is_required, data, present):
    """A set of rows, one for each object of a list; a list within a list is not asked for."""
    items = schema["items"]
    asked = {each: part for each, part in items["properties"].items() if not is_new(part) and not part["properties"]}
    fields = {each: field_of(part, each in items["required"]) for each, part in asked.items()}
    fields[KEPT] = forms.CharField(widget=forms.HiddenInput, required=False)
    row, least = type("RowForm", (forms.Form,), fields), int(is_required)
    known = [len(each.choices) - 1 for each in row.base_fields.values() if isinstance(each, forms.ChoiceField)]
    count = max(least, min(MOST_ROWS, known[0])) if "x-each" in schema else ROWS
    limits = {"extra": count - least, "min_num": least, "validate_min": True}
    kind = forms.formset_factory(row, **limits, can_delete=True, can_delete_extra=False)
    start = [_row_of(each, asked) for each in present]
    rows = kind(data, prefix=name, initial=start, form_kwargs={"label_suffix": ""})
    rows.made = [each for each, part in items["properties"].items() if is_new(part)]
    rows.title, rows.description = schema["title"], schema.get("description", "")
    return rows


def _row_of(value, asked):
    """What a row starts with, of an object that is present."""
    shown = {each: json.dumps(part) if isinstance(part, dict) else part for each, part in value.items()}
    kept = {each: part for each, part in value.items() if each not in asked}
    return {**shown, KEPT: json.dumps(kept)}


def filled(form):
    """The values of a form that are filled in, as JSON has them."""
    values = {name: _json(form.fields[name], value) for name, value in form.cleaned_data.items()}
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def _json(field, value):
    if isinstance(value, date | datetime):
        return value.isoformat()
    is_object = isinstance(field, forms.ChoiceField) and isinstance(value, str) and value.startswith("{")
    return json.loads(value) if is_object else value
