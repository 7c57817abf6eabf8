"""Who may read the log, and what of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import QuerySet

from hub.activity.models import Activity

if TYPE_CHECKING:
    from datetime import datetime


def list_acts(
    *, verb: str = "", before: int | None = None, since: datetime | None = None, limit: int = 50
) -> QuerySet[Activity]:
    """Return acts newest first, with their actors and seals. The caller has checked that the reader may see the log."""
    acts = Activity.objects.select_related("actor_user", "actor_organisation", "subject_type", "seal").order_by("-id")
    if verb:
        acts = acts.filter(verb=verb)
    if before:
        acts = acts.filter(id__lt=before)
    if since:
        acts = acts.filter(at__gte=since)
    return acts.prefetch_related("subject")[:limit]


def list_verbs() -> list[str]:
    """Return the verbs that occur in the log, in order."""
    return list(Activity.objects.order_by("verb").values_list("verb", flat=True).distinct())


def history_of(subject: models.Model) -> QuerySet[Activity]:
    """Return the acts on one object, oldest first."""
    kind = ContentType.objects.get_for_model(subject)
    acts = Activity.objects.filter(subject_type=kind, subject_id=subject.pk)
    return acts.select_related("actor_user", "actor_organisation").order_by("id")


def count_acts(verb: str = "") -> int:
    """Return how many acts the log holds, of one verb or of all."""
    return (Activity.objects.filter(verb=verb) if verb else Activity.objects.all()).count()
