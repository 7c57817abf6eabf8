"""What conversations are about: upper apps declare in `conversation_subjects.py` how their objects look on a page.

For example `subjects.register("ip_transfer.enquiry", enquiry_card, queryset=lambda: Enquiry.objects.all())`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from django.db import models
from django.utils.functional import Promise

from hub.common.actors import Actor
from hub.common.registry import Registry


class Chip(TypedDict, total=False):
    """A standard that the subject is tied to, as the standard chip shows it."""

    number: str
    url: str
    role: str | Promise
    clause: str
    title: str
    title_lang: str
    status: str | Promise


@dataclass(frozen=True)
class SubjectCard:
    """A subject as the top of a conversation, its list row and its mails show it to one reader.

    `lang` is the BCP 47 tag of the title; `who` is the owner's name as this reader may know it; `state_tone` is one of
    neutral, info, ok, warn, danger.
    """

    title: str
    lang: str
    url: str
    chips: Sequence[Chip] = ()
    state_label: str | Promise = ""
    state_tone: str = "neutral"
    who: str = ""


CardMaker = Callable[[Any, Any], SubjectCard]
Rows = Callable[[], "models.QuerySet[Any]"]
# (subject, user): a template and what it shows, beside the talk; it may query.
PanelMaker = Callable[[Any, Any], "tuple[str, dict[str, Any]]"]
# (subject, actor, now): what a new message means for its subject, inside the message's transaction.
AfterMessage = Callable[[Any, Actor, datetime], None]


@dataclass(frozen=True)
class Subject:
    """A kind of subject: how to draw it, and how to read many of them with what drawing needs."""

    maker: CardMaker
    queryset: Rows | None
    on_message: AfterMessage | None = None
    panel: PanelMaker | None = None


_subjects: Registry[Subject] = Registry("subjects of conversations")


def register(
    model_label: str,
    maker: CardMaker,
    *,
    queryset: Rows | None = None,
    on_message: AfterMessage | None = None,
    panel: PanelMaker | None = None,
) -> CardMaker:
    """Declare how objects of a model ("app_label.modelname") are shown; `maker(subject, user)` may not query.

    `queryset` returns the rows with everything the maker touches (select_related, prefetch_related), so that a list
    of twenty conversations costs as many queries as a list of one. `on_message` is called for every message after the
    first, e.g. to mark an enquiry as answered. `panel` draws what can be done with
    the subject beside the talk. Raises ValueError when the model is taken.
    """
    label = model_label.lower()
    known = _subjects.find(label)
    if known is not None and known.maker is maker:
        return maker
    _subjects.add(label, Subject(maker, queryset, on_message, panel))
    return maker


def card_for(subject: models.Model | None, user: Any) -> SubjectCard | None:
    """Return the card of a subject for a reader; None when there is no subject or nobody declared its kind."""
    if subject is None:
        return None
    kind = _subjects.find(subject._meta.label_lower)
    return kind.maker(subject, user) if kind else None


def panel_for(subject: models.Model | None, user: Any) -> tuple[str, dict[str, Any]]:
    """Return the template and context of a subject's panel for a reader; an empty name when there is none."""
    kind = _subjects.find(subject._meta.label_lower) if subject is not None else None
    return kind.panel(subject, user) if kind and kind.panel else ("", {})


def rows_to_prefetch() -> list[models.QuerySet[Any]]:
    """Return the declared query sets, one for each kind that has one."""
    return [kind.queryset() for kind in _subjects if kind.queryset is not None]


def message_sent(subject: models.Model | None, actor: Actor, now: datetime) -> None:
    """Tell the app of a subject that somebody wrote about it."""
    kind = _subjects.find(subject._meta.label_lower) if subject is not None else None
    if kind and kind.on_message:
        kind.on_message(subject, actor, now)
