"""What a translated page says the same as, and since when."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Page, Revision

from cms.models import TranslationMark
from cms.queries.translations import pair_of
from cms.services.pages import note_act
from hub.common.actors import Actor

# What a version holds beside its words.
NO_WORDS = frozenset(
    {
        "pk", "path", "depth", "numchild", "live", "has_unpublished_changes", "first_published_at", "last_published_at",
        "live_revision", "latest_revision", "latest_revision_created_at", "go_live_at", "expire_at", "expired", "locked",
        "locked_at", "locked_by", "owner", "draft_title", "url_path", "comments", "show_in_menus", "slug",
    }
)  # fmt: skip


class NoTranslation(Exception):
    """The page is not the translation of another one."""


def note_translation(*, source: Page, target: Page, actor: Actor, now: datetime) -> None:
    """A translation was made from the newest version of its source."""
    with transaction.atomic():
        mark = {"source_revision": source.latest_revision, "marked_at": now, "marked_by": actor.user}
        TranslationMark.objects.update_or_create(page_id=target.pk, defaults=mark)
        note_act(actor=actor, page=target, verb="translated", now=now)


def confirm_translation(*, page: Page, actor: Actor, now: datetime) -> None:
    """Somebody says that a translation is up to date with what its source says on the site.

    Raises NoTranslation when the page is no translation.
    """
    pair = pair_of(page)
    if pair is None or pair.target is None or pair.target.pk != page.pk:
        raise NoTranslation
    source = pair.source
    with transaction.atomic():
        mark = {
            "source_revision_id": source.live_revision_id or source.latest_revision_id,
            "marked_at": now,
            "marked_by": actor.user,
        }
        TranslationMark.objects.update_or_create(page_id=page.pk, defaults=mark)
        note_act(actor=actor, page=page, verb="translation_confirmed", now=now)


def follow_source(*, source: Page, now: datetime) -> None:
    """The source was published: a translation of the same words stays up to date."""
    marks = TranslationMark.objects.filter(page__translation_key=source.translation_key).exclude(page_id=source.pk)
    # read again: a version that was saved a moment ago still holds dates where a stored one holds text
    new = Revision.objects.filter(pk=source.live_revision_id).first()
    with transaction.atomic():
        for mark in marks.select_related("source_revision"):
            old = mark.source_revision
            if old is not None and new is not None and old.pk != new.pk and same_words(old, new):
                mark.source_revision, mark.marked_at = new, now
                mark.save()


def same_words(one: Revision, other: Revision) -> bool:
    """Whether two versions say the same."""
    words = [{key: _read(value) for key, value in r.content.items() if key not in NO_WORDS} for r in (one, other)]
    return words[0] == words[1]


def _read(value: Any) -> Any:
    """Read what a StreamField keeps as text: the order of its keys is no difference."""
    if not isinstance(value, str) or value[:1] not in ("[", "{"):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
