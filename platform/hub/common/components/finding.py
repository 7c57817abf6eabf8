"""What leads to things: ways, lists, tables."""

from typing import Any

from hub.common.components.component import declare
from hub.common.components.rows import draw_item
from hub.common.components.showing import ORG
from hub.common.components.stacking import stacked


def _laid(props: dict[str, Any]) -> dict[str, Any]:
    """Pair each cell with its head, and give each row's menu an id of its own."""
    heads = list(props["heads"])
    rows = [
        {
            "pairs": list(zip(row.drawn, heads, strict=True)),
            "acts": row.acts,
            "name": row.name or row.drawn[0].text,
            "menu_id": f"{props['id']}-acts-{number}",
        }
        for number, row in enumerate(props["rows"], start=1)
    ]
    has_acts = any(row["acts"] for row in rows)
    return {"rows": rows, "has_acts": has_acts, "width": len(heads) + has_acts}


def _stacked(props: dict[str, Any]) -> dict[str, Any]:
    """Let the rows become a list on phones."""
    return {"slot": stacked(props["slot"])}


def _owned(props: dict[str, Any]) -> dict[str, Any]:
    """Check the props of the organisation line as that component does."""
    return {"org": ORG.context(props["org"]) if props["org"] else None}


DECLARED = [
    declare("breadcrumbs", slot=True, items=()),
    declare("tabs", "items", label=""),
    declare("chips", "items", clear_url="", label=""),
    declare("pagination", "count_text", newer_url="", older_url="", newer_label="", older_label=""),
    declare(
        "search_box",
        "action",
        value="",
        name="q",
        id="",
        label="",
        placeholder="",
        button="",
        large=False,
        hidden=(),
        offers="",
    ),
    declare("filters", "groups", slot=True, action="", hidden=(), active=0, clear_url=""),
    declare(
        "item",
        "title",
        "url",
        slot=True,
        lang="",
        summary="",
        summary_lang="",
        org=None,
        facts=(),
        level=2,
        note="",
        translated=False,
        _prepare=_owned,
        _draw=draw_item,
    ),
    # What is like the thing on the page: each with title, url, lang, kind ("" for the page's own) and why it is near.
    declare("similar", "heading", "items"),
    declare("table", "caption", slot=True, show_caption=True, sticky=False, _prepare=_stacked),
    # A table from data: see hub.common.tables for heads, rows and the CSV of the same columns.
    declare(
        "data_table",
        "id",
        "caption",
        "heads",
        "rows",
        show_caption=True,
        sticky=False,
        csv_url="",
        empty="",
        count_text="",
        _prepare=_laid,
    ),
]
