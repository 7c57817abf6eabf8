"""Countries and regions by ISO 3166-1 code, with the names of the Unicode CLDR in both languages (through Babel)."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale
from django.utils.translation import get_language

_CODE = re.compile(r"[A-Z]{2}")
_NOT_TERRITORIES = {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}


@cache
def _names(zh: bool) -> dict[str, str]:
    territories = Locale.parse("zh_Hans_CN" if zh else "en").territories
    return {code: name for code, name in territories.items() if _CODE.fullmatch(code) and code not in _NOT_TERRITORIES}


def country_name(code: str) -> str:
    """Return the name of a country or region in the active language; the code itself when it is unknown."""
    return _names((get_language() or "en").startswith("zh")).get(code, code)


def country_choices() -> list[tuple[str, str]]:
    """Return (code, name) sorted by name in the active language, for form fields."""
    names = _names((get_language() or "en").startswith("zh"))
    return sorted(names.items(), key=lambda item: item[1])
