"""The way to one's conversations."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hub.common.navigation import NavItem, register


def takes_part(request: HttpRequest) -> bool:
    """Conversations are between organisations: whoever belongs to one can have them."""
    return bool(getattr(request, "organisations", ()))


register(
    NavItem("conversations", _("Conversations"), "conversation-list", order=20, section="desk", visible=takes_part)
)
