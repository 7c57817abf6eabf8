"""Reports in the pages of acts."""

from typing import Any

from hub.common.bilingual import Shown
from hub.corrections.models import Correction
from hub.corrections.queries import visible_to
from hub.corrections.titles import title_of_subject
from hub.workflow.pages import ActPages, register


def _subject(correction: Any, reader: Any) -> Shown:
    return title_of_subject(correction)


register(ActPages(Correction, "correction", visible_to, title=_subject))
