"""Tell those who follow a standard or a field of what changed: by the outbox, once for each act and person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import translation

from hub.activity.models import Activity
from hub.activity.words import word_for
from hub.common.actors import Actor
from hub.common.bilingual import pick
from hub.notifications.services import notify
from hub.outbox.services import enqueue
from hub.standards.models import Standard
from hub.standards.queries.following import followed_among, followers_of
from hub.standards.queries.history import change_lines


def tell_followers(*, standards: Sequence[Standard], acts: Sequence[Activity], actor: Actor) -> None:
    """Write an effect for each act on a standard that somebody follows; the others cost nothing."""
    followed = followed_among(standards)
    for act in acts:
        if act.subject_id in followed:
            payload = {"act": act.pk, "standard": act.subject_id}
            enqueue(kind="standards.tell", payload=payload, key=f"standards.tell:{act.public_id}", queue="mail")


def notify_followers(*, act_id: int, standard_id: int, now: datetime) -> int:
    """Tell everybody who follows the standard or its field, but not who did it; return how many."""
    act = Activity.objects.get(pk=act_id)
    standard = Standard.objects.get(pk=standard_id)
    told = 0
    for reader in followers_of(standard):
        if reader.pk == act.actor_user_id:
            continue
        with translation.override(reader.language):
            context = {
                "standard": standard,
                "title": pick(standard, "title").text,
                "what": word_for(act.verb),
                "lines": [line.words for line in change_lines(act)],
                "url": standard.get_absolute_url(),
                "following_url": reverse("standards-following"),
            }
        notify(
            kind="standard.changed",
            reader=reader,
            subject=standard,
            key=f"standard.changed:{act.public_id}",
            data={"verb": act.verb},
            context=context,
            now=now,
        )
        told += 1
    return told
