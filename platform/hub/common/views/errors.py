"""What the Hub says when a page cannot be given: 400, 403, 404, 409, 413, 429, 500, 503 and a failed form check."""

import logging
import sys
from collections.abc import Sequence

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

logger = logging.getLogger(__name__)

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
OUT_OF_REACH = (OperationalError, InterfaceError)
RETRY_SECONDS = 60
# What stands even when no template can be drawn, the reader's language first.
LAST_WORDS = {
    "en": '<section lang="en"><h1>The Hub has a fault</h1><p>Nothing was lost that was saved before. '
    'Try again in a few minutes.</p><p><a href="/en/">Go to the home page</a></p></section>',
    "zh-Hans": '<section lang="zh-Hans"><h1>系统出现故障</h1><p>此前已保存的内容不受影响。请过几分钟再试。</p>'
    '<p><a href="/zh-hans/">前往首页</a></p></section>',
}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent something that cannot be read; 413 when it sent more than the Hub takes at once."""
    status = 413 if isinstance(exception, TOO_LARGE) else 400
    return render(request, f"{status}.html", status=status)


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
    """500, or 503 when the database is out of reach: both languages, that of the address first; no database, no context,
    and plain HTML should even the template fail.
    """
    status = 503 if isinstance(sys.exc_info()[1], OUT_OF_REACH) else 500
    chinese = request.path.startswith("/zh-hans")
    try:
        body = get_template("500.html").render({"status": status, "chinese": chinese})
    except Exception:
        logger.exception("The page for %s could not be drawn", status)
        body = _last_resort(chinese)
    response = HttpResponse(body, status=status)
    if status == 503:
        response["Retry-After"] = str(RETRY_SECONDS)
    return response


def _last_resort(chinese: bool) -> str:
    order = ["zh-Hans", "en"] if chinese else ["en", "zh-Hans"]
    title = "系统出现故障 · The Hub has a fault" if chinese else "The Hub has a fault · 系统出现故障"
    return (
        f'<!doctype html><html lang="{order[0]}"><meta charset="utf-8"><title>{title}</title>'
        f"{''.join(LAST_WORDS[lang] for lang in order)}</html>"
    )
