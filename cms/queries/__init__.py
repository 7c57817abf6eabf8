"""Find pages."""

from cms.queries.news import articles_about, visible_to
from cms.queries.pages import get_person_or_404, get_public_page_or_404, public_pages

__all__ = ["articles_about", "get_person_or_404", "get_public_page_or_404", "public_pages", "visible_to"]
