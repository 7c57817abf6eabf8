"""The first page of the desk: where to begin, and what waits for the person."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.components import Component

from cms.queries.desk import news_lists, own_pages_in_approval, translations_to_mend, waiting_for_approval


class Welcome(Component):
    """Begin writing; decide; mend; and how it all goes, in a few sentences."""

    name = "hub_welcome"
    template_name = "cms/desk/welcome.html"
    order = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Gather what waits for the person who is signed in."""
        user = parent_context["request"].user
        return {
            "user": user,
            "news_lists": news_lists(),
            "to_approve": waiting_for_approval(user),
            "returned": own_pages_in_approval(user, returned=True),
            "submitted": own_pages_in_approval(user, returned=False),
            "to_translate": translations_to_mend(),
        }
