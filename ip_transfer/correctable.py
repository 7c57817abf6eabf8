"""Readers report wrong facts about technology that is public to them."""

from typing import Any

from hub.corrections.subjects import Correctable, register
from ip_transfer.models import TransferListing
from ip_transfer.queries import visible_to


def _find(user: Any, public_id: str) -> TransferListing | None:
    return visible_to(user).filter(public_id=public_id).first()


register(Correctable("technology", _find))
