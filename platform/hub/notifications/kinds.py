"""What people can be told about: upper apps declare their kinds of notices in `notices.py`.

SUBMITTED = register(
NoticeKind(
slug="listing.submitted",
title=_("Listings that wait for review"),
visible=lambda reader, ids: visible_to(reader).filter(pk__in=ids),
line=lambda listing, notice: Line(pick(listing, "title").text, reverse("ip-review", args=[listing.public_id])),
)
)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise

from hub.common.registry import Registry
from hub.notifications.enums import MailChoice


@dataclass(frozen=True)
class Line:
    """A notice as its reader may see it now: a sentence in the active language and where it leads (a path)."""

    text: str
    url: str


def everybody(reader: Any) -> bool:
    """The test of kinds that anybody may receive."""
    return True


@dataclass(frozen=True)
class NoticeKind:
    """One kind of notice.

    `visible(reader, ids)` returns those objects of the ids that the reader may see *now*: it is asked each time notices
    are shown, so that a title is never shown after the right to see it was lost. `line(object, data)` words one of them
    and may not query; `data` is what was given to `notify`. `template` names `<template>.subject.txt` and
    `<template>.txt` for the mail sent at once; without it the line is the mail. Kinds that are not `optional` are
    always mailed at once. `inbox` is off for kinds that only ever leave by mail. `concerns(reader)` hides a kind from
    the preferences of people who never get it.
    """

    slug: str
    title: str | Promise
    visible: Callable[[Any, Sequence[int]], Iterable[models.Model]]
    line: Callable[[Any, Mapping[str, Any]], Line]
    template: str = ""
    mail: MailChoice = MailChoice.NOW
    optional: bool = True
    inbox: bool = True
    concerns: Callable[[Any], bool] = everybody


kinds: Registry[NoticeKind] = Registry("kinds of notices")


def register(kind: NoticeKind) -> NoticeKind:
    """Make a kind known to `notify`, the inbox and the preferences."""
    return kinds.add(kind.slug, kind)
