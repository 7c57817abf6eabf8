"""The gate of downloads."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from hub.files.access import rule_for
from hub.files.models import StoredFile


def may_open(file: StoredFile, user: Any) -> bool:
    """Tell whether a person may open a file: by the rule of its subject; a file without subject is its uploader's alone."""
    if file.subject is None:
        return bool(user.is_authenticated and file.uploaded_by_id == user.pk)
    rule = rule_for(file.subject._meta.label_lower)
    return bool(rule and rule(file.subject, user))


def get_openable_or_404(user: Any, public_id: str) -> StoredFile:
    """Return the file if this person may open it. Raises Http404 otherwise: a closed file does not exist for others."""
    file = StoredFile.objects.filter(public_id=public_id).first()
    if file is None or not may_open(file, user):
        raise Http404
    return file
