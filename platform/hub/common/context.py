"""What the frame around every page needs: menus, languages, organisations; computed only when a template asks."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, override

from hub.common.languages import OTHER, OWN_NAME, html_lang
from hub.common.navigation import items

SEARCH_URL_NAME = "search:results"
OFFERS_URL_NAME = "search:suggestions"
SWITCH_URL_NAME = "organisation-switch"
REGISTER_URL_NAME = "organisation-create"


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the variables of `hub/base.html`. Views may override any of them, e.g. `alternate_url`."""
    language = get_language() or "en"
    other = OTHER.get(language, "en")
    there = SimpleLazyObject(lambda: in_language(request, other))
    return {
        "page_lang": html_lang(language),
        "home_url": f"/{language}/",
        "alternate_url": there,
        "alternate_lang": html_lang(other),
        "alternate_name": OWN_NAME[other],
        "canonical_url": SimpleLazyObject(lambda: request.build_absolute_uri(request.path)),
        "alternates": _lazily(lambda: _alternates(request, language, str(there))),
        "nav_services": _lazily(lambda: items("service", request)),
        "nav_desks": _lazily(lambda: items("desk", request)),
        "nav_account": _lazily(lambda: items("account", request)),
        "nav_footer": _lazily(lambda: items("footer", request)),
        "acting_organisation": getattr(request, "organisation", None),
        "organisations": getattr(request, "organisations", ()),
        "search_url": _url_or_empty(SEARCH_URL_NAME),
        "offers_url": _url_or_empty(OFFERS_URL_NAME),
        "switch_url": _url_or_empty(SWITCH_URL_NAME),
        "register_url": _url_or_empty(REGISTER_URL_NAME),
        "unread_notices": SimpleLazyObject(lambda: getattr(request.user, "unread_notices", 0)),
        "sign_in_next": SimpleLazyObject(lambda: "" if request.path.rstrip("/") == f"/{language}" else request.path),
    }


def in_language(request: HttpRequest, language: str) -> str:
    """Return the address of the same page in another language, query included; the home page where it has none."""
    path = _path_in(request, language)
    if path == request.path and not path.startswith(f"/{language}/"):
        return f"/{language}/"
    if not request.GET:
        return path
    query = request.GET.copy()
    if back := query.get("next"):
        query["next"] = translate_url(back, language)
    return f"{path}?{query.urlencode(safe='/')}"


def _path_in(request: HttpRequest, language: str) -> str:
    """Return the path of the same view in another language, as `translate_url` does, which would look the view up again."""
    match = request.resolver_match
    if match is None or not match.url_name:
        return urlsplit(translate_url(request.get_full_path(), language)).path
    with override(language):
        try:
            return reverse(match.view_name, args=match.args, kwargs=match.kwargs)
        except NoReverseMatch:
            return request.path


def _alternates(request: HttpRequest, language: str, there: str) -> list[tuple[str, str]]:
    own = request.path if request.path.startswith(f"/{language}/") else f"/{language}/"
    paths = {language: own, OTHER[language]: urlsplit(there).path}
    urls = {code: request.build_absolute_uri(paths[code]) for code in OTHER}
    return [(html_lang(code), url) for code, url in urls.items()] + [("x-default", urls["en"])]


def _lazily(build: Callable[[], list[Any]]) -> Any:
    return SimpleLazyObject(build)


def _url_or_empty(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
