"""What the levels mean, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hub.verification.enums import EvidenceKind
from hub.verification.levels import MEANINGS


@require_safe
def levels(request: HttpRequest) -> HttpResponse:
    """Each level: what was checked, what must be shown, how long it lasts, what it does not say."""
    kinds = dict(EvidenceKind.choices)
    rows = [{"meaning": m, "needs": [kinds[kind] for kind in m.needs]} for m in MEANINGS.values()]
    return render(request, "verification/levels.html", {"rows": rows})
