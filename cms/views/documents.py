"""Files that editors uploaded, at Wagtail's own address."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve as serve_static
from wagtail.documents.views.serve import serve

from cms.queries.documents import may_open_document


@require_safe
def serve_document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponse:
    """Send a file that a page on the site refers to; to those of the desk any. Raises Http404 otherwise."""
    if not may_open_document(request.user, document_id):
        raise Http404
    response: HttpResponse = serve(request, document_id, document_filename)
    patch_cache_control(response, private=True, no_cache=True)  # it closes with the page
    return response


@require_safe
def serve_picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """Send a picture that editors placed; the originals of documents stay behind `serve_document`."""
    return serve_static(request, path, document_root=str(Path(settings.MEDIA_ROOT) / "images"))
