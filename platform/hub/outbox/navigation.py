"""This app in the menus."""

from django.utils.translation import gettext_lazy as _

from hub.common.actors import oversees
from hub.common.navigation import NavItem, register

register(NavItem("outbox", _("Queued tasks"), "outbox-desk", 92, "desk", oversees))
