"""What the Hub says when a page cannot be given: 400, 403, 404, 409, 429, 500 and a failed form check."""

import logging
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

logger = logging.getLogger(__name__)

LAST_RESORT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>The Hub has a fault · 系统出现故障</title>
<h1>The Hub has a fault</h1><p>Nothing was lost that was saved before. Try again in a few minutes.</p>
<h1 lang="zh-Hans">系统出现故障</h1><p lang="zh-Hans">此前已保存的内容不受影响。请过几分钟再试。</p></html>"""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent something that cannot be read."""
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the page exists, this person may not use it. The exception's text says how to get there."""
    return render(request, "403.html", {"way": str(exception or "")}, status=403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing here that this person may see."""
    return render(request, "404.html", {"path": request.path}, status=404)


def conflict(request: HttpRequest, reasons: Sequence[str] = (), *, back_url: str = "") -> HttpResponse:
    """409: the state of the thing does not allow the act; `reasons` says what is missing, one sentence each."""
    return render(request, "409.html", {"reasons": list(reasons), "back_url": back_url}, status=409)


def too_many_requests(request: HttpRequest, exception: Exception | None = None, *, wait: int = 0) -> HttpResponse:
    """429: too many attempts in a short time; `wait` says how many seconds until the next one is worth it."""
    answer = render(request, "429.html", {"minutes": -(-wait // 60)}, status=429)
    if wait:
        answer["Retry-After"] = str(wait)
    return answer


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose check value is missing or too old (Django's CSRF_FAILURE_VIEW)."""
    logger.warning("CSRF check failed: %s", reason)
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: both languages, no database, no context; plain HTML should even the template be out of reach."""
    try:
        body = get_template("500.html").render()
    except Exception:
        logger.exception("The 500 page could not be drawn")
        body = LAST_RESORT
    return HttpResponse(body, status=500)
