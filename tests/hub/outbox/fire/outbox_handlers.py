"""Effects that can be counted: one in the database, one at a receiver. Each takes long enough to be hit in the middle."""

import os
import time
import urllib.request
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType

from hub.activity.services import record
from hub.common.actors import Actor
from hub.outbox.registry import handles

SECONDS = 0.008


@handles("fire.record", effect="database")
def write_down(payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Add a row that a repeat would add again."""
    subject = ContentType.objects.get_for_model(ContentType)
    record(actor=Actor.system(), verb="fire.recorded", subject=subject, data={"key": key}, now=now)
    time.sleep(SECONDS)


@handles("fire.call", effect="outside")
def call(payload: dict[str, Any], *, key: str, now: datetime) -> None:
    """Tell the receiver, with the key."""
    request = urllib.request.Request(os.environ["FIRE_RECEIVER"], data=b"", headers={"Idempotency-Key": key})  # noqa: S310
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
        answer.read()
