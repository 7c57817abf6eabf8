"""What people are told about verification."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.accounts.enums import Role
from hub.accounts.queries import has_role
from hub.common.bilingual import pick
from hub.notifications.kinds import Line, NoticeKind, register
from hub.verification.models import VerificationCase
from hub.verification.queries import visible_to


def _visible(reader: Any, ids: Sequence[int]) -> QuerySet[VerificationCase]:
    return visible_to(reader).filter(pk__in=ids)


def _verifies(reader: Any) -> bool:
    return has_role(reader, Role.VERIFIER)


def _name(case: VerificationCase) -> dict[str, str]:
    return {"organisation": pick(case.organisation, "name").text}


def _submitted(case: VerificationCase, data: Mapping[str, Any]) -> Line:
    url = reverse("verification-desk-case", args=[case.public_id])
    return Line(_("%(organisation)s waits for verification") % _name(case), url)


def _approved(case: VerificationCase, data: Mapping[str, Any]) -> Line:
    return Line(_("%(organisation)s is verified now") % _name(case), case.get_absolute_url())


def _returned(case: VerificationCase, data: Mapping[str, Any]) -> Line:
    words = _("The verification of %(organisation)s was returned: read the reasons, mend it, submit it again")
    return Line(words % _name(case), case.get_absolute_url())


def _refused(case: VerificationCase, data: Mapping[str, Any]) -> Line:
    words = _("The verification of %(organisation)s was refused; the case says why")
    return Line(words % _name(case), case.get_absolute_url())


def _expired(case: VerificationCase, data: Mapping[str, Any]) -> Line:
    words = _("The verification of %(organisation)s has expired; renew it with the same evidence")
    return Line(words % _name(case), case.get_absolute_url())


def _ended(case: VerificationCase, data: Mapping[str, Any]) -> Line:
    words = _("The verification of %(organisation)s has ended early; the case says why")
    return Line(words % _name(case), case.get_absolute_url())


register(
    NoticeKind(
        "verification.submitted",
        gettext_lazy("Organisations that wait for verification"),
        _visible,
        _submitted,
        concerns=_verifies,
    )
)
for slug, title, line in (
    ("approved", gettext_lazy("My organisation is verified"), _approved),
    ("returned", gettext_lazy("The verification of my organisation was returned"), _returned),
    ("refused", gettext_lazy("The verification of my organisation was refused"), _refused),
    ("expired", gettext_lazy("The verification of my organisation has expired"), _expired),
    ("ended", gettext_lazy("The verification of my organisation has ended early"), _ended),
):
    register(NoticeKind(f"verification.{slug}", title, _visible, line))
