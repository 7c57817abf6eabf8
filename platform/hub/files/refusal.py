"""Why a file is not taken."""

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_TEXTS: dict[str, str | Promise] = {
    "empty": _("The file is empty. Choose another one."),
    "too_big": _("The file is larger than %(megabytes)s MB. Choose a smaller one."),
    "unknown_type": _("Files of this type are not taken here. What counts is the content, not the ending of the name."),
    "damaged": _("The file is damaged or not quite what it says it is. Save it anew in the program that made it."),
    "active_content": _(
        "The file holds scripts, macros or other files. Save it without them, for example as a plain PDF."
    ),
    "bomb": _("Unpacked, the file would be far larger than it looks. Save it in smaller parts."),
    "protected": _("The file is protected by a password. Save it without one."),
}
MEGABYTE = 1024 * 1024


class UnacceptableFile(Exception):
    """The content is not one of the kinds we keep, or is not fit to be kept. `code` is one of: empty, too_big, unknown_type,
    damaged, active_content, bomb, protected.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def text(self) -> str:
        """What a person is told, in the active language; fit to stand beside the field."""
        return str(_TEXTS[self.code]) % {"megabytes": settings.HUB_MAX_UPLOAD_BYTES // MEGABYTE}
