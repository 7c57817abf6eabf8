"""This app in the menus."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hub.common.navigation import NavItem, register
from hub.outbox.views import READERS


def _reads(request: HttpRequest) -> bool:
    return not READERS.isdisjoint(getattr(request, "roles", frozenset()))


register(NavItem("outbox", _("Queued tasks"), "outbox-desk", 92, "desk", _reads))
