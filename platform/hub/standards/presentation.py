"""A standard in words: dates as exactly as they are known, facts, where its review stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from babel.lists import format_list
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from hub.common.bilingual import Language
from hub.common.languages import html_lang
from hub.standards.enums import Precision, RelationKind, Status, WithdrawalGround
from hub.standards.models import Standard
from hub.standards.queries.relations import RelationShown
from hub.vocabularies import ics
from hub.vocabularies.stages import code_name

Fact = tuple[str, str | SafeString]


def date_words(day: date | None, precision: str = Precision.DAY) -> str:
    """Return a date in the reader's form, without the days that a register never gave; "" when there is none."""
    if day is None:
        return ""
    if precision == Precision.YEAR:
        return pgettext("a year alone", "%(year)s") % {"year": day.year}
    return str(date_format(day, "YEAR_MONTH_FORMAT" if precision == Precision.MONTH else "DATE_FORMAT"))


def published_words(standard: Standard) -> str:
    """Return when a standard was published."""
    return date_words(standard.published_date, standard.published_precision)


def date_code(day: date | None, precision: str = Precision.DAY) -> str:
    """Return a date for machines (ISO 8601), cut where it is not known: "2026-03-03", "2026-03", "2026", ""."""
    if day is None:
        return ""
    return day.isoformat()[: {Precision.YEAR: 4, Precision.MONTH: 7}.get(Precision(precision), 10)]


def listed(words: Sequence[str]) -> str:
    """Return words as a list in the reader's language."""
    return format_list(list(words), locale="zh_Hans_CN" if (get_language() or "").startswith("zh") else "en")


def standing_words(standard: Standard) -> str:
    """Return the status with the day from which it holds, where that is known."""
    day = {
        Status.IN_FORCE: date_words(standard.implemented_date),
        Status.WITHDRAWN: date_words(standard.withdrawn_date),
        Status.SUPERSEDED: date_words(standard.withdrawn_date),
    }.get(Status(standard.status), "")
    label = str(standard.get_status_display())
    if not day:
        return label
    return _("%(status)s since %(date)s") % {"status": label, "date": day}


def stage_words(standard: Standard, today: date) -> str:
    """Return the stage with its name, and how long it has lasted where the day is known."""
    named = f"{standard.stage_code} {code_name(standard.stage_code)}"
    since = standard.stage_since
    if since is None or since > today:
        return named
    days = (today - since).days
    age = ngettext("for %(count)s day", "for %(count)s days", days) % {"count": days}
    return _("%(stage)s, %(age)s") % {"stage": named, "age": age}


def link_to(standard: Standard) -> SafeString:
    """Return the number as a link to the standard's page."""
    return format_html('<a href="{}">{}</a>', standard.get_absolute_url(), standard.number)


def ics_links(standard: Standard) -> SafeString:
    """Return the codes of the classification with their names, each leading to its list."""
    known = ((code, ics.find(code)) for code in standard.ics_codes)
    rows = [(reverse("standards-ics", args=[code]), code, entry.name) for code, entry in known if entry]
    return format_html_join(", ", '<a href="{}">{} {}</a>', rows)


def language_names(codes: Sequence[str]) -> str:
    """Return the names of languages of texts."""
    return listed([str(Language(code).label) for code in codes if code in Language.values])


def facts_of(standard: Standard, relations: Sequence[RelationShown], today: date) -> list[Fact]:
    """Return what the rail says of a standard; what is not known is left out."""
    replaced = [
        link_to(r.other) if r.other else r.number for r in relations if r.kind == RelationKind.REPLACES and not r.inward
    ]
    ground = WithdrawalGround(standard.withdrawal_ground).label if standard.withdrawal_ground else ""
    rows: list[Fact] = [
        (_("Stage"), stage_words(standard, today)),
        (_("Issuer"), standard.issuer),
        (_("Publication date"), published_words(standard)),
        (_("Takes effect on"), date_words(standard.implemented_date)),
        (_("Date of withdrawal"), date_words(standard.withdrawn_date)),
        (_("Ground of withdrawal"), str(ground)),
        (_("ICS"), ics_links(standard)),
        (_("Languages of the text"), language_names(standard.languages_of_text)),
        (_("Replaces"), format_html_join(", ", "{}", ((one,) for one in replaced))),
    ]
    return [(term, detail) for term, detail in rows if detail]


def mark_of(standard: Standard, field: str, lang: str) -> str:
    """Return the words that mark a machine-translated text; "" for what a person has written."""
    column = f"{field}_{'zh' if lang == html_lang(Language.ZH) else 'en'}"
    return _("Machine translation") if column in standard.machine_translated else ""
