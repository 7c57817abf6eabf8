"""People are told about their own rights, and about who wants to come into their organisations."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.accounts.enums import Role
from hub.accounts.models import JoinRequest, RoleGrant, User
from hub.accounts.queries.organisations import join_requests_visible_to
from hub.accounts.standing import has_role
from hub.activity.models import ActivityAnchor
from hub.common.bilingual import pick
from hub.notifications.kinds import Line, NoticeKind, register


def _own(reader: Any, ids: Sequence[int]) -> QuerySet[RoleGrant]:
    return RoleGrant.objects.filter(pk__in=ids, user=reader)


def _granted(grant: RoleGrant, data: Mapping[str, Any]) -> Line:
    return Line(_("You now hold the role: %(role)s") % {"role": grant.get_role_display()}, grant.get_absolute_url())


def _ended(grant: RoleGrant, data: Mapping[str, Any]) -> Line:
    return Line(
        _("You no longer hold the role: %(role)s") % {"role": grant.get_role_display()}, grant.get_absolute_url()
    )


def _self(reader: Any, ids: Sequence[int]) -> QuerySet[User]:
    return User.objects.filter(pk__in=ids, pk=reader.pk)


def _erasure_waits(user: User, data: Mapping[str, Any]) -> Line:
    words = _("Your account is not erased yet: you are the last administrator of an organisation.")
    return Line(words, reverse("account-erase"))


register(NoticeKind("role.granted", gettext_lazy("A role was given to me"), _own, _granted, optional=False))
register(NoticeKind("role.ended", gettext_lazy("A role of mine has ended"), _own, _ended, optional=False))


def _requests(reader: Any, ids: Sequence[int]) -> QuerySet[JoinRequest]:
    return join_requests_visible_to(reader).filter(pk__in=ids)


def _asked(request: JoinRequest, data: Mapping[str, Any]) -> Line:
    words = {"person": request.user.name, "organisation": pick(request.organisation, "name").text}
    return Line(_("%(person)s asks to join %(organisation)s") % words, request.get_absolute_url())


def _accepted(request: JoinRequest, data: Mapping[str, Any]) -> Line:
    name = pick(request.organisation, "name").text
    return Line(_("You are now a member of %(organisation)s") % {"organisation": name}, request.get_absolute_url())


def _declined(request: JoinRequest, data: Mapping[str, Any]) -> Line:
    words = {"organisation": pick(request.organisation, "name").text}
    return Line(_("%(organisation)s did not accept your request to join") % words, request.get_absolute_url())


for slug, title, line in (
    ("join.asked", gettext_lazy("Requests to join an organisation of mine"), _asked),
    ("join.accepted", gettext_lazy("My request to join was accepted"), _accepted),
    ("join.declined", gettext_lazy("My request to join was declined"), _declined),
):
    register(NoticeKind(slug, title, _requests, line, template=f"accounts/mail/{slug.replace('.', '_')}"))
register(
    NoticeKind(
        "account.erasure_waits",
        gettext_lazy("The erasure of my account has to wait"),
        _self,
        _erasure_waits,
        optional=False,
        concerns=lambda reader: reader.erasure_due_at is not None,
    )
)


def _audits(reader: Any) -> bool:
    return has_role(reader, Role.AUDITOR)


def _anchors(reader: Any, ids: Sequence[int]) -> QuerySet[ActivityAnchor]:
    return ActivityAnchor.objects.filter(pk__in=ids) if _audits(reader) else ActivityAnchor.objects.none()


def _anchor(anchor: ActivityAnchor, data: Mapping[str, Any]) -> Line:
    words = {"day": f"{anchor.day:%Y-%m-%d}", "link": anchor.seq}
    return Line(_("Anchor of the activity log of %(day)s: link %(link)s") % words, reverse("activity-desk"))


register(
    NoticeKind(
        "activity.anchor",
        gettext_lazy("The daily anchor of the activity log"),
        _anchors,
        _anchor,
        template="accounts/mail/anchor",
        inbox=False,
        concerns=_audits,
    )
)
