"""What is public beside the pages themselves: cards for sharing, and the form that reaches a person."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms.cards import draw_card
from cms.forms import PersonMessageForm
from cms.models import PersonPage
from cms.queries import get_person_or_404, get_public_page_or_404
from cms.services.contact import write_to_person
from hub.accounts.middleware import actor_of

DAY = 86_400


@require_safe
def page_card(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the drawn card of a published page."""
    page = get_public_page_or_404(pk)
    key = f"page-card:{pk}:{page.live_revision_id}:{page.title}"
    png = cache.get(key)
    if png is None:
        with translation.override(page.locale.language_code):
            png = draw_card(page.title, _("ZSA Hub"))
        cache.set(key, png, DAY)
    return HttpResponse(png, content_type="image/png", headers={"Cache-Control": f"public, max-age={DAY}"})


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form that reaches a person, and send what was written. The person's address appears nowhere."""
    person = get_person_or_404(slug)
    return _write(request, person)


@login_required
def _write(request: HttpRequest, person: PersonPage) -> HttpResponse:
    form = PersonMessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        write_to_person(actor=actor_of(request), person=person, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Your message is on its way."))
        return redirect(person.get_url(request))
    status = 422 if form.is_bound else 200
    return render(request, "cms/person_write.html", {"form": form, "person": person}, status=status)
