"""Attributes in XML are quoted as the standard library quotes them, whatever characters they hold."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from hypothesis import example, given, strategies as st

from pdflow.exchange.event_log.xes import as_xml, quoted


def test_every_character_is_quoted_as_the_standard_library_quotes_it() -> None:
    texts = [f"a{chr(code)}" for code in range(0x11000)]
    assert [text for text in texts if quoted(text) != quoteattr(as_xml(text))] == []


@given(st.text())
@example("")
@example('"it\'s" <&>\r\n\t\x00\ud800')
def test_every_text_is_quoted_as_the_standard_library_quotes_it(text: str) -> None:
    assert quoted(text) == quoteattr(as_xml(text))
