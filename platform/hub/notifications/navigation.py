"""The inbox in the menus."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hub.common.navigation import NavItem, register


def _signed_in(request: HttpRequest) -> bool:
    return request.user.is_authenticated


register(NavItem("notices", _("Notices"), "notices", 15, "account", _signed_in))
