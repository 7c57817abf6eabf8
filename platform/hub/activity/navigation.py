"""This app in the menus."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hub.activity.views import READERS
from hub.common.navigation import NavItem, register


def _reads(request: HttpRequest) -> bool:
    return not READERS.isdisjoint(getattr(request, "roles", frozenset()))


register(NavItem("activity", _("Activity log"), "activity-desk", 90, "desk", _reads))
