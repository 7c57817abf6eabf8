"""What the components of the style guide are filled with: rows, cells, versions and forms made of the sample words."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hub.common.components.talking import SCANS
from hub.common.day_field import DayField
from hub.common.deadline_field import DeadlineField
from hub.common.diffs import changes
from hub.common.money import Money
from hub.common.money_field import MoneyField
from hub.common.tables import Cell, Column, Row, RowAct, Sort, Text, heads, read_sort
from hub.common.views.style_guide_words import Words

COLUMNS = (
    Column("title", _("Title"), sortable=True),
    Column("state", _("State")),
    Column("updated", _("Updated"), short=True, sortable=True, newest_first=True),
    Column("price", _("Price"), numeric=True, sortable=True, newest_first=True),
)
PRICES = (Money(320_000_000, "CNY"), Money(8_550_050, "CNY"), Money(14_000_000, "EUR"))


class SampleForm(forms.Form):
    """One field of every kind."""

    title_en = forms.CharField(label=_("Title in English"), max_length=120)
    title_zh = forms.CharField(label=_("Title in Chinese"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-mail"), help_text=_("We write here when somebody answers."))
    summary = forms.CharField(
        label=_("Summary"),
        max_length=280,
        widget=forms.Textarea,
        help_text=_("What it does and for whom, in plain words."),
    )
    stage = forms.ChoiceField(
        label=_("Stage"), choices=[("", _("Choose a stage")), ("idea", _("Idea")), ("use", _("In use"))]
    )
    price = MoneyField(label=_("Price"), help_text=_("In full or in short: 3,200,000 or 320万."))
    day = DayField(label=_("Valid until"), required=False)
    deadline = DeadlineField(label=_("Deadline"), help_text=_("On the clocks of the place you choose."))
    terms = forms.MultipleChoiceField(
        label=_("Forms of cooperation"),
        widget=forms.CheckboxSelectMultiple,
        choices=[("licence", _("Licence")), ("transfer", _("Transfer")), ("joint", _("Joint development"))],
        help_text=_("Choose all that fit."),
    )
    visibility = forms.ChoiceField(
        label=_("Who may see it"),
        widget=forms.RadioSelect,
        choices=[("public", _("Everybody")), ("verified", _("Verified organisations"))],
    )
    report = forms.FileField(label=_("Test report"), required=False, help_text=_("PDF, up to 20 MB."))
    agree = forms.BooleanField(label=_("I may speak for this organisation"))


def wrong_form(words: Words) -> SampleForm:
    """A form that was sent with every kind of mistake: among them a time that clocks skip."""
    sent = {
        "wrong-email": "nobody",
        "wrong-title_zh": words.title * 4,
        "wrong-price_amount": "a lot",
        "wrong-price_currency": "CNY",
        "wrong-deadline_when": "2026-03-29T02:30",
        "wrong-deadline_zone": "Europe/Berlin",
    }
    return SampleForm(sent, prefix="wrong")


def lists(words: Words, query: QueryDict) -> dict[str, Any]:
    """Everything that a list, a history or a table is made of."""
    return {**_shown(words), **_found(words), **_tabled(words, query)}


def _tabled(words: Words, query: QueryDict) -> dict[str, Any]:
    sort = read_sort(query.get("sort"), COLUMNS, Sort("updated", descending=True))
    acts = (RowAct(words.action, "#"), RowAct(_("Withdraw"), "#", danger=True))
    titles = (words.title, words.option, words.standard_title)
    rows = [
        Row((Cell(title, "#", hint=words.org), Cell(words.state, tone=tone), f"2026-11-{18 - n:02}", price), acts)
        for n, (title, tone, price) in enumerate(zip(titles, ("info", "ok", "warn"), PRICES, strict=True))
    ]
    before = {"title": words.title, "sentence": words.sentence, "state": words.state}
    after = {
        "title": words.title,
        "sentence": words.sentence.replace("3", "8", 1) + words.option,
        "state": words.status,
    }
    labels: dict[str, Text] = {"title": words.label, "sentence": words.role, "state": _("State")}
    return {
        "heads": heads(COLUMNS, sort, query),
        "table_rows": sorted(rows, key=lambda row: str(row.drawn[0].text), reverse=sort.descending),
        "changed": changes(before, after, labels),
        "scans": list(SCANS),
    }


def _shown(words: Words) -> dict[str, Any]:
    meters = ((words.label, 58, "14"), (words.role, 81, "31"), (words.state, 45, PRICES[0]))
    submitted, in_force = {"datetime": "2026-11-18", "time_label": "2026-11-18"}, {"time_label": "2026-03-03"}
    return {
        "facts": [
            (words.label, "TRL 8"),
            (_("Price"), PRICES[0]),
            (_("Updated"), "2026-11-18"),
            (words.role, words.org),
        ],
        "org": {"name": words.org, "url": "#", "level": 3, "place": words.place, "lang": ""},
        "points": [
            {"label": label, "detail": f"2026-0{n}-02", "state": state, "url": "#" if n == 2 else ""}
            for n, (label, state) in enumerate(
                zip(words.points, ("done", "done", "done", "done", "now", "next"), strict=True), start=1
            )
        ],
        "stopped_points": [
            {"label": words.points[0], "detail": "2026-01-02"},
            {"label": words.points[2], "detail": "2026-02-02", "state": "stopped"},
        ],
        "acts": [
            {"text": words.state, "who": words.org, "detail": words.person, **submitted},
            {"text": words.status, "url": "#", "who": words.org, **in_force},
        ],
        "figures": [{"value": value, "label": words.label, "url": "#"} for value in ("214", "68", PRICES[0], "41")],
        "meters": [{"label": label, "url": "#", "percent": percent, "text": text} for label, percent, text in meters],
    }


def _found(words: Words) -> dict[str, Any]:
    options = ((words.option, 31), ("TRL 4–6", 12), (words.role, 0))
    return {
        "tabs": [
            {"label": label, "url": "#", "current": n == 1, "count": count}
            for n, (label, count) in enumerate(zip(words.steps, (None, None, 27, 9, 14), strict=True))
        ],
        "crumbs": [(words.label, "#"), (words.title, "")],
        "chips": [(words.option, "#"), ("TRL 7–8", "#")],
        "similar": [
            {"title": words.title, "url": "#", "lang": "", "kind": "", "why": words.sentence},
            {"title": words.standard_title, "url": "#", "lang": "", "kind": words.role, "why": words.status},
        ],
        "groups": [
            {
                "legend": words.label,
                "name": "a",
                "options": [
                    {"value": n, "label": label, "count": count, "checked": n == 1}
                    for n, (label, count) in enumerate(options)
                ],
            },
            {"legend": words.role, "name": "b", "options": [{"value": 1, "label": "T/ZSA 12-2026", "count": 9}]},
        ],
    }
