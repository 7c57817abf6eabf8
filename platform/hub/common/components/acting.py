"""What people press and open."""

from hub.common.components.component import declare

BUTTON_KINDS = ("primary", "secondary", "quiet", "danger")

DECLARED = [
    declare(
        "button",
        "label",
        href="",
        kind="secondary",
        type="submit",
        name="",
        value="",
        form="",
        icon="",
        wide=False,
        small=False,
        disabled=False,
        describedby="",
        opens="",
        closes="",
        lang="",
        _choices={"kind": BUTTON_KINDS},
    ),
    declare("menu", "label", slot=True, icon="", align="end", quiet=False),
    # Acts as a list behind three dots: [RowAct], or dicts with label, url, post, danger; `id` is unique in the page.
    declare("row_menu", "id", "label", "acts"),
    declare("toolbar", "label", slot=True),
    declare("disclosure", "summary", slot=True, open=False, small=False),
    declare("dialog", "id", "heading", slot=True),
]
