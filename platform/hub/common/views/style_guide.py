"""The living style guide: every component in both languages, long, empty, right to left, light and dark."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hub.common.components import TONES
from hub.common.views.style_guide_words import WORDS, Words

TEXTS = {"normal": _("Ordinary text"), "long": _("Long text"), "empty": _("Empty")}
SCHEMES = {"system": _("Your colours"), "light": _("Light"), "dark": _("Dark")}
DIRECTIONS = {"ltr": _("Left to right"), "rtl": _("Right to left")}


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
    deadline = forms.DateField(label=_("Deadline"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
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


def style_guide(request: HttpRequest) -> HttpResponse:
    """Show every component; `text`, `scheme` and `dir` in the query choose the state."""
    chosen = {
        "text": _choice(request, "text", TEXTS),
        "scheme": _choice(request, "scheme", SCHEMES),
        "dir": _choice(request, "dir", DIRECTIONS),
    }
    words = WORDS[get_language() if get_language() in {"en", "zh-hans"} else "en", chosen["text"] == "long"]
    empty = chosen["text"] == "empty"
    context = {
        **chosen,
        "switches": [
            _switch(chosen, "text", TEXTS, _("Text")),
            _switch(chosen, "scheme", SCHEMES, _("Colours")),
            _switch(chosen, "dir", DIRECTIONS, _("Direction")),
        ],
        "words": words,
        "empty": empty,
        "tones": TONES,
        "blank_form": SampleForm(prefix="blank"),
        "wrong_form": SampleForm({"wrong-email": "nobody", "wrong-title_zh": words.title * 4}, prefix="wrong"),
        **({} if empty else _lists(words)),
    }
    return render(request, "hub/style_guide/page.html", context)


def _choice(request: HttpRequest, name: str, allowed: dict[str, Any]) -> str:
    value = request.GET.get(name, "")
    return value if value in allowed else next(iter(allowed))


def _switch(chosen: dict[str, str], name: str, options: dict[str, Any], label: Any) -> dict[str, Any]:
    def query(value: str) -> str:
        return "?" + "&".join(f"{key}={value if key == name else now}" for key, now in chosen.items())

    items = [{"label": text, "url": query(value), "current": chosen[name] == value} for value, text in options.items()]
    return {"label": label, "items": items}


def _lists(words: Words) -> dict[str, Any]:
    return {**_shown(words), **_found(words)}


def _shown(words: Words) -> dict[str, Any]:
    meters = ((words.label, 58, "14"), (words.role, 81, "31"), (words.state, 45, "¥ 1,260,000"))
    submitted, in_force = {"datetime": "2026-11-18", "time_label": "2026-11-18"}, {"time_label": "2026-03-03"}
    return {
        "facts": [(words.label, "TRL 8"), (_("Price"), "¥ 3,200,000"), (_("Updated"), "2026-11-18")],
        "org": {"name": words.org, "url": "#", "level": 3, "place": words.place, "lang": ""},
        "points": [
            {"label": label, "detail": f"2026-0{n}-02", "state": "next" if n == len(words.points) else "done"}
            for n, label in enumerate(words.points, start=1)
        ],
        "acts": [
            {"text": words.state, "who": words.org, "detail": words.person, **submitted},
            {"text": words.status, "url": "#", "who": words.org, **in_force},
        ],
        "figures": [{"value": value, "label": words.label, "url": "#"} for value in ("214", "68", "¥ 9.4 m", "41")],
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
