"""Who may read the log, and what of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db import models
from django.db.models import Q, QuerySet, prefetch_related_objects

from hub.activity.models import Activity

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class Wanted:
    """Which acts are asked for. `person` is a part of a name or a whole e-mail address; `since` is included, `until` is not."""

    verb: str = ""
    person: str = ""
    subject_type: int | None = None
    subject_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None

    def condition(self) -> Q:
        """Return it as a condition on acts."""
        parts: list[Q] = []
        if self.verb:
            parts.append(Q(verb=self.verb))
        if self.person:
            parts.append(Q(actor_user__name__icontains=self.person) | Q(actor_user__email__iexact=self.person))
        if self.subject_type and self.subject_id:
            parts.append(Q(subject_type=self.subject_type, subject_id=self.subject_id))
        if self.since:
            parts.append(Q(at__gte=self.since))
        if self.until:
            parts.append(Q(at__lt=self.until))
        return Q(*parts)

    def noted(self) -> dict[str, Any]:
        """Return it as the log notes it, in ids: of a person's name the people it found (the first hundred)."""
        found: dict[str, Any] = {"verb": self.verb, "kind": self.subject_type, "object": self.subject_id}
        if self.person:
            named = Q(name__icontains=self.person) | Q(email__iexact=self.person)
            people = get_user_model().objects.filter(named).order_by("pk")
            found["people"] = list(people.values_list("public_id", flat=True)[:100])
        found["since"], found["until"] = (at and at.isoformat() for at in (self.since, self.until))
        return {name: value for name, value in found.items() if value not in (None, "")}


def list_acts(
    *,
    wanted: Wanted | None = None,
    verb: str = "",
    before: int | None = None,
    since: datetime | None = None,
    limit: int | None = 50,
) -> QuerySet[Activity]:
    """Return acts newest first (None: all of them), with their actors and seals. The caller has checked that the reader may
    see the log.
    """
    asked = wanted or Wanted(verb=verb, since=since)
    acts = Activity.objects.select_related("actor_user", "actor_organisation", "subject_type", "seal")
    acts = acts.filter(asked.condition()).order_by("-id")
    if before:
        acts = acts.filter(id__lt=before)
    return acts[:limit]


def read_subjects(acts: list[Activity]) -> None:
    """Read the objects of acts, and what their names are made of, in one query for each of their models.

    A model whose `str()` reads other rows says which in `named_with`.
    """
    kinds = {act.subject_type.model_class() for act in acts}
    rows = [model._base_manager.select_related(*names) for model in kinds if model and (names := _named_with(model))]
    prefetch_related_objects(acts, GenericPrefetch("subject", rows))


def _named_with(model: type[models.Model]) -> tuple[str, ...]:
    return getattr(model, "named_with", ())


def history_of(subject: models.Model) -> QuerySet[Activity]:
    """Return the acts on one object, oldest first."""
    kind = ContentType.objects.get_for_model(subject)
    acts = Activity.objects.filter(subject_type=kind, subject_id=subject.pk)
    return acts.select_related("actor_user", "actor_organisation").order_by("id")


def count_acts(verb: str = "", *, wanted: Wanted | None = None) -> int:
    """Return how many acts the log holds: all, of one verb, or those asked for."""
    return Activity.objects.filter((wanted or Wanted(verb=verb)).condition()).count()


def list_own_acts(user: Any) -> QuerySet[Activity]:
    """Return what a person did, newest first."""
    acts = Activity.objects.filter(actor_user=user)
    return acts.select_related("actor_user", "actor_organisation", "subject_type").order_by("-id")


def list_acts_about(user: Any) -> QuerySet[Activity]:
    """Return what others did with a person's data (looked at, changed), newest first."""
    acts = Activity.objects.filter(about_user=user).exclude(actor_user=user)
    return acts.select_related("actor_user", "actor_organisation", "subject_type").order_by("-id")
