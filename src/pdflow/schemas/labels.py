"""Labels: the titles and descriptions of schemas, in the reader's language."""

from __future__ import annotations

from enum import Enum

import attrs

from pdflow.language import ENGLISH, SHIPPED, Catalogue


@attrs.frozen
class Labels:
    """The texts of one language, from a catalogue: ``field.minutes``, or ``field.CloseCoaching.minutes`` of its own."""

    language: str = ENGLISH
    catalogue: Catalogue = attrs.field(default=SHIPPED, eq=id)

    def of_code(self, code: str | Enum) -> str:
        """The label of a code or an enum member."""
        return self.catalogue.label(code, self.language)

    def of_field(self, owner: str, field: str) -> dict[str, str]:
        """The title of a field of a class, and its description where there is one."""
        title = self._text("field", owner, field) or field.replace("_", " ")
        hint = self._text("hint", owner, field)
        return {"title": title[:1].upper() + title[1:]} | ({"description": hint} if hint else {})

    def of_key(self, owner: str, field: str) -> dict[str, str]:
        """The description of a field that names what its command makes."""
        hint = self.catalogue.text(self.language, f"hint.{owner}.{field}")
        return {"description": hint or self.of_code("hint.key")}

    def of_ledger(self, ledger: str) -> dict[str, str]:
        """The title of a state's records of one kind."""
        title = self.catalogue.text(self.language, f"kind.{ledger}") or ledger.replace("_", " ")
        return {"title": title[:1].upper() + title[1:]}

    def _text(self, group: str, owner: str, field: str) -> str | None:
        own = self.catalogue.text(self.language, f"{group}.{owner}.{field}")
        return own or self.catalogue.text(self.language, f"{group}.{field}")
