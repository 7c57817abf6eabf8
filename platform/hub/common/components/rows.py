"""Components that catalogue pages draw by the dozen, written in Python: Django's templates take ten times as long for them.

Each function takes the values of its component and returns the markup. Whatever is not marked safe is escaped, as a
template does it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.timezone import template_localtime  # type: ignore[attr-defined]  # not in the stubs
from django.utils.translation import gettext as _

from hub.common.icons import icon

Values = Mapping[str, Any]


def drawn(value: Any) -> str:
    """Write a value as templates do; text as it is, without asking what kind of number or day it might be."""
    return conditional_escape(value if isinstance(value, str) else localize(template_localtime(value)))


def fact_rows(rows: Iterable[tuple[Any, Any]]) -> SafeString:
    """Draw pairs of term and detail: the rows of a `<dl class="facts">`."""
    return SafeString("".join(f"<div><dt>{drawn(t)}</dt><dd>{drawn(d)}</dd></div>" for t, d in rows))


def option_rows(group: Values) -> SafeString:
    """Draw the options of a group of filters: box or circle, label, how many hits. A label may carry its own language."""
    kind, name = drawn(group.get("type") or "checkbox"), drawn(group["name"])
    return SafeString("".join(_option(option, kind, name) for option in group["options"]))


def draw_standard(values: Values) -> SafeString:
    """Draw the chip of a standard: number, role and clause; title and status for pointer and keyboard."""
    title, status, where, url = values["title"], values["status"], values["where"], values["url"]
    start, end = _opened(url, "", ' tabindex="0"' if title or status else "", css="std")
    role = f' <span class="role">{drawn(where)}</span>' if where else ""
    tip = ""
    if title or status:
        state = f'<span class="tip-state">{drawn(status)}</span>' if status else ""
        words = f"<span{_lang(values['title_lang'])}>{drawn(title)}</span>"
        tip = f'<span class="tip"><span class="vh">: </span>{words}{state}</span>'
    return SafeString(f"{start}<b>{drawn(values['number'])}</b>{role}{tip}{end}")


def draw_org(values: Values) -> SafeString:
    """Draw an organisation in one line: name, place, verification (its words only heard, unless `show_level`)."""
    start, end = _opened(values["url"], values["lang"])
    place = f"<span> · {drawn(values['place'])}</span>" if values["place"] else ""
    return SafeString(f'<span class="org">{start}{drawn(values["name"])}{end}{place}{_level(values)}</span>')


def draw_item(values: Values) -> SafeString:
    """Draw a row of a list: linked title, facts, summary, whatever stands below, the organisation (its values, checked)."""
    facts, summary, slot, org, note = (values[name] for name in ("facts", "summary", "slot", "org", "note"))
    level = f"h{int(values['level'])}"
    start, end = _opened(values["url"], values["lang"])
    parts = [
        f'<article class="item{" has-facts" if facts else ""}" data-row><{level}>{start}{drawn(values["title"])}{end}</{level}>'
    ]
    if facts:
        parts.append(f'<dl class="facts">{fact_rows(facts)}</dl>')
    if values["translated"]:
        words = _("Found through translation")
        parts.append(f'<p class="across">{icon("language")} {words}</p>')
    if summary:
        parts.append(f"<p{_lang(values['summary_lang'])}>{drawn(summary)}</p>")
    if slot:
        parts.append(f'<div class="meta">{drawn(slot)}</div>')
    if org or note:
        line = draw_org(org) if org else ""
        through = f'<span class="through">{drawn(note)}</span>' if note else ""
        parts.append(f'<div class="meta">{line}{through}</div>')
    return SafeString("\n  ".join(parts) + "</article>")


def _opened(url: Any, lang: Any, unlinked: str = "", css: str = "") -> tuple[str, str]:
    """Return what stands before and after a text that is a link when there is somewhere to go."""
    marks = _lang(lang) + (f' class="{css}"' if css else "")
    return (f'<a href="{drawn(url)}"{marks}>', "</a>") if url else (f"<span{unlinked}{marks}>", "</span>")


def _lang(lang: Any) -> str:
    return f' lang="{drawn(lang)}"' if lang else ""


def _level(values: Values) -> str:
    level, label = values["level"], values["level_label"]
    if level:
        heard = "" if values["show_level"] else ' class="vh"'
        until = f" · {drawn(values['until'])}" if values["show_level"] and values["until"] else ""
        words = label or _("Verified")
        return f' <span class="level">{icon("check-badge")}<span{heard}>{drawn(words)}</span>{until}</span>'
    if level == 0:
        words = label or _("Not verified")
        return f' <span class="level none">{drawn(words)}</span>'
    return ""


def _option(option: Values, kind: str, name: str) -> str:
    checked = " checked" if option.get("checked") else ""
    count = option.get("count")
    number = "" if count is None else f'<span class="n">{drawn(count)}</span>'
    return (
        f'<label><input type="{kind}" name="{name}" value="{drawn(option["value"])}"{checked}>'
        f'<span class="text"{_lang(option.get("lang"))}>{drawn(option["label"])}</span>{number}</label>'
    )
