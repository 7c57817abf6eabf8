"""Acts that only Wagtail's own log knows, and what a crash kept from ours."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from cms.models import OnSite
from cms.services.pages import page_left_public, page_went_public
from cms.wagtail_log import PAGE_ACTS, THING_ACTS, THINGS
from hub.activity.services import record
from hub.common.actors import Actor

GRACE = timedelta(seconds=60)
AT_ONCE = 50


def copy_page_act(*, entry: PageLogEntry, actor: Actor, now: datetime) -> None:
    """Repeat in our log an act on a page that Wagtail reports in its own log only; others are left alone."""
    verb, model = PAGE_ACTS.get(entry.action), entry.content_type and entry.content_type.model_class()
    if verb and model:
        with transaction.atomic():
            data = {"title": entry.label[:200], **({"part_of": str(entry.uuid)} if entry.uuid else {})}
            record(actor=actor, verb=f"page.{verb}", subject=model(pk=entry.page_id), data=data, now=now)


def copy_thing_act(*, entry: ModelLogEntry, actor: Actor, now: datetime) -> None:
    """Repeat in our log what somebody did to a picture, a file, a redirect, a menu and the like."""
    model: Any = entry.content_type and entry.content_type.model_class()
    noun, verb = THINGS.get(model._meta.label_lower) if model else None, THING_ACTS.get(entry.action)
    if noun and verb and actor.user is not None:
        with transaction.atomic():
            subject = model(pk=int(entry.object_id))
            record(actor=actor, verb=f"{noun}.{verb}", subject=subject, data={"title": entry.label[:200]}, now=now)


def reconcile(*, now: datetime) -> int:
    """Log and index what Wagtail put on the site or took off it while we could not; return how many pages.

    Wagtail announces publishing after its own transaction: a process that dies in between leaves a page on the site
    that neither log nor search know. What happened less than a minute ago may still be under way.
    """
    settled = Q(last_published_at=None) | Q(last_published_at__lt=now - GRACE)
    unknown = Q(on_site=None) | (
        Q(live_revision__isnull=False) & (Q(on_site__revision_id=None) | ~Q(on_site__revision_id=F("live_revision_id")))
    )
    pages = Page.objects.live().filter(depth__gt=1).filter(settled, unknown)
    healed = 0
    for page in pages.specific()[:AT_ONCE]:
        page_went_public(actor=Actor.clock(), page=page, now=now)
        healed += 1
    for row in OnSite.objects.filter(page__live=False, noted_at__lt=now - GRACE).select_related("page")[:AT_ONCE]:
        page_left_public(actor=Actor.clock(), page=row.page.specific, now=now)
        healed += 1
    return healed
