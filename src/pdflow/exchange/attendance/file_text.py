"""The text of a report's bytes, which say their encoding by a byte order mark, by their zero bytes, or not at all."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator

LOOKED_AT = 2000
"""Bytes at the beginning that are looked at for zero bytes."""


def text_of(content: bytes | str) -> str:
    """The text of a report.

    Raises:
        UnicodeError: it is text in none of these encodings, such as a spreadsheet in its own format.
    """
    if isinstance(content, str):
        return content.removeprefix("\ufeff")
    text = _decoded(content)
    if "\0" in text:
        raise UnicodeError("zero bytes in it")
    return text.removeprefix("\ufeff")


def _decoded(content: bytes) -> str:
    for encoding in _encodings(content):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            pass
    return content.decode("cp1252")


def _encodings(content: bytes) -> Iterator[str]:
    begin = content[:LOOKED_AT]
    if begin.startswith(BOM_UTF8):
        yield "utf-8"
    elif begin.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        yield "utf-16"
    elif 3 * begin[1::2].count(0) > len(begin[1::2]):
        yield "utf-16-le"
    elif 3 * begin[::2].count(0) > len(begin[::2]):
        yield "utf-16-be"
    yield "utf-8"
