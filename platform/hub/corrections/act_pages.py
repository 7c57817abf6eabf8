"""Reports in the pages of acts."""

from hub.corrections.models import Correction
from hub.corrections.queries import visible_to
from hub.corrections.titles import title_of_subject
from hub.workflow.pages import ActPages, register

register(ActPages(Correction, "correction", visible_to, title=title_of_subject))
