"""Server time of uncached pages against Django's floor: the same bytes, given by a view that does nothing else.

Two floors: Django with nothing around the view, and Django with our own middleware around it. The embedded default
(SQLite, tantivy) with a seeded site; everything in this process, so no network and no server software is measured.
"""

from __future__ import annotations

import io
import statistics
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import re_path

from bench.figures import ROUNDS, Figure, seconds_of

PAGES = {
    "listing page": "/en/technology/",
    "listing page in Chinese": "/zh-hans/technology/",
    "standards": "/en/standards/",
    "home": "/en/",
}
JUDGED = ("listing page", "listing page in Chinese")
AT_LEAST = 0.015  # a rich Wagtail site reaches 0.004, the leanest comparable product 0.009
SCALE = 2


def _set_up() -> None:
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("seed_demo", scale=SCALE, stdout=io.StringIO())
    import_module("hub.config.wsgi")  # what servers do when they start


def _caller(path: str) -> Callable[[], bytes]:
    """Return a function that asks this process for a page as a WSGI server would."""
    handler, environ = WSGIHandler(), RequestFactory().get(path, HTTP_HOST="localhost:8000").environ

    def call() -> bytes:
        statuses: list[str] = []

        def start_response(status: str, _headers: Any, _error: Any = None) -> Callable[[bytes], object]:
            statuses.append(status)
            return lambda _bytes: None

        body = b"".join(handler(dict(environ), start_response))
        if not statuses[0].startswith("200"):
            raise RuntimeError(f"{path}: {statuses[0]}")
        return body

    return call


@contextmanager
def _only_bytes(body: bytes, *, middleware: bool) -> Iterator[None]:
    """Make every address answer these bytes; the names of our addresses stay known, for the middleware asks for them."""
    known = import_module(settings.ROOT_URLCONF).urlpatterns

    class Floor:
        urlpatterns = [re_path("", lambda _request: HttpResponse(body)), *known]

    with override_settings(ROOT_URLCONF=Floor, MIDDLEWARE=settings.MIDDLEWARE if middleware else []):
        yield


def _measure(name: str, path: str) -> None:
    body = _caller(path)()
    pages: list[float] = []
    bare: list[float] = []
    wrapped: list[float] = []
    for _round in range(ROUNDS):
        page = _caller(path)
        seconds_of(page, 3)
        pages.append(seconds_of(page, 15))
        for floors, middleware in ((bare, False), (wrapped, True)):
            with _only_bytes(body, middleware=middleware):
                floor = _caller(path)
                seconds_of(floor, 30)
                floors.append(seconds_of(floor, 300))
    for floors, baseline_is, judged in (
        (wrapped, "Django's floor with our middleware", name in JUDGED),
        (bare, "Django's bare floor", False),
    ):
        ratio = statistics.median(f / p for f, p in zip(floors, pages, strict=True))
        Figure(
            bench="pages",
            what=name,
            value=1000 * statistics.median(pages),
            unit="ms",
            baseline=1000 * statistics.median(floors),
            baseline_is=baseline_is,
            ratio=ratio,
            at_least=AT_LEAST if judged else None,
        ).say()


def main() -> int:
    """Measure each page."""
    _set_up()
    for name, path in PAGES.items():
        _measure(name, path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
