"""The inbox, how one wants to be told, and the mail spool of installations without a mail server."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hub.common.acts import post_or_show
from hub.notifications import queries
from hub.notifications.forms import PreferencesForm
from hub.notifications.mail_spool import list_spooled
from hub.notifications.services import choose_mail, mark_all_read, mark_read
from hub.notifications.services.unsubscribing import kinds_of_token, unsubscribe

PER_PAGE = 20


@require_safe
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """What a person was told, newest first."""
    offered = queries.kinds_for(request.user)
    slug = request.GET.get("kind", "")
    kind = slug if any(k.slug == slug for k in offered) else ""
    unread = request.GET.get("show") == "unread"
    page = Paginator(queries.list_notices(request.user, kind=kind, unread=unread), PER_PAGE).get_page(
        request.GET.get("page")
    )

    def here(**more: Any) -> str:
        asked = {"kind": kind, "show": "unread" if unread else "", **more}
        return "?" + urlencode({name: value for name, value in asked.items() if value})

    total = page.paginator.count
    context = {
        "rows": queries.worded(request.user, page.object_list),
        "kind": kind,
        "filters": _filters(request.user, kind, unread),
        "active": int(bool(kind)),
        "hidden": [("show", "unread")] if unread else [],
        "all_kinds_url": here(kind="") if kind else "",
        "tabs": [
            {"label": _("All"), "url": here(show=""), "current": not unread},
            {
                "label": _("Unread"),
                "url": here(show="unread"),
                "current": unread,
                "count": getattr(request.user, "unread_notices", 0),
            },
        ],
        "count_text": ngettext("%(count)s notice", "%(count)s notices", total) % {"count": total},
        "newer_url": here(page=page.previous_page_number()) if page.has_previous() else "",
        "older_url": here(page=page.next_page_number()) if page.has_next() else "",
        "crumbs": [(_("My page"), reverse("account-home")), (_("Notices"), "")],
    }
    return render(request, "notifications/inbox.html", context)


def _filters(user: Any, chosen: str, unread: bool) -> list[dict[str, Any]]:
    """Return the kinds that the person has notices of, with their numbers, for the component `filters`; none for a single one."""
    counts = queries.count_by_kind(user, unread=unread)
    shown = [k for k in queries.kinds_for(user) if counts.get(k.slug) or k.slug == chosen]
    if len(shown) < 2 and not chosen:
        return []
    options = [{"value": "", "label": _("Everything"), "count": sum(counts.values()), "checked": not chosen}]
    options += [
        {"value": k.slug, "label": k.title, "count": counts.get(k.slug, 0), "checked": k.slug == chosen} for k in shown
    ]
    return [{"legend": _("About"), "name": "kind", "type": "radio", "options": options}]


@post_or_show("notices")
@login_required
def read(request: HttpRequest) -> HttpResponse:
    """Mark one notice as read, or all (of one kind, where given)."""
    now = timezone.now()
    if "all" in request.POST:
        mark_all_read(reader=request.user, now=now, kind=request.POST.get("kind", ""))
    else:
        mark_read(reader=request.user, public_ids=request.POST.getlist("notice"), now=now)
    return redirect("notices")


@require_http_methods(["GET", "POST"])
@login_required
def preferences(request: HttpRequest) -> HttpResponse:
    """Which kinds come by mail: at once, once a day, or not."""
    offered = queries.kinds_for(request.user)
    form = PreferencesForm(request.POST or None, kinds=offered, own=queries.mail_choices(request.user))
    if request.method == "POST" and form.is_valid():
        choose_mail(reader=request.user, choices=form.choices())
        messages.success(request, _("Your choice is saved."))
        return redirect("notice-preferences")
    context = {
        "form": form,
        "always": [kind.title for kind in offered if not kind.optional],
        "crumbs": [(_("My page"), reverse("account-home")), (_("Notices by e-mail"), "")],
    }
    return render(request, "notifications/preferences.html", context, status=422 if form.is_bound else 200)


@csrf_exempt  # RFC 8058: mail programs post here by themselves; the token in the address is what counts
@require_http_methods(["GET", "POST"])
@never_cache
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Stop one kind of mail without signing in: a question by GET, done by POST."""
    found = kinds_of_token(token)
    if found is None:
        raise Http404
    if request.method == "POST":
        unsubscribe(token=token)
    context = {"titles": [kind.title for kind in found], "done": request.method == "POST"}
    return render(request, "notifications/unsubscribe.html", context)


@require_safe
@never_cache
def mail_spool(request: HttpRequest) -> HttpResponse:
    """Show the newest mails; only where mail is spooled and demo content is on."""
    if not (settings.HUB_MAIL_SPOOL and settings.HUB_DEMO):
        raise Http404
    return render(request, "notifications/mail_spool.html", {"mails": list_spooled()})
