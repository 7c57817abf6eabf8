"""Rows drawn outside templates say and escape what a template would."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.template import engines
from django.utils.safestring import mark_safe
from django.utils.translation import override

from hub.common.components import COMPONENTS, ComponentError
from hub.common.templatetags.ui_rows import fact_rows, option_rows


def drawn(source: str, **values: object) -> str:
    return engines["django"].from_string("{% load ui %}" + source).render(values)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_facts_are_written_as_a_template_writes_them(language: str) -> None:
    rows = [
        ("<Price>", "<1 & 2>"),
        ("Seats", 12345),
        ("Day", date(2026, 3, 1)),
        ("Link", mark_safe("<b>x</b>")),
        ("", None),
    ]
    loop = "{% for t, d in rows %}<div><dt>{{ t }}</dt><dd>{{ d }}</dd></div>{% endfor %}"
    with override(language):
        assert fact_rows(rows) == drawn(loop, rows=rows)


def test_options_escape_and_mark_what_they_are_given() -> None:
    options = [
        {"value": 'a"b', "label": "<Ja>", "checked": True, "count": 0, "lang": "de"},
        {"value": "2", "label": "Two", "count": None},
    ]
    assert option_rows({"name": "x<", "options": options}) == (
        '<label><input type="checkbox" name="x&lt;" value="a&quot;b" checked>'
        '<span class="text" lang="de">&lt;Ja&gt;</span><span class="n">0</span></label>'
        '<label><input type="checkbox" name="x&lt;" value="2"><span class="text">Two</span></label>'
    )


def test_props_may_come_together_and_are_checked_all_the_same() -> None:
    org = {"name": "<Acme>", "place": "China"}
    assert drawn('{% ui "org" props=org %}', org=org) == drawn('{% ui "org" name=o.name place=o.place %}', o=org)
    with pytest.raises(ComponentError):
        drawn('{% ui "org" props=org %}', org=org | {"colour": "red"})
    with pytest.raises(ComponentError):
        drawn('{% ui "org" props=org %}', org={})


BAD = "<i>\"'&"
LEVELS = {"level": (None, 0, 2), "show_level": (False, True)}


@pytest.mark.parametrize("name", sorted(name for name, component in COMPONENTS.items() if component.draw))
def test_components_drawn_in_python_escape_every_prop(name: str) -> None:
    component = COMPONENTS[name]
    props: dict[str, Any] = dict.fromkeys([*component.required, *component.optional], BAD)
    own = {"item": {"org": {"name": BAD, "url": BAD}, "facts": [(BAD, BAD)], "level": 3}, "org": {}}
    for level in LEVELS["level"]:
        for show_level in LEVELS["show_level"]:
            levels = {"level": level, "show_level": show_level} if name == "org" else {}
            drawn_row = drawn(f'{{% ui "{name}" props=props %}}', props={**props, **own.get(name, {}), **levels})
            assert BAD not in drawn_row
            assert "<i>" not in drawn_row
            assert drawn_row.count("&lt;i&gt;&quot;") >= 2
