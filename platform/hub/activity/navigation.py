"""This app in the menus."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hub.common.actors import oversees
from hub.common.navigation import NavItem, register


def _signed_in(request: HttpRequest) -> bool:
    return request.user.is_authenticated


register(NavItem("activity", _("Activity log"), "activity-desk", 90, "desk", oversees))
register(NavItem("my-acts", _("Your data and acts"), "account-data", 28, "account", _signed_in))
