"""Keep the frame's variables out of Wagtail's own templates."""

from django.http import HttpRequest
from django.urls import reverse


def desk(request: HttpRequest) -> dict[str, str]:
    """Context processor, after the frame's: in the desk `search_url` is Wagtail's word for a URL name."""
    return {"search_url": ""} if request.path.startswith(reverse("wagtailadmin_home")) else {}
