"""What people fill in."""

from typing import Any

from hub.common.components.component import declare


def _error_rows(props: dict[str, Any]) -> dict[str, Any]:
    rows = [(str(text), href) for text, href in props["errors"]]
    form = props["form"]
    if form is not None and form.is_bound:
        rows += [(str(text), "") for text in form.non_field_errors()]
        for bound in form:
            target = "" if bound.is_hidden else f"#{getattr(bound, 'focus_id', bound.id_for_label)}"
            rows += [(text, target) for text in getattr(bound, "error_texts", bound.errors)]
    return {"rows": rows}


def _labelled(props: dict[str, Any]) -> dict[str, Any]:
    if props["label"]:
        props["field"].label = props["label"]
    return {}


def _stepped(props: dict[str, Any]) -> dict[str, Any]:
    current, urls = props["current"], list(props["urls"])
    states = [
        {
            "label": label,
            "state": "done" if n < current else "current" if n == current else "ahead",
            "number": n,
            "url": urls[n - 1] if n <= len(urls) and n < current else "",
        }
        for n, label in enumerate(props["steps"], start=1)
    ]
    return {"states": states, "total": len(states)}


DECLARED = [
    declare("error_summary", form=None, errors=(), heading="", _prepare=_error_rows),
    declare("field", "field", label="", _prepare=_labelled),
    # `machine` names the side that a machine translated: "en" or "zh".
    declare(
        "language_pair", "en", "zh", "legend", hint="", same=False, machine="", _choices={"machine": ("", "en", "zh")}
    ),
    declare("stepper", "steps", "current", urls=(), saved="", _prepare=_stepped),
]
