"""What every page of the Hub shares: its twin in the other language, its place, slugs that services own, and what
must be right before it is published.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.actions.publish_page_revision import PublishPagePermissionError
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction

from cms.blocks.pictures import PictureUse, pictures_in, problem_with
from cms.models.approval import SecondPersonPermissions
from cms.tree import language_of
from hub.common.ids import new_public_id
from hub.common.languages import OTHER, html_lang

if TYPE_CHECKING:
    from wagtail.models import Revision

HOME_DEPTH = 2


class NotPublishable(PublishPagePermissionError):
    """A version that may not go on the site yet; `reasons` says why, in words."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def check_slug(slug: str, parent: Page) -> None:
    """Raise ValidationError when the parent keeps this slug for something else than a page."""
    if slug in parent.specific_deferred.reserved_child_slugs:
        text = _("The address “%(slug)s” belongs to a service of the Hub. Choose another slug.")
        raise ValidationError({"slug": ValidationError(text, code="reserved", params={"slug": slug})})


class HubPageForm(WagtailAdminPageForm):
    """The editors' form of a page; it knows the parent before the page has a place in the tree."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        for field in self.fields.values():  # the editor draws no hidden initial values: without them all looks changed
            field.show_hidden_initial = False

    def clean_slug(self) -> str:
        """Offer a slug where none is given: from a Latin title, else a random one (Chinese yields no letters)."""
        given: str = self.cleaned_data.get("slug") or self.instance.slug
        return given or slugify(self.cleaned_data.get("title") or "")[:60] or new_public_id()

    def clean(self) -> dict[str, Any]:
        """Refuse a slug that the parent keeps."""
        cleaned: dict[str, Any] = super().clean()
        if isinstance(getattr(self.parent_page, "specific_deferred", None), BasePage) and "slug" in cleaned:
            try:
                check_slug(cleaned["slug"], self.parent_page)
            except ValidationError as problem:
                self.add_error(None, problem)
        return cleaned

    def _post_clean(self) -> None:
        """Name everything that stands in the way of publishing, unless only a draft is saved."""
        super()._post_clean()
        if not self.is_deferred_validation:
            if not self.instance.locale_id and self.parent_page is not None:
                self.instance.locale_id = self.parent_page.locale_id
            for reason in self.instance.obstacles():
                self.add_error(None, reason)


class BasePage(Page):
    """Every page type of ours. Pages are public or not live: private ones would leak into search and feeds."""

    slug: str  # Wagtail's field
    share_image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("Picture for sharing"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Shown where people share the page. Without one, a card with the title is drawn."),
    )

    base_form_class = HubPageForm
    promote_panels: ClassVar = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description"), FieldPanel("share_image")],
            heading=_("For search engines and sharing"),
        )
    ]
    schema_type = "WebPage"
    private_page_options: ClassVar[list[str]] = []
    reserved_child_slugs: ClassVar[frozenset[str]] = frozenset()
    show_in_menus_default = False

    class Meta:
        abstract = True

    @property
    def html_lang(self) -> str:
        """The HTML `lang` value of the page's own language."""
        return html_lang(language_of(self.locale_id))

    def _set_core_field_defaults(self) -> None:
        """Give a page that comes without a slug one even where its title has no Latin letters."""
        super()._set_core_field_defaults()
        if self.path and not self.slug:
            self.slug = new_public_id()

    def clean(self) -> None:
        """Refuse a slug that the parent keeps, however the page comes to be (form, copy, import)."""
        super().clean()
        parent = self.get_parent()
        if parent is not None and isinstance(parent.specific_deferred, BasePage):
            check_slug(self.slug, parent)

    def can_move_to(self, parent: Page) -> bool:
        """Whether the page may become a child of that page; not where its slug is kept for a service."""
        kept: frozenset[str] = getattr(parent.specific_deferred, "reserved_child_slugs", frozenset())
        return bool(super().can_move_to(parent)) and self.slug not in kept

    def permissions_for_user(self, user: Any) -> SecondPersonPermissions:
        """Return what somebody may do with this page: two persons stand behind every word on the site."""
        return SecondPersonPermissions(user, self)

    def pictures(self) -> list[PictureUse]:
        """Return every use of a picture on this page."""
        streams = [field.name for field in self._meta.get_fields() if isinstance(field, StreamField)]
        return [use for name in streams for use in pictures_in(getattr(self, name))]

    def obstacles(self) -> list[str]:
        """Return everything that stands in the way of publishing this version, in words."""
        language = language_of(self.locale_id)
        return list(dict.fromkeys(filter(None, (problem_with(use, language) for use in self.pictures()))))

    def publish(self, revision: Revision, **options: Any) -> None:
        """Put a version on the site, or plan it. Raises NotPublishable, whoever asks and from wherever.

        A version whose hour has come was looked at when it was planned.
        """
        reasons = [] if revision.approved_go_live_at else revision.as_object().obstacles()
        if reasons:
            raise NotPublishable(reasons)
        super().publish(revision, **options)

    def get_view_restrictions(self) -> models.QuerySet[Any]:
        """No page of ours is private, so there is nothing to look up."""
        nothing: models.QuerySet[Any] = PageViewRestriction.objects.none()
        return nothing

    def live_twin(self) -> Page | None:
        """Return the published page that says the same in the other language, or None."""
        return self.get_translations().filter(live=True).first()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Tell the frame the page's addresses in both languages and the way from the home page to here."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        own = language_of(self.locale_id)
        other = OTHER[own]
        twin = self.live_twin()
        urls = {own: self.get_url(request) or request.path}
        if twin is not None and (url := twin.get_url(request)):
            urls[other] = url
        absolute = {code: request.build_absolute_uri(url) for code, url in sorted(urls.items())}
        context.update(
            page_lang=self.html_lang,
            alternate_url=urls.get(other, f"/{other}/"),
            alternates=[(html_lang(code), url) for code, url in absolute.items()]
            + [("x-default", absolute.get("en", absolute[own]))],
            canonical_url=absolute[own],
            crumbs=self._crumbs(request),
            description=self.description(),
            schema_type=self.schema_type,
            share_image=self.share_image if self.share_image_id else None,
        )
        return context

    def description(self) -> str:
        """Return one or two sentences about the page for search engines and sharing."""
        texts = (self.search_description, getattr(self, "introduction", ""), getattr(self, "lead", ""))
        return next((text for text in texts if text), "")

    def news_index(self) -> Page | None:
        """Return the published list of news in this page's language, or None."""
        found = Page.objects.live().filter(content_type__app_label="cms", content_type__model="newsindexpage")
        page = found.filter(locale_id=self.locale_id).first()
        return page.specific if page else None

    def _crumbs(self, request: HttpRequest) -> list[tuple[str, str]]:
        """Return title and address of the pages above (below the home page), and this page's title without one."""
        if self.depth <= HOME_DEPTH:
            return []
        above = self.get_ancestors().filter(depth__gt=HOME_DEPTH) if self.depth > HOME_DEPTH + 1 else ()
        return [*((page.title, page.get_url(request) or "") for page in above), (self.title, "")]
