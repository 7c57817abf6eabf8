"""The list of conversations, and one conversation with its composer. Both work without JavaScript."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hub.accounts.acting import ask_for_organisation
from hub.accounts.middleware import actor_of
from hub.accounts.presentation import org_line
from hub.accounts.queries import belongs_to
from hub.accounts.queries import get_visible_or_404 as get_organisation_or_404
from hub.common.bilingual import pick
from hub.messaging import queries
from hub.messaging.forms import MessageForm
from hub.messaging.limits import seconds_to_wait, too_fast_words
from hub.messaging.models import Conversation, Participant
from hub.messaging.presentation import moment_words, show_echo, show_events
from hub.messaging.rules import is_masked, my_participant, name_for
from hub.messaging.services import mark_read, open_conversation, send_message
from hub.messaging.subjects import SubjectCard, card_for, panel_for

PAGE_EVENTS = 100
EXCERPT_CHARACTERS = 140


@require_safe
@never_cache
@login_required
def conversation_list(request: HttpRequest) -> HttpResponse:
    """My organisations' conversations, the liveliest first."""
    actor = actor_of(request)
    before = request.GET.get("before", "")
    found = queries.list_conversations(
        request.user, acting=actor.organisation, before=before, limit=queries.LIST_ROWS + 1
    )
    page = found[: queries.LIST_ROWS]
    own = queries.own_ids(request.user)
    context = {
        "rows": [list_row(row, request.user, own) for row in page],
        "older_url": f"?before={page[-1].conversation.public_id}" if len(found) > len(page) else "",
        "newest_url": reverse("conversation-list") if before else "",
        "unread": queries.unread_total(request.user),
        "crumbs": [(gettext("Conversations"), "")],
    }
    return render(request, "messaging/conversation_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def conversation_open(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write to an organisation; leads into the conversation, also into one that is there already."""
    organisation, actor = get_organisation_or_404(request.user, public_id), actor_of(request)
    if belongs_to(request.user, organisation.pk):
        return redirect("organisation-detail", public_id)
    if actor.organisation is None:
        return ask_for_organisation(request)
    if request.method != "POST" and (talk := queries.open_talk(request.user, actor.organisation, organisation)):
        return redirect("conversation-detail", talk.public_id)
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        text, act_id = form.cleaned_data["body"], form.cleaned_data["client_uuid"]
        opened = open_conversation(
            actor=actor, subject=None, organisations=[organisation], first_message=text, client_uuid=act_id, now=now
        )
        return redirect("conversation-detail", opened.public_id)
    name = pick(organisation, "name").text
    context = {
        "organisation": organisation,
        "form": form,
        "heading": gettext("Write to %(name)s") % {"name": name},
    }
    return render(request, "messaging/conversation_open.html", context, status=422 if form.is_bound else 200)


# What of an organisation may be known while it keeps its name back.
MASKED_LINE = frozenset({"level", "level_label"})


def list_row(row: queries.ConversationRow, user: Any, own: frozenset[int]) -> dict[str, Any]:
    """Return what a row of the list shows to a person of the organisations `own`."""
    card = card_for(row.conversation.subject, user)
    other = other_side(row.others, own)
    url = reverse("conversation-detail", args=[row.conversation.public_id])
    new = ngettext("%(count)s new", "%(count)s new", row.unread) % {"count": row.unread} if row.unread else ""
    return {
        "title": card.title if card else gettext("Conversation with %(name)s") % {"name": other["name"]},
        "lang": card.lang if card else "",
        "url": url,
        "card": card,
        "org": other,
        "new": new,
        "excerpt": Truncator(row.last_event.body).chars(EXCERPT_CHARACTERS),
        "excerpt_lang": row.last_event.lang,
        "facts": [(gettext("Last message"), moment_words(row.last_event.created_at))],
    }


def other_side(others: list[Participant], own: frozenset[int]) -> dict[str, Any]:
    """Return the others of a conversation as one line: their names, with place and level when it is one alone."""
    names = [name_for(p, own) for p in others]
    line: dict[str, Any] = {"name": gettext(", ").join(n.text for n in names), "lang": names[0].lang if names else ""}
    if len(others) == 1:
        organisation = others[0].organisation
        shown = org_line(organisation, timezone.now(), with_end=True)
        if is_masked(others[0], own):  # its kind, country and level may be known, its name and page may not
            kind, country = organisation.get_kind_display(), organisation.get_country_display()
            shown = {name: value for name, value in shown.items() if name in MASKED_LINE}
            shown["place"] = gettext("%(kind)s, %(country)s") % {"kind": kind, "country": country}
        line |= shown
    return line


@dataclass(frozen=True)
class Seat:
    """Where a reader sits in a conversation: their ids, the participant they speak as, and the others in one line."""

    own: frozenset[int]
    mine: Participant
    other: dict[str, Any]


def take_seat(request: HttpRequest, conversation: Conversation) -> Seat:
    """Find the reader's place in a conversation that is visible to them."""
    own = queries.own_ids(request.user)
    participants = list(conversation.participants.all())
    mine = my_participant(participants, own, request.user, actor_of(request).organisation)
    if mine is None:
        raise LookupError("a visible conversation has a participant of the reader")
    return Seat(own, mine, other_side([p for p in participants if p.pk != mine.pk], own))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def conversation_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """Read a conversation and reply. 404 for everybody who takes no part."""
    conversation = queries.get_visible_or_404(request.user, public_id)
    seat = take_seat(request, conversation)
    label = gettext("Reply to %(name)s") % {"name": seat.other["name"]}
    if request.method != "POST":
        return thread_page(request, conversation, seat, MessageForm(label=label))
    form = MessageForm(request.POST, label=label)
    if not form.is_valid():
        return thread_page(request, conversation, seat, form, status=422)
    now = timezone.now()
    wait = seconds_to_wait(request.user, now)
    if wait:
        form.add_error("body", too_fast_words(wait))
        response = thread_page(request, conversation, seat, form, status=429)
        response["Retry-After"] = str(wait)
        return response
    event = send_message(actor=actor_of(request), conversation=conversation, now=now, **form.cleaned_data)
    return redirect(f"{reverse('conversation-detail', args=[public_id])}#seq-{event.seq}")


def thread_page(
    request: HttpRequest, conversation: Conversation, seat: Seat, form: MessageForm, *, status: int = 200
) -> HttpResponse:
    """Draw the conversation, note what has been read by opening it, and keep the reader's text."""
    before = request.GET.get("before", "")
    older_page = before.isdecimal() and len(before) < 19
    events = queries.events_before(conversation, int(before) if older_page else None, PAGE_EVENTS)
    first, newest = (events[0].seq, events[-1].seq) if events else (1, 0)
    read = seat.mine.last_read_seq
    fresh = [e.seq for e in events if e.seq > read and e.sender_id != seat.mine.pk]
    shown = show_events(
        events,
        own=seat.own,
        previous=queries.latest_event(conversation, first - 1),
        first_unread=fresh[0] if fresh else 0,
        unread=queries.count_unread(conversation, seat.mine) if fresh else 0,
    )
    if request.method == "GET" and newest > read:
        mark_read(actor=actor_of(request), conversation=conversation, seq=newest, now=timezone.now())
    card = card_for(conversation.subject, request.user)
    panel_template, panel = panel_for(conversation.subject, request.user)
    context = {
        "panel_template": panel_template,
        "panel": panel,
        "conversation": conversation,
        "card": card,
        "heading": heading(card, seat),
        "crumbs": [(gettext("Conversations"), reverse("conversation-list")), (heading(card, seat), "")],
        "events": shown,
        "cursor": newest,
        "live": not older_page,
        "earlier_url": f"?before={first}" if first > 1 else "",
        "newest_url": reverse("conversation-detail", args=[conversation.public_id]),
        "echo": show_echo(seat.mine, str(request.user), seat.own),
        "other": seat.other,
        "me": name_for(seat.mine, seat.own),
        "form": form,
        "api_language": get_language(),
    }
    return render(request, "messaging/conversation_detail.html", context, status=status)


def heading(card: SubjectCard | None, seat: Seat) -> str:
    """Return the title of the page: what it is about, or with whom it is."""
    return card.title if card else gettext("Conversation with %(name)s") % {"name": seat.other["name"]}
