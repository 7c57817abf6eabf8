"""Downloads: through the gate, as an attachment, never run by the browser; who opened what is noted."""

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hub.common.actors import Actor
from hub.common.views.errors import conflict
from hub.files.enums import ScanState
from hub.files.models import StoredFile
from hub.files.queries import get_openable_or_404
from hub.files.services import record_download


@require_safe
def download(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Send a file to a person who may open it; 404 for everybody else, 409 while it is in quarantine or was refused."""
    return attachment(request, get_openable_or_404(request.user, public_id))


def attachment(request: HttpRequest, file: StoredFile) -> HttpResponseBase:
    """Answer with a file, and note who opened it; the caller has checked that the person may."""
    if not file.is_released:
        refused = file.scan_state == ScanState.REFUSED
        found = _("A virus was found in the file; its content was erased. Ask for another copy.")
        wait = _("The file is being checked for viruses. It can be opened when none was found; try again in a minute.")
        return conflict(request, [found if refused else wait])
    if request.user.is_authenticated and request.method == "GET":
        organisation = getattr(request, "organisation", None) or None
        record_download(actor=Actor.person(request.user, organisation), file=file, now=timezone.now())
    response = FileResponse(
        file.content.open("rb"), as_attachment=True, filename=file.original_name, content_type=file.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
