"""Data standard: which of Ed-Fi's standards a data store follows, and where its resources and descriptors are."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

CORE: Final = "ed-fi"
CORE_DESCRIPTORS: Final = "uri://ed-fi.org"
descriptor_parts: Final = re.compile(r"(uri://[\w.-]+(?:/[\w.-]+)*/(\w+Descriptor))#(\S(?:.{0,48}\S)?)").fullmatch
"""The namespace of a descriptor, the name of its kind at the end of it, and its code value."""


class DataStandard(Enum):
    """Where professional development has its place."""

    CORE_6 = "6.x"
    """In the core, as since Data Standard 6.0."""
    EPDM_5 = "5.x"
    """In the community's extension for educator preparation (EPDM, once TPDM), schema ``tpdm``."""

    @property
    def path(self) -> str:
        """The part of an address under which the resources of professional development are."""
        return CORE if self is DataStandard.CORE_6 else "tpdm"

    @property
    def descriptors(self) -> str:
        """The namespace of the descriptors that belong to these resources."""
        return CORE_DESCRIPTORS if self is DataStandard.CORE_6 else "uri://tpdm.ed-fi.org"


STANDARD_DESCRIPTORS: Final = (CORE_DESCRIPTORS, DataStandard.EPDM_5.descriptors)
"""Namespaces whose descriptors every data store has from the beginning."""
