"""JSON text: what the standard library writes, from encoders that are made once."""

from __future__ import annotations

import json
from collections.abc import Callable
from json import encoder

Encoder = Callable[[object], str]
"""Turns a JSON value into text, as ``json.dumps`` does."""


def _ready(*, sort_keys: bool) -> Encoder:
    usual = json.JSONEncoder(check_circular=False, sort_keys=sort_keys)
    make = getattr(encoder, "c_make_encoder", None)
    if make is None:
        return usual.encode
    # The library makes one of these for each text, which takes longer than to write a short one.
    chunks = make(None, usual.default, encoder.encode_basestring_ascii, None, ": ", ", ", sort_keys, False, True)
    return lambda value: "".join(chunks(value, 0))


dumps = _ready(sort_keys=False)
sorted_dumps = _ready(sort_keys=True)
"""The same with the names of objects in order, so that equal values have equal texts."""
