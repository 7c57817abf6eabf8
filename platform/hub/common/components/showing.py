"""What tells facts: the spine, people and organisations, states, histories, figures."""

from typing import Any

from hub.common.components.component import TONES, declare
from hub.common.components.rows import draw_org, draw_standard
from hub.common.languages import has_han

LIFE_STATES = ("done", "now", "next", "stopped")


def initials(name: str) -> str:
    """Return one Han character or up to two Latin initials that stand for a person or an organisation."""
    words = name.split()
    if not words:
        return "?"
    if has_han(words[0][0]):
        return words[0][0]
    picked = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(word[0] for word in picked).upper()


def _percent(props: dict[str, Any]) -> dict[str, Any]:
    maximum = props["maximum"] or 1
    return {"percent": max(0, int(100 * props["value"] // maximum))}


def _lived(props: dict[str, Any]) -> dict[str, Any]:
    unknown = {point.get("state", "done") for point in props["points"]} - set(LIFE_STATES)
    if unknown:
        raise ValueError(f"life_line: state {', '.join(sorted(unknown))} is not one of {', '.join(LIFE_STATES)}")
    return {}


def _where(props: dict[str, Any]) -> dict[str, Any]:
    """Say in one text as what, and for which clause, a standard is named."""
    clause = f"§{props['clause']}" if props["clause"] else ""
    return {"where": " ".join(filter(None, (str(props["role"]), clause)))}


ORG = declare(
    "org", "name", url="", level=None, level_label="", until="", place="", lang="", show_level=False, _draw=draw_org
)
DECLARED = [
    # The spine: whatever is tied to a standard
    declare(
        "standard",
        "number",
        url="",
        role="",
        clause="",
        title="",
        title_lang="",
        status="",
        _prepare=_where,
        _draw=draw_standard,
    ),
    declare("life_line", "points", label="", _prepare=_lived),
    # Who and what
    ORG,
    declare("avatar", "name", mine=False, _prepare=lambda props: {"initials": initials(str(props["name"]))}),
    declare("tag", "label", tone="neutral", icon=True, _choices={"tone": TONES}),
    declare("facts", slot=True, rows=(), spread=True),
    declare("panel", slot=True, heading="", level=2, id="", tone="neutral", _choices={"tone": TONES}),
    declare("timeline", "acts", label=""),
    declare("diff", "rows", label="", before_label="", after_label=""),
    declare("figures", "rows", label=""),
    declare("strip", "heading", slot=True, url="", link_label="", id=""),
    declare("print_head", "title", number="", address="", printed=""),
    # Telling
    declare("notice", slot=True, text="", heading="", tone="info", live=False, _choices={"tone": TONES}),
    declare("empty", "title", slot=True, text="", icon="inbox"),
    declare("skeleton", label="", lines=3, _prepare=lambda props: {"rows": range(props["lines"])}),
    declare("progress", "value", "maximum", "label", text="", spine=False, _prepare=_percent),
    declare("meters", "caption", "rows", show_caption=False),
]
