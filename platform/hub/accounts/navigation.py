"""This app in the menus."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hub.accounts.queries.roles import may_see_role_desk
from hub.common.navigation import NavItem, register


def _signed_in(request: HttpRequest) -> bool:
    return request.user.is_authenticated


def _gives_roles(request: HttpRequest) -> bool:
    return may_see_role_desk(request.user)


register(NavItem("role-desk", _("Roles"), "role-desk", 80, "desk", _gives_roles))
register(NavItem("my-page", _("My page"), "account-home", 10, "account", _signed_in))
register(NavItem("my-profile", _("My profile"), "account-profile", 20, "account", _signed_in))
register(
    NavItem(
        "register-organisation", _("Register another organisation"), "organisation-create", 30, "account", _signed_in
    )
)
