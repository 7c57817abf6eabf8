"""What people are told of their saved searches."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy, ngettext

from hub.notifications.kinds import Line, NoticeKind, register
from search.models import SavedSearch
from search.saved.queries import visible_to


def _own(reader: Any, ids: Sequence[int]) -> QuerySet[SavedSearch]:
    return visible_to(reader).filter(pk__in=ids)


def _found(saved: SavedSearch, data: Mapping[str, Any]) -> Line:
    """The number alone: titles are read on the page, by who may see them then."""
    count = int(data.get("count", 0))
    words = ngettext("“%(name)s”: %(count)s new result", "“%(name)s”: %(count)s new results", count)
    url = reverse("search:saved-open", args=[saved.public_id])
    return Line(words % {"name": saved.name, "count": count}, f"{url}?{urlencode({'since': data.get('since', '')})}")


register(
    NoticeKind(
        "search.found",
        gettext_lazy("New results of saved searches"),
        _own,
        _found,
        template="search/mail/found",
    )
)
