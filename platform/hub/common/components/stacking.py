"""Tables that become lists on phones: each cell learns the head of its column, and roles keep the table a table.

CSS that lays rows out as blocks takes the meaning of a table away from screen readers; the roles give it back.
"""

import re
from html import unescape
from itertools import count

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_TAG = re.compile(r"<(thead|tbody|tfoot|tr|th|td)\b([^>]*)>", re.IGNORECASE)
_HEAD = re.compile(r"<th\b([^>]*)>(.*?)</th>", re.IGNORECASE | re.DOTALL)
_HIDDEN = re.compile(r"<span class=\"vh\">.*?</span>", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")
_SPAN = re.compile(r"\bcolspan=\"(\d+)\"")
_GROUPS = ("thead", "tbody", "tfoot")


def stacked(table: str) -> SafeString:
    """Return the rows of a table (`<thead>`, `<tbody>`) with roles, and with each cell's column said in `data-label`.

    A head that is hidden from sight gives no label. Cells that say their own label or role keep them.
    """
    start, _close, _rest = table.partition("</thead>")
    labels = [_words(match[2]) for match in _HEAD.finditer(start)]
    columns = count()

    def said(match: re.Match[str]) -> str:
        nonlocal columns
        name, attributes = match[1].lower(), match[2]
        if name == "tr":
            columns = count()
        more = f' role="{_role(name, attributes)}"' if "role=" not in attributes else ""
        if name in ("th", "td"):
            column = next(columns)
            wide = _SPAN.search(attributes)
            columns = count(column + (int(wide[1]) if wide else 1))
            label = labels[column] if column < len(labels) else ""
            if name == "td" and label and not wide and "data-label=" not in attributes:
                more += f' data-label="{escape(label)}"'
        return f"<{match[1]}{attributes}{more}>"

    return mark_safe(_TAG.sub(said, table))  # the rows come drawn and escaped from a template


def _words(head: str) -> str:
    """Return the words of a head that are seen."""
    return " ".join(unescape(_MARKUP.sub("", _HIDDEN.sub("", head))).split())


def _role(name: str, attributes: str) -> str:
    if name == "th":
        return "rowheader" if 'scope="row"' in attributes else "columnheader"
    return "rowgroup" if name in _GROUPS else {"tr": "row"}.get(name, "cell")
