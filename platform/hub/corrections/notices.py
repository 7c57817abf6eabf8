"""Reporters are told what came of their report."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.corrections.models import Correction
from hub.corrections.queries import visible_to
from hub.corrections.titles import title_of_subject
from hub.notifications.kinds import Line, NoticeKind, register


def _own(reader: Any, ids: Sequence[int]) -> QuerySet[Correction]:
    return visible_to(reader).filter(pk__in=ids, reported_by=reader)


def _decided(correction: Correction, data: Mapping[str, Any]) -> Line:
    title = title_of_subject(correction).text
    if correction.state == "accepted":
        return Line(_("Your report was accepted: %(title)s") % {"title": title}, correction.get_absolute_url())
    return Line(_("Your report was declined: %(title)s") % {"title": title}, correction.get_absolute_url())


register(NoticeKind("correction.decided", gettext_lazy("Answers to my reports of wrong facts"), _own, _decided))
