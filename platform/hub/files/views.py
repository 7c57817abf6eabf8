"""Downloads: through the gate, as an attachment, never run by the browser."""

from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from hub.files.queries import get_openable_or_404


@require_safe
def download(request: HttpRequest, public_id: str) -> FileResponse:
    """Send a file to a person who may open it; 404 for everybody else."""
    file = get_openable_or_404(request.user, public_id)
    response = FileResponse(
        file.content.open("rb"), as_attachment=True, filename=file.original_name, content_type=file.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
