"""People are told about their own rights."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.accounts.models import RoleGrant
from hub.notifications.kinds import Line, NoticeKind, register


def _own(reader: Any, ids: Sequence[int]) -> QuerySet[RoleGrant]:
    return RoleGrant.objects.filter(pk__in=ids, user=reader)


def _granted(grant: RoleGrant, data: Mapping[str, Any]) -> Line:
    return Line(_("You now hold the role: %(role)s") % {"role": grant.get_role_display()}, grant.get_absolute_url())


def _ended(grant: RoleGrant, data: Mapping[str, Any]) -> Line:
    return Line(
        _("You no longer hold the role: %(role)s") % {"role": grant.get_role_display()}, grant.get_absolute_url()
    )


register(NoticeKind("role.granted", gettext_lazy("A role was given to me"), _own, _granted, optional=False))
register(NoticeKind("role.ended", gettext_lazy("A role of mine has ended"), _own, _ended, optional=False))
