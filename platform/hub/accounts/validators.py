"""Rules for passwords, in words of our own (OWASP ASVS 5, chapter V6.2; docs/security-accounts.md)."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# Words that everybody who knows this site would try (ASVS 6.2.11).
SITE_WORDS = (
    "zhongguancun",
    "biaozhun",
    "standards",
    "standard",
    "zsahub",
    "zgc",
    "zsa",
    "hub",
    "中关村",
    "标准化",
    "标准",
    "协会",
)
LEFT_OVER = 4  # characters of one's own that a password must hold besides such words
_WORD = re.compile(r"[^\W\d_]+")


class LengthValidator(MinimumLengthValidator):
    """At least so many characters; no rule about which (OWASP ASVS 5, 6.2.1 and 6.2.5)."""

    def get_error_message(self) -> Any:
        """Say how many are needed."""
        words = ngettext(
            "Use at least %(min_length)d character.", "Use at least %(min_length)d characters.", self.min_length
        )
        return words % {"min_length": self.min_length}

    def get_help_text(self) -> str:
        """Say how many are needed."""
        return str(self.get_error_message())


class ContextWordsValidator:
    """Refuse a password that is nothing but one's name, one's address or the name of this site, with figures around it."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError when fewer than four characters are left once such words and figures are taken out."""
        folded = password.casefold()
        found = [word for word in sorted(_words_of(user), key=len, reverse=True) if word in folded]
        if not found:
            return
        for word in found:
            folded = folded.replace(word, " ")
        if len("".join(_WORD.findall(folded))) < LEFT_OVER:
            raise ValidationError(
                _("Do not build the password from your name, your address or the name of this site."),
                code="password_of_context_words",
            )

    def get_help_text(self) -> str:
        """Say what not to use."""
        return _("Do not build the password from your name, your address or the name of this site.")


def _words_of(user: Any) -> set[str]:
    text = f"{getattr(user, 'name', '') or ''} {getattr(user, 'email', '') or ''}".casefold()
    own = set(_WORD.findall(text)) | {text.split()[0] if text.split() else ""}
    return {word for word in own if len(word) >= (3 if word.isascii() else 2)} | set(SITE_WORDS)
