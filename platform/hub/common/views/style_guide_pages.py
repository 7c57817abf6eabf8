"""The types of pages: what stands first on each, in which frame, and where one is seen."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hub.common.tables import Cell, Column, Row, Text

PAGE_COLUMNS = (
    Column("type", _("Page type")),
    Column("first", _("What stands first")),
    Column("frame", _("Frame")),
)
# Name, what stands first, classes and components of the frame, an address below the language.
PAGES: tuple[tuple[Text, Text, str, str], ...] = (
    (_("Home"), _("One sentence of purpose and the search box"), "hero · strip · figures", ""),
    (_("Catalogue"), _("How many in words, the active filters"), "with-rail · filters · item", "technology/"),
    (_("Details page"), _("Title, who and state, then the act"), "with-aside · aside lead", "organisations/"),
    (_("Page of a standard"), _("Number, both titles, status, life line"), "life_line · tabs", "standards/"),
    (_("Task form"), _("What is wrong, then one group of questions"), "page-form · error_summary", "accounts/signup/"),
    (_("Act"), _("What will happen and what is missing"), "page-form · decision-bar", ""),
    (_("Desk"), _("Why this case is mine and its age"), "desk · decision-bar", "desk/review/"),
    (_("My page"), _("What waits, the nearest deadline first"), "stack-l · item", "account/"),
    (_("List of mine"), _("The row that waits longest"), "data_table · tabs", "technology/mine/"),
    (_("Inbox"), _("What is new"), "with-rail · tabs", "account/notices/"),
    (_("Conversation"), _("What it is about, then the first unread message"), "with-aside · message", "conversations/"),
    (_("Public check"), _("In large letters whether it is valid"), "page-narrow · print_head", ""),
    (_("Error page"), _("What is wrong and the way on"), "hub/error.html", "missing/"),
)


def page_rows(home: str) -> list[Row]:
    """Return one row a type of page; `home` is the address of the home page in the reader's language."""
    return [
        Row((Cell(name, f"{home}{path}" if path or frame.startswith("hero") else ""), first, Cell(frame, lang="en")))
        for name, first, frame, path in PAGES
    ]
