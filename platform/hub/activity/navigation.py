"""This app in the menus."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hub.activity.views.desk import READERS
from hub.common.navigation import NavItem, register


def _reads(request: HttpRequest) -> bool:
    return not READERS.isdisjoint(getattr(request, "roles", frozenset()))


def _signed_in(request: HttpRequest) -> bool:
    return request.user.is_authenticated


register(NavItem("activity", _("Activity log"), "activity-desk", 90, "desk", _reads))
register(NavItem("my-acts", _("Your data and acts"), "account-data", 28, "account", _signed_in))
