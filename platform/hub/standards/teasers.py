"""Standards on the home page."""

from typing import Any

from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from hub.common.teasers import Figure, Teaser, register
from hub.standards.enums import Status
from hub.standards.queries import count_by_status, newest


def _newest(request: HttpRequest, limit: int) -> list[Any]:
    return list(newest(limit))


register(Teaser("standards", _("Newest standards"), "standards/_teaser.html", _newest, "standards", _("All standards")))
register(
    Figure(
        "standards",
        _("standards in force"),
        lambda: number_format(count_by_status(Status.IN_FORCE), force_grouping=True),
        "standards",
    )
)
