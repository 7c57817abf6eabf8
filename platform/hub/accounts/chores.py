"""Roles and sessions that ran out are closed with the clock; accounts are erased when their week is over."""

from django.utils import timezone

from hub.accounts.services.erasure import erase_due
from hub.accounts.services.roles import end_expired_grants
from hub.accounts.services.sign_ins import forget_old_sign_ins
from hub.outbox.clock import every_tick


@every_tick("accounts.end_expired_grants")
def end_grants() -> int:
    """Close the grants that ran out since the last tick."""
    return end_expired_grants(now=timezone.now())


@every_tick("accounts.forget_old_sign_ins")
def forget_sessions() -> int:
    """Drop the notes of sessions that have run out."""
    return forget_old_sign_ins(now=timezone.now())


@every_tick("accounts.erase_due")
def erase_accounts() -> int:
    """Erase the accounts whose week to change one's mind is over."""
    return erase_due(now=timezone.now())
