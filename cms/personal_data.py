"""What the pages of the site hold of a person: what they did as an editor. Wagtail keeps it with the pages."""

from __future__ import annotations

from typing import Any

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Comment, CommentReply, Page, PageLogEntry

from cms.models import TranslationMark
from hub.accounts.own_data import PersonalData, register


def _editing(user: Any) -> dict[str, Any]:
    return {
        "pages": list(Page.objects.filter(owner=user).order_by("id").values("title", "url_path")),
        "acts": list(PageLogEntry.objects.filter(user=user).order_by("id").values("label", "action", "timestamp")),
        "comments": list(Comment.objects.filter(user=user).order_by("id").values("text", "created_at")),
        "replies": list(CommentReply.objects.filter(user=user).order_by("id").values("text", "created_at")),
        "pictures": list(get_image_model().objects.filter(uploaded_by_user=user).values("title", "created_at")),
        "documents": list(get_document_model().objects.filter(uploaded_by_user=user).values("title", "created_at")),
        "translations_marked": TranslationMark.objects.filter(marked_by=user).count(),
    }


register(PersonalData("pages", ("cms.TranslationMark.marked_by",), _editing))
