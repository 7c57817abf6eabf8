"""Find out who may open a file of the desk, and whether the site shows it."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.models import Page, ReferenceIndex

from cms.queries.pages import public_pages


def may_open_document(user: Any, document_id: int) -> bool:
    """Whether somebody may open a file: everybody once a page on the site refers to it, those of the desk always.

    A page of the site refers to what its published version names; what only drafts name is not in the index.
    """
    if user.has_perm("wagtailadmin.access_admin"):
        return True
    return is_on_the_site(get_document_model(), document_id)


def is_on_the_site(model: type[Model], key: int) -> bool:
    """Whether a page on the site shows or links this file or picture."""
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model),
        to_object_id=str(key),
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    keys = [int(key) for key in references.values_list("object_id", flat=True)]
    return bool(public_pages().filter(pk__in=keys).exists())
