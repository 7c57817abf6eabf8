"""The registry's pages: the list, and the page of one standard with all that is tied to it."""

from babel.lists import format_list
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hub.common.bilingual import CHINESE, ENGLISH, pick
from hub.standards import queries
from hub.standards.life import life_points
from hub.standards.linked import LinkProvider, provider_named, providers
from hub.standards.models import Standard
from search.catalogue import CatalogueView

SHOWN = 100


class StandardCatalogue(CatalogueView):
    """Search and filters over the registry; its own words."""

    types = ("standard",)
    heading = gettext_lazy("Standards")
    placeholder = gettext_lazy("A number in any form, or words of the title")

    def count_words(self, total: int, text: str) -> str:
        """Say how many standards there are, or answer the search."""
        values = {"count": number_format(total, force_grouping=True), "text": text}
        if text:
            return ngettext("%(count)s standard for “%(text)s”", "%(count)s standards for “%(text)s”", total) % values
        return ngettext("%(count)s standard", "%(count)s standards", total) % values


standards = StandardCatalogue.as_view()


@require_safe
def standard_detail(request: HttpRequest, slug: str, tab: str = "overview") -> HttpResponse:
    """One standard: overview, or one kind of things tied to it as a tab with its own address."""
    standard = queries.get_visible_or_404(request.user, slug)
    counted = [(p, p.count(standard, request.user)) for p in providers()]
    chosen = provider_named(tab)
    if tab != "overview" and chosen is None:
        raise Http404
    context = {
        "standard": standard,
        "shown": pick(standard, "title"),
        "other": pick(standard, "title", ENGLISH if (get_language() or "").startswith("zh") else CHINESE),
        "abstract": pick(standard, "abstract"),
        "tabs": _tabs(standard, counted, tab),
        "offers": [p for p, _count in counted if p.offer_url_name],
        "facts": _facts(standard),
        "points": life_points(standard, sum(n for _p, n in counted), timezone.localdate()),
        "editions": queries.editions_of(standard) if tab == "overview" else (),
        "provider": chosen,
        "rows": chosen.rows(standard, request.user, SHOWN) if chosen else (),
        "latest": [(p, list(p.rows(standard, request.user, 5))) for p, n in counted if n] if tab == "overview" else (),
    }
    return render(request, "standards/standard_detail.html", context)


def _tabs(standard: Standard, counted: list[tuple[LinkProvider, int]], tab: str) -> list[dict[str, object]]:
    here = reverse("standard", args=[standard.slug])
    tabs: list[dict[str, object]] = [{"label": _("Overview"), "url": here, "current": tab == "overview", "count": None}]
    for provider, count in counted:
        url = reverse("standard-tab", args=[standard.slug, provider.slug])
        tabs.append({"label": provider.label, "url": url, "current": tab == provider.slug, "count": count})
    return tabs


def _facts(standard: Standard) -> list[tuple[str, str]]:
    languages = [
        word for word, title in ((_("Chinese"), standard.title_zh), (_("English"), standard.title_en)) if title
    ]
    return [
        (_("Stage"), standard.stage_code),
        (_("Issuer"), standard.issuer or "–"),
        (
            _("Publication date"),
            date_format(standard.published_date, "DATE_FORMAT") if standard.published_date else "–",
        ),
        (
            _("Languages of the title"),
            format_list(languages, locale="zh_Hans_CN" if (get_language() or "").startswith("zh") else "en"),
        ),
    ]
