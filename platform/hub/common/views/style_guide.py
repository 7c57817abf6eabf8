"""The living style guide: every component in both languages, long, empty, right to left, light and dark."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hub.common.components import TONES
from hub.common.tables import Sort, heads
from hub.common.views.style_guide_pages import PAGE_COLUMNS, page_rows
from hub.common.views.style_guide_samples import COLUMNS, SampleForm, lists, wrong_form
from hub.common.views.style_guide_words import WORDS

TEXTS = {"normal": _("Ordinary text"), "long": _("Long text"), "empty": _("Empty")}
SCHEMES = {"system": _("Your colours"), "light": _("Light"), "dark": _("Dark")}
DIRECTIONS = {"ltr": _("Left to right"), "rtl": _("Right to left")}


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
        "heads": heads(COLUMNS, Sort("updated", descending=True), request.GET),
        "page_heads": heads(PAGE_COLUMNS, Sort("type"), request.GET),
        "page_rows": page_rows(f"/{get_language()}/"),
        "step_urls": ("#", "#"),
        "blank_form": SampleForm(prefix="blank"),
        "wrong_form": wrong_form(words),
        **({} if empty else lists(words, request.GET)),
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
