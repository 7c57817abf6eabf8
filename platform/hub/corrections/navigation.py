"""This app in the menus."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hub.accounts.enums import Role
from hub.accounts.queries import has_role
from hub.common.navigation import NavItem, register


def _edits(request: HttpRequest) -> bool:
    return has_role(request.user, Role.EDITOR)


register(NavItem("corrections", _("Reported facts"), "correction-list", 60, "desk", _edits))
