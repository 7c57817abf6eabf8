"""The door of the editors' desk: sign in with the Hub's account, or learn in words who may enter."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin.views.account import AccountView, ThemeSettingsPanel
from wagtail.users.models import UserProfile

from hub.common.ways_back import own_address


@never_cache
def enter(request: HttpRequest) -> HttpResponse:
    """Send strangers to the sign-in page and back; tell those who hold no role why the desk is closed to them."""
    desk = reverse("wagtailadmin_home")
    wanted = own_address(request, request.GET.get("next", "")) or desk
    if not request.user.is_authenticated:
        return redirect_to_login(wanted, reverse("account_login"))
    if not request.user.has_perm("wagtailadmin.access_admin"):
        way = _("The desk is open to people with the role of editor or approver. A superuser of the Hub grants it.")
        return render(request, "403.html", {"way": way, "reasons": [way]}, status=403)
    return redirect(wanted)


class DeskAccountView(AccountView):
    """What is a matter of the desk alone. Name, language, password and mail belong to the Hub's own profile."""

    template_name = "cms/desk/account.html"

    def get_panels(self) -> list[Any]:
        """Offer the look of the desk."""
        user = self.request.user
        return [ThemeSettingsPanel(self.request, user, UserProfile.get_for_user(user))]


def recover_password(request: HttpRequest) -> HttpResponse:
    """Wagtail's password recovery is the Hub's."""
    return redirect("account_reset_password")


def not_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """People and their roles are managed on the Hub's own pages. Always raises Http404."""
    raise Http404
