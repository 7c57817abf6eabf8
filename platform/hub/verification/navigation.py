"""This app in the menus."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hub.accounts.enums import Role
from hub.accounts.queries import has_role
from hub.accounts.standing import belongs_to
from hub.accounts.tabs import OrganisationTab
from hub.accounts.tabs import register as register_tab
from hub.common.navigation import NavItem, register


def _verifies(request: HttpRequest) -> bool:
    return has_role(request.user, Role.VERIFIER)


register(NavItem("verification-desk", _("Verification desk"), "verification-desk", 30, "desk", _verifies))
register(NavItem("verification", _("What verification means"), "verification-levels", 30, "footer"))
register_tab(
    OrganisationTab(
        "verification",
        _("Verification"),
        "organisation-verification",
        40,
        lambda organisation, user: belongs_to(user, organisation.pk),
    )
)
