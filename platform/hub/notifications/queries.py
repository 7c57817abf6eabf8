"""A person's inbox: what they were told, worded from what they may see now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from hub.notifications.enums import MailChoice
from hub.notifications.kinds import Line, NoticeKind, kinds
from hub.notifications.models import Notice, NoticePreference


@dataclass(frozen=True)
class Shown:
    """A notice with its words; `line` is None when the reader may no longer see what it was about."""

    notice: Notice
    kind: NoticeKind | None
    line: Line | None


def visible_to(user: Any) -> QuerySet[Notice]:
    """Return the notices somebody may see: their own."""
    if not (user and user.is_authenticated):
        return Notice.objects.none()
    return Notice.objects.filter(reader=user)


def list_notices(user: Any, *, kind: str = "", unread: bool = False) -> QuerySet[Notice]:
    """Return a person's notices, newest first, of one kind (none of an unknown one) and unread ones only where asked."""
    found = visible_to(user).order_by("-id")
    if kind:
        found = found.filter(kind=kind) if kinds.find(kind) else found.none()
    return found.filter(read_at=None) if unread else found


def count_by_kind(user: Any, *, unread: bool = False) -> dict[str, int]:
    """Return how many notices (unread ones only where asked) a person has of each kind, by slug."""
    found = list_notices(user, unread=unread).order_by().values_list("kind").annotate(number=Count("id"))
    return dict(found)


def worded(user: Any, notices: Iterable[Notice]) -> list[Shown]:
    """Word notices in the active language, with one look per kind at what the reader may see now."""
    rows = list(notices)
    ids: dict[str, set[int]] = defaultdict(set)
    for notice in rows:
        ids[notice.kind].add(notice.subject_id)
    seen = {
        slug: {obj.pk: obj for obj in kind.visible(user, sorted(wanted))}
        for slug, wanted in ids.items()
        if (kind := kinds.find(slug)) is not None
    }
    return [_shown(notice, kinds.find(notice.kind), seen.get(notice.kind, {})) for notice in rows]


def _shown(notice: Notice, kind: NoticeKind | None, seen: dict[int, Any]) -> Shown:
    subject = seen.get(notice.subject_id)
    return Shown(notice, kind, kind.line(subject, notice.data) if kind and subject is not None else None)


def kinds_for(user: Any) -> list[NoticeKind]:
    """Return the kinds that concern a person, in the order of their titles' registration."""
    return [kind for kind in kinds if kind.concerns(user)]


def mail_choice(user: Any, kind: NoticeKind) -> MailChoice:
    """Return when a person wants a kind by mail."""
    if not kind.optional:
        return MailChoice.NOW
    own = NoticePreference.objects.filter(reader=user, kind=kind.slug).values_list("mail", flat=True).first()
    return MailChoice(own) if own else kind.mail


def mail_choices(user: Any) -> dict[str, MailChoice]:
    """Return the choices of a person that differ from the defaults, by kind."""
    return {p.kind: MailChoice(p.mail) for p in NoticePreference.objects.filter(reader=user)}
