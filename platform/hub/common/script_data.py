"""Data inside a script element."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

_NOT_IN_SCRIPTS = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def script_data(value: Any) -> SafeString:
    """Return a value as JSON for a script element (JSON-LD): no text in it can end the element."""
    return mark_safe(json.dumps(value, ensure_ascii=False).translate(_NOT_IN_SCRIPTS))
