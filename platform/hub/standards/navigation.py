"""This app in the menus."""

from django.utils.translation import gettext_lazy as _

from hub.common.navigation import NavItem, register

register(NavItem("standards", _("Standards"), "standards", 10))
