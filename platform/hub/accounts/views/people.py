"""A person's home and their profile."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_safe

from hub.accounts.forms import ProfileForm
from hub.accounts.home_panel import panels_for
from hub.accounts.middleware import actor_of
from hub.accounts.queries.roles import list_own_roles
from hub.workflow.queries import list_undoable, next_actions


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What to do next, and what is mine."""
    now = timezone.now()
    context = {
        "next_actions": next_actions(request.user, now),
        "undoable": list_undoable(request.user, now),
        "panels": panels_for(request),
    }
    return render(request, "accounts/home.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Name, language and time zone."""
    person = actor_of(request).someone
    form = ProfileForm(request.POST or None, instance=person, now=timezone.now())
    if request.method == "POST" and form.is_valid():
        user = form.save()
        translation.activate(user.language)
        return redirect("account-home")
    context = {"form": form, "grants": list_own_roles(person, timezone.now())}
    return render(request, "accounts/profile.html", context, status=422 if form.is_bound else 200)
