"""This app in the menus."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hub.accounts.enums import Role
from hub.accounts.queries import has_role
from hub.common.navigation import NavItem, register


def _judges(request: HttpRequest) -> bool:
    return has_role(request.user, Role.REVIEWER, Role.PUBLISHER)


register(NavItem("technology", _("Technology"), "ip-listings", 20))
register(NavItem("review-desk", _("Review desk"), "ip-review-desk", 20, "desk", _judges))
