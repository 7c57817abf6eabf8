"""What conversations are made of, and files wherever they lie."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hub.common.components.component import TONES, declare

# What the virus scan says of a file: words and tone. Only a file that was found clean has a link.
SCANS: dict[str, tuple[str | Promise, str]] = {
    "pending": (_("Being checked for viruses"), "info"),
    "clean": (_("Scanned, nothing found"), "ok"),
    "refused": (_("Refused: a virus was found"), "danger"),
}


# Media types as people call them.
KINDS = {
    "application/pdf": "PDF",
    "application/zip": "ZIP",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint",
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "text/csv": "CSV",
    "text/plain": "TXT",
}


def _scanned(props: dict[str, Any]) -> dict[str, Any]:
    kind = {"kind": KINDS.get(str(props["kind"]), props["kind"])}
    if not props["scan"]:
        return kind
    state, tone = SCANS[props["scan"]]
    if props["scan"] == "clean":
        return kind if props["state"] else {**kind, "state": state, "state_tone": tone}
    return {**kind, "state": state, "state_tone": tone, "url": ""}


DECLARED = [
    declare(
        "message", "sender", "time_label", slot=True, datetime="", mine=False, lang="", person="", state="", note=""
    ),
    declare(
        "file_row",
        "name",
        slot=True,
        url="",
        kind="",
        size="",
        lang="",
        sha256="",
        scan="",
        state="",
        state_tone="neutral",
        _choices={"state_tone": TONES, "scan": ("", *SCANS)},
        _prepare=_scanned,
    ),
    declare("day", "label"),
    declare("unread", "label"),
]
