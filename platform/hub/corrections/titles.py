"""What a report is about, in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from hub.common.bilingual import Shown, pick
from hub.corrections.subjects import seen_by_everybody


def title_of_subject(correction: Any) -> Shown:
    """Return the title of the thing that is reported on, in the reader's language where there is one.

    Reports that came through the gate (`queries.visible_to`) hold what their reader may see; any other shows what is public.
    """
    loaded = type(correction)._meta.get_field("subject").is_cached(correction)
    subject = correction.subject if loaded else seen_by_everybody(correction)
    if subject is None:
        return Shown(gettext("Something that is not public at the moment"), "", False)
    return title_of_thing(subject)


def title_of_thing(subject: Any) -> Shown:
    """Return the title of a thing that somebody may see."""
    return pick(subject, "title" if hasattr(subject, "title_en") else "name")
