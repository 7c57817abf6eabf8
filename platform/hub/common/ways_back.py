"""Where a reader wants to be led afterwards: only to pages of this site."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def own_address(request: HttpRequest, wanted: str) -> str:
    """Return the address that a form or a link asks to come back to when it is a path of this site, else nothing.

    A word without a leading stroke is no path: `redirect` would look for a view of that name.
    """
    own = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if own and wanted.startswith("/") else ""
