"""Who may open the documents of standards."""

from typing import Any

from hub.files.access import files_of
from hub.standards.rules import can_edit, can_open


@files_of("standards.standarddocument")
def may_open(document: Any, user: Any) -> bool:
    """By the document's access; a removed document stays with the desk."""
    return can_edit(user) if document.removed_at else can_open(document.access, user)
