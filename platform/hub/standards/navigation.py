"""This app in the menus."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hub.common.navigation import NavItem, register
from hub.standards.rules import can_edit


def _signed_in(request: HttpRequest) -> bool:
    return request.user.is_authenticated


def _edits(request: HttpRequest) -> bool:
    return can_edit(request.user)


register(NavItem("standards", _("Standards"), "standards", 10))
register(NavItem("standards-desk", _("Editing desk"), "standards-desk", 30, "desk", _edits))
register(NavItem("standards-following", _("What you follow"), "standards-following", 25, "account", _signed_in))
