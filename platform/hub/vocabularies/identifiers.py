"""Numbers by which registers know an organisation, checked as far as each kind can be checked without asking the register."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from stdnum import get_cc_module
from stdnum.cn import uscc
from stdnum.eu import vat
from stdnum.exceptions import ValidationError as NumberError
from stdnum.iso7064 import mod_97_10

Problem = Literal["empty", "length", "characters", "check", "country", "unknown"]
USCC, LEI, VAT, OTHER = "uscc", "lei", "vat", "other"
LEI_LENGTH, USCC_LENGTH = 20, 18
OTHER_MAXIMUM = 40
# Letters and digits of any script, and what registers put between them.
_OTHER = re.compile(r"[\w./\- ()&+*:·#]{2,40}")
_USCC_ALPHABET = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")


class InvalidIdentifier(ValueError):
    """The number is none of its kind. `problem` says why: empty, length, characters, check (a digit is wrong), country."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def clean_identifier(scheme: str, text: str, country: str = "") -> str:
    """Return the number in its compact form. Raises InvalidIdentifier.

    `scheme` is uscc (GB 32100-2015), lei (ISO 17442), vat (of the country) or other (any register; only its form is checked).
    """
    number = unicodedata.normalize("NFKC", text).strip()
    if not number:
        raise InvalidIdentifier("empty")
    if scheme == USCC:
        return _clean_uscc(number)
    if scheme == LEI:
        return _clean_lei(number)
    if scheme == VAT:
        return _clean_vat(number, country)
    if not _OTHER.fullmatch(number):
        raise InvalidIdentifier("length" if len(number) > OTHER_MAXIMUM else "characters")
    return " ".join(number.split()).upper()


def _clean_uscc(number: str) -> str:
    """Check the whole alphabet of GB 32100-2015: python-stdnum refuses letters in the first two places (Y…, N…)."""
    compact = uscc.compact(number)
    if len(compact) != USCC_LENGTH:
        raise InvalidIdentifier("length")
    if not set(compact) <= _USCC_ALPHABET or not compact[2:8].isdecimal():
        raise InvalidIdentifier("characters")
    if compact[-1] != uscc.calc_check_digit(compact[:-1]):
        raise InvalidIdentifier("check")
    return compact


def _clean_lei(number: str) -> str:
    """Check length and check digits: python-stdnum tests no length, “195” passes there."""
    compact = re.sub(r"[ -]", "", number).upper()
    if len(compact) != LEI_LENGTH:
        raise InvalidIdentifier("length")
    if not re.fullmatch(r"[0-9A-Z]{18}[0-9]{2}", compact):
        raise InvalidIdentifier("characters")
    if not mod_97_10.is_valid(compact):
        raise InvalidIdentifier("check")
    return compact


def _clean_vat(number: str, country: str) -> str:
    """Check by the rules of the country, with or without its prefix; a country without rules that we know keeps any form."""
    if not country:
        raise InvalidIdentifier("country")
    prefix = "EL" if country == "GR" else country
    compact = re.sub(r"[\s.\-/]", "", number).upper()
    try:
        if country.lower() in vat.MEMBER_STATES:
            return str(vat.validate(compact if compact.startswith(prefix) else prefix + compact))
        rules = get_cc_module(country.lower(), "vat")
        if rules is not None:
            return str(rules.validate(compact))
    except NumberError as error:
        names: dict[str, Problem] = {"InvalidLength": "length", "InvalidChecksum": "check"}
        raise InvalidIdentifier(names.get(type(error).__name__, "characters")) from error
    if not re.fullmatch(r"[0-9A-Z]{4,20}", compact):
        raise InvalidIdentifier("characters")
    return compact
