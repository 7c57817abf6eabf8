"""What people are told about standards."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.activity.words import word_for
from hub.common.bilingual import pick
from hub.notifications.kinds import Line, NoticeKind, register
from hub.standards.models import Standard
from hub.standards.queries import visible_to


def _standards(reader: Any, ids: Sequence[int]) -> QuerySet[Standard]:
    return visible_to(reader).filter(pk__in=ids)


def _changed(standard: Standard, data: Mapping[str, Any]) -> Line:
    values = {"number": standard.number, "title": pick(standard, "title").text, "what": word_for(data.get("verb", ""))}
    return Line(_("%(number)s %(title)s: %(what)s") % values, standard.get_absolute_url())


register(
    NoticeKind(
        "standard.changed",
        gettext_lazy("Changes of standards and fields that I follow"),
        _standards,
        _changed,
        template="standards/mail/changed",
    )
)
