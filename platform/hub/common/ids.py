"""Public identifiers: random, short, safe to read aloud, never a database key."""

import secrets
from typing import Any

from django.db import models

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without i, l, o, 0, 1
LENGTH = 12


def new_public_id() -> str:
    """Return 12 random characters (about 59 bits): enough that guessing one is hopeless, few enough for a URL."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


class PublicIdField(models.CharField[str, str]):
    """The identifier used in URLs, API and sockets; unique, set once when the object is made."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"max_length": LENGTH, "unique": True, "editable": False, "default": new_public_id}
        super().__init__(*args, **kwargs)

    def get_prep_value(self, value: Any) -> Any:
        """Look for a mark that is in no identifier instead of a NUL, which PostgreSQL refuses in every text."""
        prepared = super().get_prep_value(value)
        return prepared.replace("\x00", "\ufffd") if isinstance(prepared, str) else prepared

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Leave out what the field itself fixes, so that migrations stay short."""
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "unique", "editable", "default"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs
