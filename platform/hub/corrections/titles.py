"""What a report is about, in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from hub.common.bilingual import Shown, pick


def title_of_subject(correction: Any) -> Shown:
    """Return the title of the thing that is reported on, in the reader's language where there is one."""
    subject = correction.subject
    if subject is None:
        return Shown(gettext("Something that is gone"), "", False)
    return pick(subject, "title" if hasattr(subject, "title_en") else "name")
