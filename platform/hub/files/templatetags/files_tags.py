"""A stored file as people meet it: `{% load files_tags %}{% stored_file file %}`."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.functional import Promise

from hub.files.models import StoredFile

register = template.Library()


@register.inclusion_tag("files/_stored_file.html")
def stored_file(file: StoredFile, url: str = "", state: str | Promise = "") -> dict[str, Any]:
    """Draw a file with its kind, size and what the virus scan says; only one that may be opened is a link.

    `url` is where it is opened (default: the gate of all files), `state` what else is to be said of it, such as “Not public”.
    """
    return {"file": file, "url": url or reverse("file-download", args=[file.public_id]), "state": state}
