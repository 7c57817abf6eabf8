"""Telephone numbers of every country, kept in the form of ITU-T E.164."""

from __future__ import annotations

import phonenumbers


class InvalidPhone(ValueError):
    """No telephone number of that country, nor an international one."""


def clean_phone(text: str, country: str = "") -> str:
    """Return a number as +4930123456; one without a country code is read as one of `country`. Raises InvalidPhone."""
    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException as error:
        raise InvalidPhone(text) from error
    if not phonenumbers.is_possible_number(number):
        raise InvalidPhone(text)
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def phone_words(number: str) -> str:
    """Return a kept number as people read it: +49 30 123456."""
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return number
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL))
