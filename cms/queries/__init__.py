"""Find pages."""

from cms.queries.news import links_to_articles, public_twins, visible_to
from cms.queries.pages import get_person_or_404, get_public_page_or_404, public_pages

__all__ = [
    "get_person_or_404",
    "get_public_page_or_404",
    "links_to_articles",
    "public_pages",
    "public_twins",
    "visible_to",
]
