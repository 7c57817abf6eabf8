"""Numbers of patents and applications as the offices print them, in one written form.

Chinese application numbers carry a check digit (the number's twelve digits weighted 2 to 9 and again 2 to 5, modulo 11, ten
written as X; eight digits weighted 2 to 9 before October 2003). A Chinese patent number is "ZL" and its application number.
Publications of all offices are a country code of WIPO ST.3, a serial number and a kind code of ST.16.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_CN_APPLICATION = re.compile(r"(?:CN|ZL)?(\d{12}|\d{8})\.?([\dX])")
_CN_PUBLICATION = re.compile(r"CN(\d{9}|\d{7})([ABCDSUY]\d?)?")
_PCT = re.compile(r"PCT([A-Z]{2})(\d{4}|\d{2})(\d{5,6})")
_WO = re.compile(r"WO(\d{4}|\d{2})(\d{5,6})([A-Z]\d?)?")
# Two series digits and six more; data bases put the year of filing before them.
_US_APPLICATION = re.compile(r"US(?:(?:19|20)\d{2})?(\d{2})(\d{3})(\d{3})A?")
_US_PUBLISHED_APPLICATION = re.compile(r"US(20\d{2})(\d{6,7})([A-Z]\d?)?")
# Two digits of the year and six more (European), eight or since 2004 twelve digits (German), and the check digit after a point.
_CHECKED_APPLICATION = re.compile(r"(?:(EP)(\d{8})|(DE)(\d{12}|\d{8}))(\d)?A?")
_OTHER = re.compile(r"([A-Z]{2})((?:[A-Z]{0,2})\d{4,13})([A-Z]\d?)?")
_SIGNS = re.compile(r"[\s,./\-‐‑–—]+")
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
# What the fifth digit of a Chinese application number, or the first of its publication number, may say.
_CN_TYPES = "12389"
_CN_PUBLISHED_TYPES = "123"
# The two-digit years of international applications begin with the treaty, in 1978.
_FIRST_PCT_YEAR = 78
_LENGTHS = {"US": (5, 8), "EP": (7, 7), "JP": (5, 10), "KR": (7, 13)}
_APPLICATION_FORMS = {
    "EP": _("A European application number has 8 digits, and a check digit after a point: EP 05123456.7."),
    "US": _("An application number of the United States has 8 digits: US 16/123,456."),
    "PC": _(
        "An international application number names the receiving office, the year and a number: PCT/CN2023/123456."
    ),
}


class NotAPatentNumber(ValueError):
    """The text is no number of that office; `reason` says which part is wrong."""

    def __init__(self, reason: str | Promise) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True)
class PatentNumber:
    """A number as we write it. `key` is the same for every way to type the same number: it finds duplicates."""

    office: str
    text: str
    key: str


def check_digit(digits: str) -> str:
    """Return the check digit of a Chinese application number of 12 digits (8 before October 2003)."""
    total = sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=False)) % 11
    return "X" if total == 10 else str(total)


def parse_application(text: str) -> PatentNumber:
    """Read an application number (or a Chinese patent number, ZL). Raises NotAPatentNumber."""
    folded = _folded(text)
    if found := _PCT.fullmatch(folded):
        office, year, serial = found.group(1), _full_year(found[2]), found[3].zfill(6)
        return PatentNumber("WO", f"PCT/{office}{year}/{serial}", f"PCT{office}{year}{serial}")
    if found := _CN_APPLICATION.fullmatch(folded):
        digits, check = found.groups()
        if len(digits) == 12 and digits[4] not in _CN_TYPES:
            raise NotAPatentNumber(_("The fifth digit says the kind of right: 1, 2, 3, 8 or 9."))
        if check_digit(digits) != check:
            raise NotAPatentNumber(_("The check digit after the point does not fit. Compare each digit."))
        return PatentNumber("CN", f"CN {digits}.{check}", f"CNA{digits}")
    if folded.startswith(("CN", "ZL")):
        raise NotAPatentNumber(_("A Chinese application number has 12 digits, a point and a check digit."))
    return _other_application(folded)


def _other_application(folded: str) -> PatentNumber:
    if found := _US_APPLICATION.fullmatch(folded):
        series, first, second = found.groups()
        return PatentNumber("US", f"US {series}/{first},{second}", f"US{series}{first}{second}")
    if found := _CHECKED_APPLICATION.fullmatch(folded):
        office, digits = found[1] or found[3], found[2] or found[4]
        return PatentNumber(office, ".".join(filter(None, (f"{office} {digits}", found[5]))), f"{office}{digits}")
    if reason := _APPLICATION_FORMS.get(folded[:2]):
        raise NotAPatentNumber(reason)
    return _other(folded)


def parse_publication(text: str) -> PatentNumber:
    """Read a publication or patent number of any office. Raises NotAPatentNumber."""
    folded = _folded(text)
    if found := _CN_PUBLICATION.fullmatch(folded):
        serial, kind = found.groups()
        if serial[0] not in _CN_PUBLISHED_TYPES:
            raise NotAPatentNumber(_("A Chinese publication number begins with 1, 2 or 3 after CN."))
        return PatentNumber("CN", " ".join(filter(None, ("CN", serial, kind))), f"CN{serial}")
    if found := _WO.fullmatch(folded):
        year, serial, kind = _full_year(found[1]), found[2].zfill(6), found[3]
        return PatentNumber("WO", " ".join(filter(None, (f"WO {year}/{serial}", kind))), f"WO{year}{serial}")
    if found := _US_PUBLISHED_APPLICATION.fullmatch(folded):
        year, serial, kind = found[1], found[2].zfill(7), found[3]
        return PatentNumber("US", " ".join(filter(None, (f"US {year}/{serial}", kind))), f"US{year}{serial}")
    if folded.startswith(("ZL", "PCT")):
        return parse_application(folded)
    if folded.startswith("CN"):
        if _CN_APPLICATION.fullmatch(folded):
            return parse_application(folded)
        raise NotAPatentNumber(_("A Chinese publication number has 9 digits (7 before 2007) after CN."))
    return _other(folded)


def _folded(text: str) -> str:
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text).upper())


def _full_year(year: str) -> str:
    """Return a year of four digits: 99 is 1999, 03 is 2003."""
    if len(year) == 4:
        return year
    return f"19{year}" if int(year) >= _FIRST_PCT_YEAR else f"20{year}"


def _other(folded: str) -> PatentNumber:
    found = _OTHER.fullmatch(folded)
    if found is None:
        raise NotAPatentNumber(_("Begin with the two letters of the office, then the digits, such as EP 1234567 B1."))
    office, serial, kind = found.groups()
    low, high = _LENGTHS.get(office, (4, 15))
    if not low <= len(serial) <= high:
        raise NotAPatentNumber(_("The number of digits does not fit this office."))
    return PatentNumber(office, " ".join(filter(None, (office, serial, kind))), f"{office}{serial.lstrip('0')}")
