"""The mail spool as a page, for installations without a mail server."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hub.notifications.mail_spool import list_spooled


@require_safe
@never_cache
def mail_spool(request: HttpRequest) -> HttpResponse:
    """Show the newest mails; only where mail is spooled and demo content is on."""
    if not (settings.HUB_MAIL_SPOOL and settings.HUB_DEMO):
        raise Http404
    return render(request, "notifications/mail_spool.html", {"mails": list_spooled()})
