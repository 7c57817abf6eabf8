"""Keep a search, see those one keeps, change them, let them go; silence one from within a mail."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC
from typing import Any

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

from hub.common.actors import Actor
from search.asked import MOMENT, Asked, moment
from search.enums import Frequency
from search.models import SavedSearch
from search.saved import queries
from search.saved.forms import LONGEST_NAME, SavedSearchForm
from search.saved.places import (
    Description,
    FilterWords,
    asked_at,
    asked_there,
    describe,
    place_for,
    place_of,
    proposed_name,
)
from search.saved.services import (
    MOST_SAVED,
    AlreadySavedError,
    TooManySavedError,
    change_saved_search,
    delete_saved_search,
    note_opened,
    save_search,
)
from search.saved.tokens import read_token

PER_PAGE = 20


@dataclass(frozen=True)
class Row:
    """A saved search as its owner's list shows it."""

    saved: SavedSearch
    asked: Asked
    asks: Description
    total: int
    new: int

    @property
    def feed_url(self) -> str:
        """The feed of what everybody finds by it."""
        return self.asked.feed_url

    @property
    def new_url(self) -> str:
        """Where the new results are shown, and counted as seen."""
        path = reverse("search:saved-open", args=[self.saved.public_id])
        return f"{path}?{urlencode({'since': f'{self.saved.seen_at.astimezone(UTC):{MOMENT}}'})}"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def saved_search_create(request: HttpRequest) -> HttpResponse:
    """Keep the search of a page of results: `place` is the page's URL name, `asked` the query of its address."""
    sent = request.POST if request.method == "POST" else request.GET
    place = place_of(sent.get("place", ""))
    if place is None:
        raise Http404
    asked = asked_at(place, sent.get("asked", ""))
    same = queries.find_same(request.user, asked)
    form = SavedSearchForm(request.POST or None, initial={"name": proposed_name(place, asked, LONGEST_NAME)})
    if request.method == "POST" and same is None and form.is_valid():
        try:
            saved = save_search(
                actor=request.actor,  # type: ignore[attr-defined]
                place=place.name,
                asked=asked,
                now=timezone.now(),
                **form.cleaned_data,
            )
        except AlreadySavedError as error:
            same = error.same
        except TooManySavedError:
            form.add_error(None, _too_many())
        else:
            messages.success(request, _told_when(saved))
            return redirect("search:saved")
    context = {
        "form": form,
        "same": same,
        "place": place,
        "query": asked.query(),
        "asks": describe(place, asked, FilterWords([asked])),
        "back_url": asked.url(place.path),
        "crumbs": [(place.heading, asked.url(place.path)), (_("Save this search"), "")],
    }
    return render(request, "search/saved_create.html", context, status=422 if request.method == "POST" else 200)


def _too_many() -> str:
    words = ngettext(
        "You keep %(count)s search, as many as one person may. Delete it first.",
        "You keep %(count)s searches, as many as one person may. Delete one first.",
        MOST_SAVED,
    )
    return words % {"count": MOST_SAVED}


def _told_when(saved: SavedSearch) -> str:
    when = {
        Frequency.IMMEDIATE: _("The search is saved. You hear of new results as soon as they appear."),
        Frequency.DAILY: _("The search is saved. You hear of new results every morning."),
        Frequency.WEEKLY: _("The search is saved. You hear of new results every Monday morning."),
    }
    return when.get(Frequency(saved.frequency), _("The search is saved, without alerts."))


@require_safe
@login_required
def saved_search_list(request: HttpRequest) -> HttpResponse:
    """The searches one keeps: what they ask, how many results, how many new ones."""
    page = Paginator(queries.list_saved(request.user), PER_PAGE).get_page(request.GET.get("page"))
    total = page.paginator.count
    context = {
        "rows": _rows(list(page), request.user),
        "count_text": ngettext("%(count)s saved search", "%(count)s saved searches", total) % {"count": total},
        "newer_url": f"?page={page.previous_page_number()}" if page.has_previous() else "",
        "older_url": f"?page={page.next_page_number()}" if page.has_next() else "",
        "crumbs": _crumbs(),
    }
    return render(request, "search/saved_list.html", context)


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    home = (_("My page"), reverse("account-home"))
    return [home, (_("Saved searches"), reverse("search:saved") if more else ""), *more]


def _rows(page: list[SavedSearch], user: Any) -> list[Row]:
    places = [place_for(saved) for saved in page]
    asked = [asked_there(saved, place) for saved, place in zip(page, places, strict=True)]
    words = FilterWords(asked)
    return [
        Row(saved, own, describe(place, own, words, name=saved.name), *queries.count_now(saved, user))
        for saved, place, own in zip(page, places, asked, strict=True)
    ]


@require_safe
@login_required
def saved_search_open(request: HttpRequest, public_id: str) -> HttpResponse:
    """Lead to the results (with `since` to the new ones) and note that their owner looked."""
    saved = queries.get_visible_or_404(request.user, public_id)
    place = place_for(saved)
    asked = asked_there(saved, place)
    if since := moment(request.GET.get("since", "")):
        asked = replace(asked, since=since)
    note_opened(saved=saved, now=timezone.now())
    return redirect(asked.url(place.path))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def saved_search_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Another name, another frequency."""
    saved = queries.get_visible_or_404(request.user, public_id)
    form = SavedSearchForm(request.POST or None, initial={"name": saved.name, "frequency": saved.frequency})
    if request.method == "POST" and form.is_valid():
        actor: Actor = request.actor  # type: ignore[attr-defined]
        changed = change_saved_search(actor=actor, saved=saved, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _told_when(changed))
        return redirect("search:saved")
    context = {**_described(saved), "form": form, "crumbs": _crumbs((saved.name, ""))}
    return render(request, "search/saved_edit.html", context, status=422 if request.method == "POST" else 200)


def _described(saved: SavedSearch) -> dict[str, Any]:
    place = place_for(saved)
    asked = asked_there(saved, place)
    return {"saved": saved, "asks": describe(place, asked, FilterWords([asked]), name=saved.name)}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def saved_search_delete(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let a saved search go, after a question."""
    saved = queries.get_visible_or_404(request.user, public_id)
    if request.method == "POST":
        actor: Actor = request.actor  # type: ignore[attr-defined]
        delete_saved_search(actor=actor, saved=saved, now=timezone.now())
        messages.success(request, _("“%(name)s” is deleted.") % {"name": saved.name})
        return redirect("search:saved")
    edit = (saved.name, reverse("search:saved-edit", args=[saved.public_id]))
    return render(
        request, "search/saved_delete.html", {**_described(saved), "crumbs": _crumbs(edit, (_("Delete"), ""))}
    )


@csrf_exempt  # mail programs and readers who are not signed in come here; the token in the address is what counts
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def saved_search_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Silence a saved search without signing in: a question by GET, done by POST."""
    public_id = read_token(token)
    saved = SavedSearch.objects.select_related("owner").filter(public_id=public_id, owner__is_active=True).first()
    if saved is None:
        raise Http404
    done = request.method == "POST"
    if done:
        owner = Actor.person(saved.owner)
        change_saved_search(actor=owner, saved=saved, name=saved.name, frequency=Frequency.OFF, now=timezone.now())
    return render(request, "search/saved_stop.html", {"saved": saved, "done": done})
