"""Find pages that everybody may see."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.models import PersonPage
from hub.common.bilingual import ENGLISH


def public_pages() -> PageQuerySet:
    """Return the published pages of the site, below the root."""
    found: PageQuerySet = Page.objects.live().filter(depth__gt=1)
    return found


def get_public_page_or_404(pk: int) -> Page:
    """Return a published page. Raises Http404 otherwise."""
    page = public_pages().select_related("locale").filter(pk=pk).first()
    if page is None:
        raise Http404
    return page


def get_person_or_404(slug: str) -> PersonPage:
    """Return the published page, in the reader's language, of a person who can be written to. Raises Http404 otherwise."""
    people = PersonPage.objects.live().filter(slug=slug, locale__language_code=get_language() or ENGLISH)
    person = people.exclude(contact_email="").first()
    if not isinstance(person, PersonPage):
        raise Http404
    return person
