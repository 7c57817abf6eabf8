"""All addresses. Pages carry their language first; what machines read carries none."""

from django.conf.urls.i18n import i18n_patterns
from django.templatetags.static import static
from django.urls import include, path
from django.utils.functional import lazy
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.urls import machine_urlpatterns, reader_urlpatterns
from cms.views.documents import serve_document, serve_picture
from hub.accounts.views.security import HubPasswordChangeView
from hub.messaging.urls import api_urlpatterns
from hub.notifications.urls import page_urlpatterns as notice_urlpatterns
from hub.standards.urls import api_urlpatterns as standards_api

handler400 = "hub.common.views.errors.bad_request"
handler403 = "hub.common.views.errors.permission_denied"
handler404 = "hub.common.views.errors.page_not_found"
handler429 = "hub.common.views.errors.too_many_requests"
handler500 = "hub.common.views.errors.server_error"

urlpatterns = [
    path("cms/", include("cms.urls")),
    path("cms/", include(wagtailadmin_urls)),
    # Pictures that editors placed; the originals of documents stay behind Wagtail's own view.
    path("media/images/<path:path>", serve_picture, name="media-image"),
    path(
        "favicon.ico",
        RedirectView.as_view(url=lazy(static, str)("hub/img/favicon.ico"), permanent=False),
        name="favicon",
    ),
    path("documents/<int:document_id>/<path:document_filename>", serve_document, name="wagtaildocs_serve"),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("hub.notifications.urls")),
    *api_urlpatterns,
    *machine_urlpatterns,
    *standards_api,
    *i18n_patterns(
        path("accounts/password/change/", HubPasswordChangeView.as_view(), name="account_change_password"),
        path("accounts/", include("allauth.urls")),
        path("", include("hub.common.urls")),
        path("", include(notice_urlpatterns)),
        path("", include("hub.verification.urls")),
        path("", include("hub.accounts.urls")),
        path("", include("hub.activity.urls")),
        path("", include("hub.outbox.urls")),
        path("", include("hub.files.urls")),
        path("", include("hub.workflow.urls")),
        path("", include("hub.corrections.urls")),
        path("", include("hub.messaging.urls")),
        path("", include("hub.standards.urls")),
        path("", include("ip_transfer.urls")),
        path("", include("search.urls")),
        *reader_urlpatterns,
        path("", include(wagtail_urls)),
    ),
]
