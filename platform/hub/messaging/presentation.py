"""Events as a reader sees them. Page and API draw them with the same template, `messaging/_event.html`."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.translation import gettext, ngettext, pgettext

from hub.messaging.models import ConversationEvent, Participant
from hub.messaging.rules import is_masked, name_for


@dataclass(frozen=True)
class ShownEvent:
    """One event, ready to draw. `seq` is 0 for the echo of a message that is not sent yet."""

    seq: int
    sender: str
    person: str
    mine: bool
    body: str = ""
    lang: str = ""
    client_uuid: str = ""
    time_label: str = ""
    datetime: str = ""
    day_label: str = ""
    unread_label: str = ""
    state: str = ""


def show_events(
    events: Iterable[ConversationEvent],
    *,
    own: Set[int],
    previous: ConversationEvent | None,
    first_unread: int = 0,
    unread: int = 0,
) -> list[ShownEvent]:
    """Return events as somebody of the organisations `own` sees them, in the active language and time zone.

    An event that begins a new day after `previous` carries a day line; the one numbered `first_unread` carries the line
    that says how many are new.
    """
    day = timezone.localtime(previous.created_at).date() if previous else None
    shown = []
    for event in events:
        at = timezone.localtime(event.created_at)
        day_label = day_words(at) if at.date() != day else ""
        day = at.date()
        unread_label = _new_messages(unread) if first_unread and event.seq == first_unread else ""
        shown.append(_shown(event, own, at, day_label, unread_label))
    return shown


def _shown(event: ConversationEvent, own: Set[int], at: datetime, day_label: str, unread_label: str) -> ShownEvent:
    mine = event.sender.organisation_id in own
    return ShownEvent(
        seq=event.seq,
        sender=name_for(event.sender, own).text,
        person="" if is_masked(event.sender, own) else event.person.name,
        mine=mine,
        body=event.body,
        lang=event.lang,
        client_uuid=str(event.client_uuid) if mine else "",
        time_label=formats.date_format(at, "H:i"),
        datetime=at.isoformat(timespec="seconds"),
        day_label=day_label,
        unread_label=unread_label,
    )


def show_echo(sender: Participant, person: str, own: Set[int]) -> ShownEvent:
    """Return the empty form of a message that its author sees before the server has it."""
    return ShownEvent(
        seq=0, sender=name_for(sender, own).text, person=person, mine=True, state=gettext("Not sent yet"), time_label=""
    )


def draw(event: ShownEvent) -> str:
    """Return the HTML of one event."""
    return render_to_string("messaging/_event.html", {"event": event})


def day_words(at: datetime) -> str:
    """Return a day as a divider shows it, such as "Friday 20 November 2026"."""
    return formats.date_format(at, pgettext("date format of a day", "l j F Y"))


def moment_words(at: datetime) -> str:
    """Return a moment as a list shows it, in the active time zone, such as "20 Nov 2026, 14:02"."""
    return formats.date_format(timezone.localtime(at), pgettext("date format of a moment", "j M Y, H:i"))


def _new_messages(count: int) -> str:
    return ngettext("%(count)s new message", "%(count)s new messages", count) % {"count": count}
