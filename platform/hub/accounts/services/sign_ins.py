"""Where somebody is signed in: noted, seen again, ended by the person themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.db import transaction
from django.db.models import F

from hub.accounts.devices import network_of
from hub.accounts.models import SignIn, User
from hub.activity.services import record
from hub.common.actors import Actor
from hub.notifications.services import poke_person


def note_sign_in(*, user: User, session_key: str, user_agent: str, address: str, now: datetime) -> SignIn:
    """Note a session that has just begun; the address is kept as its network only."""
    with transaction.atomic():
        SignIn.objects.filter(session_key=session_key).delete()
        return SignIn.objects.create(
            user=user,
            session_key=session_key,
            auth_hash=user.get_session_auth_hash(),
            user_agent=user_agent[:300],
            network=network_of(address),
            signed_in_at=now,
            last_seen_at=now,
        )


def note_seen(*, user: User, public_id: str, session_key: str, now: datetime) -> None:
    """Note that a session is in use; its key may have changed since."""
    SignIn.objects.filter(user=user, public_id=public_id).update(last_seen_at=now, session_key=session_key)


def forget_sign_in(*, session_key: str) -> None:
    """Drop the note of a session that its person ended by signing out."""
    SignIn.objects.filter(session_key=session_key).delete()


def end_sign_in(*, actor: Actor, public_id: str, now: datetime) -> bool:
    """End one session of the actor at once, open sockets included; False when they have no such session."""
    user = actor.someone
    with transaction.atomic():
        row = SignIn.objects.select_for_update().filter(user=user, public_id=public_id).first()
        if row is None:
            return False
        _store(row.session_key).delete()
        row.delete()
        record(actor=actor, verb="person.session_ended", subject=user, now=now)
        poke_person(user)
    return True


def end_sign_ins(*, actor: Actor, now: datetime) -> None:
    """End every session of the actor, noted or not. Whoever keeps the present one renews it with the person's new hash."""
    user = actor.someone
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
        user.refresh_from_db(fields=["session_epoch"])
        rows = SignIn.objects.filter(user=user)
        for key in rows.values_list("session_key", flat=True):
            _store(key).delete()
        rows.delete()
        record(actor=actor, verb="person.sessions_ended", subject=user, now=now)
        poke_person(user)


def carry_over(*, user: User, old_hash: str, new_hash: str) -> int:
    """Let the other sessions of a person outlive a change of password that they asked to keep them through; return how many."""
    kept = 0
    for row in SignIn.objects.filter(user=user, auth_hash=old_hash):
        store = _store(row.session_key)
        if store.get(HASH_SESSION_KEY) == old_hash:
            store[HASH_SESSION_KEY] = new_hash
            store.save()
            SignIn.objects.filter(pk=row.pk).update(auth_hash=new_hash)
            kept += 1
    return kept


def note_password_change(*, actor: Actor, now: datetime) -> None:
    """Record that a person has a new password, and let open pages of ended sessions notice at once."""
    user = actor.someone
    with transaction.atomic():
        record(actor=actor, verb="person.password_changed", subject=user, now=now)
        poke_person(user)


def forget_old_sign_ins(*, now: datetime) -> int:
    """Drop the notes of sessions that have run out and return how many."""
    gone = SignIn.objects.filter(last_seen_at__lt=now - timedelta(seconds=settings.SESSION_COOKIE_AGE))
    return gone.delete()[0] if gone.exists() else 0


def _store(session_key: str) -> Any:
    return import_module(settings.SESSION_ENGINE).SessionStore(session_key)
