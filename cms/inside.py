"""Ask our own site, within this process, what a visitor finds at an address."""

from __future__ import annotations

import io
from functools import cache
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404


@cache
def _handler() -> BaseHandler:
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def status_of(path: str) -> int:
    """Return the status that an anonymous visitor gets for a path (with its query) of the site."""
    base, parts = urlsplit(settings.WAGTAILADMIN_BASE_URL), urlsplit(path)
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": unquote(parts.path).encode().decode("latin-1"),
        "QUERY_STRING": parts.query,
        "SERVER_NAME": base.hostname or "localhost",
        "SERVER_PORT": str(base.port or (443 if base.scheme == "https" else 80)),
        "HTTP_HOST": base.netloc,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": base.scheme,
        "wsgi.input": io.BytesIO(),
        "REMOTE_ADDR": "127.0.0.1",
    }
    try:
        response = _handler().get_response(WSGIRequest(environ))
    except Http404:
        return 404
    status: int = response.status_code
    for file in filter(None, [getattr(response, "file_to_stream", None)]):
        file.close()  # close() of the answer would announce the end of a request and take our database along
    return status
