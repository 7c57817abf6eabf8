"""Organisations: the list, the public page, registering one, acting for one."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from hub.accounts import queries
from hub.accounts.forms import OrganisationForm
from hub.accounts.home_panel import panels_of
from hub.accounts.middleware import SESSION_KEY, actor_of
from hub.accounts.services.organisations import create_organisation
from hub.common.acts import post_or_show
from hub.common.bilingual import pick
from hub.common.limits import seconds_to_wait
from hub.common.views.errors import too_many_requests
from hub.vocabularies.countries import country_name

PER_PAGE = 40


@require_http_methods(["GET", "POST"])
@login_required
def organisation_create(request: HttpRequest) -> HttpResponse:
    """Register an organisation and act for it from now on."""
    form = OrganisationForm(request.POST or None)
    who = actor_of(request).someone.pk
    if request.method == "POST" and seconds_to_wait("organisation", who, limit=10, period=3600, now=timezone.now()):
        return too_many_requests(request)
    if request.method == "POST" and form.is_valid():
        organisation = create_organisation(actor=actor_of(request), details=form.cleaned_data, now=timezone.now())
        request.session[SESSION_KEY] = organisation.public_id
        return redirect(_way_back(request, request.GET.get("next", "")))
    return render(request, "accounts/organisation_create.html", {"form": form}, status=422 if form.is_bound else 200)


@post_or_show("account-home")
@login_required
def organisation_switch(request: HttpRequest) -> HttpResponse:
    """Act for another of one's organisations; 404 for those of others."""
    wanted = request.POST.get("organisation", "")
    if not any(o.public_id == wanted for o in queries.organisations_of(request.user)):
        raise Http404
    request.session[SESSION_KEY] = wanted
    return redirect(_way_back(request, request.POST.get("next", "")))


def _way_back(request: HttpRequest, wanted: str) -> str:
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else reverse("account-home")


@require_safe
def organisation_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """The public page of an organisation."""
    organisation = queries.get_visible_or_404(request.user, public_id)
    facts = [
        (_("Kind"), organisation.get_kind_display()),
        (_("Country or region"), country_name(organisation.country)),
        (_("Verification"), organisation.get_verification_level_display()),
    ]
    context = {
        "organisation": organisation,
        "name": pick(organisation, "name"),
        "facts": facts,
        "panels": panels_of(request, organisation),
    }
    return render(request, "accounts/organisation_detail.html", context)


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    """Every organisation, the best known first."""
    page = Paginator(queries.list_organisations(request.user), PER_PAGE).get_page(request.GET.get("page"))
    total = page.paginator.count
    context = {
        "organisations_shown": page,
        "count_text": ngettext("%(count)s organisation", "%(count)s organisations", total)
        % {"count": number_format(total, force_grouping=True)},
        "newer_url": f"?page={page.previous_page_number()}" if page.has_previous() else "",
        "older_url": f"?page={page.next_page_number()}" if page.has_next() else "",
    }
    return render(request, "accounts/organisation_list.html", context)
