"""Tell those who follow a standard or a field of what changed: by the outbox, one mail for each act and person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import translation

from hub.activity.models import Activity
from hub.activity.words import word_for
from hub.common.actors import Actor
from hub.common.bilingual import pick
from hub.notifications.services import notify_by_mail
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


def mail_followers(*, act_id: int, standard_id: int, now: datetime) -> int:
    """Write a mail to everybody who follows the standard or its field, but not to who did it; return how many."""
    act = Activity.objects.get(pk=act_id)
    standard = Standard.objects.get(pk=standard_id)
    told = 0
    for user in followers_of(standard):
        if user.pk == act.actor_user_id or not user.is_active:
            continue
        with translation.override(user.language):
            context = {
                "standard": standard,
                "title": pick(standard, "title").text,
                "what": word_for(act.verb),
                "lines": change_lines(act),
                "url": reverse("standard", args=[standard.slug]),
                "following_url": reverse("standards-following"),
            }
        key = f"standards:{act.public_id}:{user.public_id}"
        notify_by_mail(kind="standards.changed", user=user, template="standards/mail/changed", context=context, key=key)
        told += 1
    return told
