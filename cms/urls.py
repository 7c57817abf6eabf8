"""What stands before Wagtail's own addresses: the desk's at `cms/`, the readers' below each language, the machines'
without a language.
"""

from django.urls import path
from wagtail.admin.auth import require_admin_access

from cms.views import desk, machines, public, search_desk

urlpatterns = [
    path("login/", desk.enter, name="cms-enter"),
    path("password_reset/", desk.recover_password, name="cms-recover-password"),
    path("password_reset/<path:rest>", desk.not_here),
    path("account/", require_admin_access(desk.DeskAccountView.as_view()), name="cms-account"),
    path("users/", desk.not_here),
    path("users/<path:rest>", desk.not_here),
    path("groups/", desk.not_here),
    path("groups/<path:rest>", desk.not_here),
    path("bulk/accounts/<path:rest>", desk.not_here),
]
reader_urlpatterns = [
    path("search/desk/", search_desk.desk, name="search-desk"),
    path("search/desk/questions.csv", search_desk.export, name="search-desk-export"),
    path("contact/<slug:slug>/", public.write, name="person-write"),
]
machine_urlpatterns = [
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-<slug:section>-<int:number>.xml", machines.sitemap_section, name="sitemap-section"),
    path("robots.txt", machines.robots, name="robots"),
    path("media/cards/<int:pk>.png", public.page_card, name="page-card"),
]
