"""This app in the menus."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hub.common.navigation import NavItem, register


def _signed_in(request: HttpRequest) -> bool:
    return request.user.is_authenticated


register(NavItem("saved-searches", _("Saved searches"), "search:saved", 26, "account", _signed_in))
