"""The pages of one organisation as tabs; upper apps add theirs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hub.accounts.standing import administers, belongs_to
from hub.common.registry import Registry


@dataclass(frozen=True)
class OrganisationTab:
    """A page of an organisation: its URL name takes the organisation's public id; `visible(organisation, user)`."""

    slug: str
    label: str | Promise
    url_name: str
    order: int
    visible: Callable[[Any, Any], bool]


_tabs: Registry[OrganisationTab] = Registry("tabs of organisations")


def register(tab: OrganisationTab) -> OrganisationTab:
    """Add a page to every organisation."""
    return _tabs.add(tab.slug, tab)


def tabs_of(organisation: Any, user: Any, current: str) -> list[dict[str, Any]]:
    """Return the tabs that this person may open, for the component `tabs`."""
    seen = sorted((t for t in _tabs if t.visible(organisation, user)), key=lambda t: t.order)
    return [
        {"label": t.label, "url": reverse(t.url_name, args=[organisation.public_id]), "current": t.slug == current}
        for t in seen
    ]


def _member(organisation: Any, user: Any) -> bool:
    return belongs_to(user, organisation.pk)


def _admin(organisation: Any, user: Any) -> bool:
    return administers(user, organisation.pk)


register(OrganisationTab("public", _("Public page"), "organisation-detail", 10, _member))
register(OrganisationTab("members", _("Members"), "organisation-members", 20, _member))
register(OrganisationTab("data", _("Data"), "organisation-edit", 30, _admin))
