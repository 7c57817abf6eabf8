"""What machines ask for: the map of the site, and what robots may do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.sitemaps import index_xml, robots_txt, section_xml

XML = "application/xml; charset=utf-8"
HOUR = 3600


def _base(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


@require_safe
@cache_control(public=True, max_age=HOUR)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Return the index of the map."""
    return HttpResponse(index_xml(_base(request)), content_type=XML)


@require_safe
@cache_control(public=True, max_age=HOUR)
def sitemap_section(request: HttpRequest, section: str, number: int) -> HttpResponse:
    """Return one file of the map."""
    return HttpResponse(section_xml(_base(request), section, number), content_type=XML)


@require_safe
@cache_control(public=True, max_age=HOUR)
def robots(request: HttpRequest) -> HttpResponse:
    """Return robots.txt."""
    return HttpResponse(robots_txt(_base(request)), content_type="text/plain; charset=utf-8")
