"""Events by cursor, and sending, for scripts of the page. The same gate, rules and drawing as the page."""

from __future__ import annotations

import hashlib
import json
import uuid
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from hub.accounts.middleware import actor_of
from hub.messaging import queries
from hub.messaging.limits import seconds_to_wait, too_fast_words
from hub.messaging.models import Conversation, ConversationEvent
from hub.messaging.presentation import draw, show_events
from hub.messaging.services import UnacceptableMessage, send_message

PAGE_EVENTS = 100
MAX_REQUEST_BYTES = 64 * 1024
_MAX_CURSOR_DIGITS = 18


def problem(status: int, title: str, **more: Any) -> JsonResponse:
    """Return an error in the form of RFC 9457."""
    content = {"type": "about:blank", "title": title, "status": status, **more}
    return JsonResponse(content, status=status, content_type="application/problem+json")


def _language(request: HttpRequest) -> str:
    wanted = request.GET.get("lang", "")
    known = {code for code, _name in settings.LANGUAGES}
    return wanted if wanted in known else translation.get_language() or settings.LANGUAGE_CODE


def _find(request: HttpRequest, public_id: str) -> Conversation | None:
    try:
        return queries.get_visible_or_404(request.user, public_id)
    except Http404:
        return None


def _drawn(
    request: HttpRequest, events: list[ConversationEvent], previous: ConversationEvent | None
) -> list[dict[str, Any]]:
    shown = show_events(events, own=queries.own_ids(request.user), previous=previous)
    return [{"seq": e.seq, "mine": e.mine, "client_uuid": e.client_uuid or None, "html": draw(e)} for e in shown]


@require_safe
def events(request: HttpRequest, public_id: str) -> HttpResponse:
    """Return the events after the cursor `after` (a sequence number, default 0), at most 100, with an ETag."""
    with translation.override(_language(request)):
        conversation = _find(request, public_id)
        if conversation is None:
            return problem(404, gettext("This conversation does not exist"))
        cursor = request.GET.get("after", "0")
        if not (cursor.isdecimal() and cursor.isascii() and len(cursor) <= _MAX_CURSOR_DIGITS):
            return problem(422, gettext("“after” must be a whole number"))
        after = int(cursor)
        found = queries.events_after(conversation, after, PAGE_EVENTS)
        drawn = _drawn(request, found, queries.latest_event(conversation, after) if found else None)
        newest = max(conversation.last_seq, found[-1].seq if found else 0)
        content = {"events": drawn, "last_seq": newest, "more": bool(found) and found[-1].seq < newest}
    response: HttpResponse = JsonResponse(content)
    etag = f'"{hashlib.sha256(json.dumps(content).encode()).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=etag, response=response) or response
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


@require_POST
def messages(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send {"body", "client_uuid"}: 201 with the event, 200 when it had been sent before, 422, 429 or 404 otherwise."""
    with translation.override(_language(request)):
        conversation = _find(request, public_id)
        if conversation is None:
            return problem(404, gettext("This conversation does not exist"))
        given = _read(request)
        if given is None:
            return problem(422, gettext("Send a JSON object with “body” and “client_uuid”"))
        now = timezone.now()
        wait = seconds_to_wait(request.user, now)
        if wait:
            response = problem(429, gettext("Too many messages"), detail=too_fast_words(wait))
            response["Retry-After"] = str(wait)
            return response
        body, client_uuid = given
        try:
            event = send_message(
                actor=actor_of(request), conversation=conversation, body=body, client_uuid=client_uuid, now=now
            )
        except UnacceptableMessage as error:
            words = str(error.reason)
            return problem(422, gettext("The message was not sent"), detail=words, errors={"body": [words]})
        shown = queries.events_after(conversation, event.seq - 1, 1)
        previous = queries.latest_event(conversation, event.seq - 1)
        return JsonResponse(_drawn(request, shown, previous)[0], status=200 if event.is_replay else 201)


def _read(request: HttpRequest) -> tuple[str, uuid.UUID] | None:
    """Return the body and the id of a message from the request, or None when they are not there."""
    if len(request.body) > MAX_REQUEST_BYTES:
        return None
    try:
        given = json.loads(request.body)
        body, client_uuid = given["body"], uuid.UUID(given["client_uuid"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return (body, client_uuid) if isinstance(body, str) else None
