"""How acts are told to a reader: words, and no more of the actor than the reader may know."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from hub.activity.models import Activity, ActorKind
from hub.common.actors import oversees


@dataclass(frozen=True)
class Reader:
    """Who reads: the person, the organisations they belong to, and whether they hold an office that sees all names."""

    user_id: int | None
    organisation_ids: frozenset[int]
    sees_names: bool = False


def reader_of(request: Any) -> Reader:
    """Return the reader behind a request."""
    organisations: Collection[Any] = getattr(request, "organisations", ())
    return Reader(request.user.pk, frozenset(o.pk for o in organisations), oversees(request))


def who_did(act: Activity, reader: Reader, desk: str | Promise = "") -> str:
    """Return who acted, as far as this reader may know: names within an own organisation only. Masked buyers stay masked.

    `desk` is said instead of a name that the reader may not know, where the act was a desk's work.
    """
    if act.actor_kind != ActorKind.PERSON or act.actor_user is None:
        return str(act.get_actor_kind_display())
    if act.actor_user_id == reader.user_id:
        return _("You")
    if reader.sees_names or act.actor_organisation_id in reader.organisation_ids:
        return str(act.actor_user.name)
    if desk:
        return str(desk)
    return _("Another organisation") if act.actor_organisation_id else _("Staff or another person")
