"""Technology on the home page."""

from typing import Any

from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from hub.common.teasers import Figure, Teaser, register
from ip_transfer.queries import count_published, newest_published


def _newest(request: HttpRequest, limit: int) -> list[Any]:
    return list(newest_published(limit))


register(
    Teaser(
        "technology", _("Newest technology"), "ip_transfer/_teaser.html", _newest, "ip-listings", _("All technology")
    )
)
register(
    Figure(
        "technology",
        _("listings on offer"),
        lambda: number_format(count_published(), force_grouping=True),
        "ip-listings",
    )
)
