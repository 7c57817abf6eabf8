"""Who may do what with files and pictures of the desk: as in Wagtail, but what the site shows is deleted by nobody alone."""

from __future__ import annotations

from typing import Any

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import register_permission_policy

from cms.queries.documents import is_on_the_site


class PublishedFilesStay(CollectionOwnershipPermissionPolicy):
    """A file that a page on the site shows or links is deleted once that page, approved by a second person, no longer does."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Whether somebody may do this with a file."""
        if action == "delete" and is_on_the_site(type(instance), instance.pk):
            return False
        return bool(super().user_has_permission_for_instance(user, action, instance))


def register() -> None:
    """Put these rules in the place of Wagtail's, for every page and bulk act of the desk."""
    for model in (get_image_model(), get_document_model()):
        policy = PublishedFilesStay(model, auth_model=model, owner_field_name="uploaded_by_user")
        register_permission_policy(model, policy, exact_class=True)
