"""The room in which editors write the menus."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.models import Menu


class MenuPermissions(ModelPermissionPolicy):
    """Menus are there from the first day: they are changed, never added or deleted."""

    def user_has_permission(self, user: object, action: str) -> bool:
        """Whether somebody may do that with menus."""
        return action in {"change", "view"} and super().user_has_permission(user, action)


class MenuViewSet(SnippetViewSet):
    """Footer and about menus."""

    model = Menu
    icon = "list-ul"
    menu_label = _("Menus")
    menu_order = 400
    add_to_admin_menu = True
    list_display: ClassVar = ["__str__"]
    copy_view_enabled = False


register_permission_policy(Menu, MenuPermissions(Menu))
