"""Organisations: the registry, the public page, registering one, changing its data, acting for one."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from hub.accounts import queries
from hub.accounts.forms import IdentifierForm, OrganisationEditForm, OrganisationForm
from hub.accounts.home_panel import panels_of
from hub.accounts.levels import level_of
from hub.accounts.middleware import ONESELF, SESSION_KEY, actor_of
from hub.accounts.models import Organisation
from hub.accounts.presentation import facts_of, what_was_checked
from hub.accounts.queries.organisations import (
    get_own_or_404,
    get_with_members_or_404,
    open_join_request,
    similar_organisations,
)
from hub.accounts.services.organisations import (
    add_identifier,
    changes_checked_facts,
    create_organisation,
    edit_organisation,
    remove_identifier,
)
from hub.common.acts import post_or_show
from hub.common.bilingual import pick
from hub.common.ways_back import own_address
from search.catalogue import CatalogueView


class OrganisationCatalogue(CatalogueView):
    """The registry: search and filters over all organisations."""

    types = ("organisation",)
    heading = gettext_lazy("Organisations")
    placeholder = gettext_lazy("A name or a registration number")
    template_name = "accounts/organisation_list.html"

    def count_words(self, total: int, text: str) -> str:
        """Say how many there are, or answer the search."""
        values = {"count": number_format(total, force_grouping=True), "text": text}
        if text:
            return (
                ngettext("%(count)s organisation for “%(text)s”", "%(count)s organisations for “%(text)s”", total)
                % values
            )
        return ngettext("%(count)s organisation", "%(count)s organisations", total) % values


organisation_list = OrganisationCatalogue.as_view()


@require_safe
def organisation_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """The public page of an organisation."""
    organisation = get_with_members_or_404(request.user, public_id)
    member = queries.belongs_to(request.user, organisation.pk)
    context = {
        "organisation": organisation,
        "name": pick(organisation, "name"),
        "facts": facts_of(organisation, timezone.now()),
        "identifiers": list(organisation.identifiers.order_by("id")),
        "member": member,
        "join_request": None if member else open_join_request(request.user, organisation),
        "panels": panels_of(request, organisation),
    }
    return render(request, "accounts/organisation_detail.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def organisation_create(request: HttpRequest) -> HttpResponse:
    """Register an organisation and act for it from now on; one that is likely there already is shown first."""
    form = OrganisationForm(request.POST or None)
    similar: list[Organisation] = []
    if request.method == "POST" and form.is_valid():
        names = {field: form.cleaned_data[field] for field in ("name_en", "name_zh")}
        similar = similar_organisations(**names, identifier=form.identifier)
        if not similar or form.cleaned_data["confirmed_new"]:
            organisation = create_organisation(
                actor=actor_of(request), details=form.details, identifier=form.identifier, now=timezone.now()
            )
            request.session[SESSION_KEY] = organisation.public_id
            return redirect(_way_back(request, request.GET.get("next", "")))
        form.add_error(
            "confirmed_new",
            _(
                "An organisation with this name or number is registered already. Ask to join it, or tick that yours is new."
            ),
        )
    context = {"form": form, "similar": similar}
    return render(request, "accounts/organisation_create.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@login_required
def organisation_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change what the organisation says about itself."""
    organisation, now = get_administered(request, public_id), timezone.now()
    verified = level_of(organisation, now) > 0
    stored = Organisation.objects.get(pk=organisation.pk)  # the form writes into the object that it is given
    form = OrganisationEditForm(request.POST or None, instance=stored, asks_consent=verified)
    if request.method == "POST" and form.is_valid():
        agreed = form.cleaned_data.get("gives_up_level", False)
        if verified and not agreed and changes_checked_facts(organisation, form.details, now):
            form.add_error(
                "gives_up_level",
                _("You change what was checked. Tick this to change it, or leave it as it was."),
            )
        else:
            edit_organisation(
                actor=actor_of(request),
                organisation=organisation,
                details=form.details,
                gives_up_level=agreed,
                now=now,
            )
            return redirect("organisation-detail", organisation.public_id)
    return _data_page(request, organisation, form, IdentifierForm(initial={"country": organisation.country}))


def _data_page(request: HttpRequest, organisation: Organisation, form: Any, identifier_form: Any) -> HttpResponse:
    level = level_of(organisation, timezone.now())
    context = {
        "organisation": organisation,
        "form": form,
        "identifier_form": identifier_form,
        "identifiers": list(organisation.identifiers.order_by("id")),
        "verified": level > 0,
        "checked_words": what_was_checked(level),
        "errors_of": identifier_form if identifier_form.is_bound else form,
    }
    status = 422 if form.is_bound or identifier_form.is_bound else 200
    return render(request, "accounts/organisation_edit.html", context, status=status)


@post_or_show("organisation-edit")
@login_required
def identifier_add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add a registration number."""
    organisation = get_administered(request, public_id)
    form = IdentifierForm(request.POST)
    if form.is_valid():
        add_identifier(actor=actor_of(request), organisation=organisation, now=timezone.now(), **form.cleaned_data)
        return redirect(reverse("organisation-edit", args=[organisation.public_id]) + "#numbers")
    stored = OrganisationEditForm(instance=organisation, asks_consent=level_of(organisation, timezone.now()) > 0)
    return _data_page(request, organisation, stored, form)


@post_or_show("organisation-edit")
@login_required
def identifier_remove(request: HttpRequest, public_id: str, identifier_id: int) -> HttpResponse:
    """Take a registration number away; the button beside it says when this ends a verification."""
    organisation = get_administered(request, public_id)
    remove_identifier(
        actor=actor_of(request),
        organisation=organisation,
        identifier_id=identifier_id,
        gives_up_level=request.POST.get("gives_up_level") == "on",
        now=timezone.now(),
    )
    return redirect(reverse("organisation-edit", args=[organisation.public_id]) + "#numbers")


@post_or_show("account-home")
@login_required
def organisation_switch(request: HttpRequest) -> HttpResponse:
    """Act for another of one's organisations, or for oneself; 404 for those of others."""
    wanted = request.POST.get("organisation", "")
    if wanted not in (ONESELF, *(o.public_id for o in queries.organisations_of(request.user))):
        raise Http404
    request.session[SESSION_KEY] = wanted
    return redirect(_way_back(request, request.POST.get("next", "")))


def get_administered(request: HttpRequest, public_id: str) -> Organisation:
    """Return an organisation that this person administers: 404 for strangers, 403 with the way for plain members."""
    organisation = get_own_or_404(request.user, public_id)
    if not queries.is_admin_of(request.user, organisation):
        raise PermissionDenied(
            _(
                "This is for the administrators of your organisation. Its members' page shows who they are; ask one of them."
            )
        )
    return organisation


def _way_back(request: HttpRequest, wanted: str) -> str:
    return own_address(request, wanted) or reverse("account-home")
