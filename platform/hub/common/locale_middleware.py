"""The language of a request; what machines read is never sent on to an address with a language."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware

WITHOUT_LANGUAGE = ("/api/", "/ws/", "/hooks/", "/media/", "/static/", "/dev/", "/cms/", "/documents/")


class HubLocaleMiddleware(LocaleMiddleware):
    """Django's own, but a 404 of an address that carries no language stays a 404.

    Wagtail's catch-all address below each language makes Django believe that every missing page exists there.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Leave such answers alone."""
        if response.status_code == 404 and request.path_info.startswith(WITHOUT_LANGUAGE):
            return response
        return super().process_response(request, response)
