"""What people do to the outbox by hand goes into the log of acts, which lies above: it hands its `record` down to here."""

from datetime import datetime
from typing import Any, Protocol

from django.db import models

from hub.common.actors import Actor
from hub.common.registry import Registry


class Witness(Protocol):
    """Writes one act into the running transaction."""

    def __call__(
        self, *, actor: Actor, verb: str, subject: models.Model, data: dict[str, Any] | None = None, now: datetime
    ) -> object:
        """Write it; raise outside a transaction."""


witnesses: Registry[Witness] = Registry("witnesses of acts on the outbox")
