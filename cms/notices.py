"""Editors and approvers are told what waits for them and what was decided."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from hub.accounts.enums import Role
from hub.accounts.queries import has_role
from hub.notifications.kinds import Line, NoticeKind, register


def _pages(reader: Any, ids: Sequence[int]) -> list[Page]:
    pages = Page.objects.filter(pk__in=ids)
    return list(pages) if has_role(reader, Role.EDITOR, Role.APPROVER) else list(pages.live().public())


def _approves(reader: Any) -> bool:
    return has_role(reader, Role.APPROVER)


def _writes(reader: Any) -> bool:
    return has_role(reader, Role.EDITOR, Role.APPROVER)


def _in_editor(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _submitted(page: Page, data: Mapping[str, Any]) -> Line:
    return Line(_("Waits for approval: %(title)s") % {"title": page.draft_title}, _in_editor(page))


def _approved(page: Page, data: Mapping[str, Any]) -> Line:
    return Line(_("Approved: %(title)s") % {"title": page.draft_title}, _in_editor(page))


def _rejected(page: Page, data: Mapping[str, Any]) -> Line:
    return Line(_("Not approved: %(title)s") % {"title": page.draft_title}, _in_editor(page))


KINDS = (
    ("page_submitted", gettext_lazy("Pages that wait for approval"), _submitted, _approves),
    ("page_approved", gettext_lazy("My pages approved"), _approved, _writes),
    ("page_rejected", gettext_lazy("My pages not approved"), _rejected, _writes),
)
for slug, title, line, concerns in KINDS:
    register(NoticeKind(slug, title, _pages, line, template=f"cms/mail/{slug}", concerns=concerns))
