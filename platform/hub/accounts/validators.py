"""Rules for passwords, in words of our own."""

from typing import Any

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext


class LengthValidator(MinimumLengthValidator):
    """At least so many characters; no rule about which (OWASP ASVS 5, 6.2)."""

    def get_error_message(self) -> Any:
        """Say how many are needed."""
        words = ngettext(
            "Use at least %(min_length)d character.", "Use at least %(min_length)d characters.", self.min_length
        )
        return words % {"min_length": self.min_length}

    def get_help_text(self) -> str:
        """Say how many are needed."""
        return str(self.get_error_message())
