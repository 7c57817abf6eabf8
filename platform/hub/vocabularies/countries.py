"""Countries and regions by ISO 3166-1 code, with the names of the Unicode CLDR in both languages (through Babel)."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale
from django.utils.translation import get_language

_CODE = re.compile(r"[A-Z]{2}")
# Entries of the CLDR that are no codes of ISO 3166-1, or stand for no place.
_NOT_TERRITORIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
# The association's own wording where the CLDR's differs from the usage of the Chinese authorities.
_OWN_ZH = {"TW": "中国台湾", "HK": "中国香港", "MO": "中国澳门", "FK": "马尔维纳斯群岛（福克兰群岛）"}
_OWN_EN = {"TW": "Taiwan, China", "HK": "Hong Kong, China", "MO": "Macao, China", "FK": "Falkland Islands (Malvinas)"}


@cache
def _names(zh: bool) -> dict[str, str]:
    territories = Locale.parse("zh_Hans_CN" if zh else "en").territories
    names = {c: n for c, n in territories.items() if _CODE.fullmatch(c) and c not in _NOT_TERRITORIES}
    return names | (_OWN_ZH if zh else _OWN_EN)


def country_name(code: str) -> str:
    """Return the name of a country or region in the active language; the code itself when it is unknown."""
    return _names((get_language() or "en").startswith("zh")).get(code, code)


def country_choices() -> list[tuple[str, str]]:
    """Return (code, name) sorted by name in the active language (Chinese by pinyin, in which GB 2312 orders its characters)."""
    names = _names((get_language() or "en").startswith("zh"))
    return sorted(names.items(), key=lambda item: item[1].encode("gb18030"))


def find_country(text: str) -> str | None:
    """Return the code of a country or region by its two letters or its name in either language, or None."""
    wanted = " ".join(text.split()).casefold()
    for names in (_names(False), _names(True)):
        for code, name in names.items():
            if wanted in (code.casefold(), name.casefold()):
                return code
    return None
