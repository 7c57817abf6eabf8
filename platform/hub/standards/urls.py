from django.urls import path

from hub.standards.views import catalogue, desk, detail, exports, feeds, following, importing

# What machines read carries no language.
api_urlpatterns = [
    path("api/standards.csv", exports.standards_csv, name="api-standards-csv"),
    path("api/standards.json", exports.standards_json, name="api-standards-json"),
    path("api/standards/<slug:slug>.csv", exports.standard_csv, name="api-standard-csv"),
    path("api/standards/<slug:slug>.json", exports.standard_json, name="api-standard-json"),
    path("api/standards/<slug:slug>.bib", exports.standard_bib, name="api-standard-bib"),
]

urlpatterns = [
    path("standards/", catalogue.standards, name="standards"),
    path("standards/find/", catalogue.standard_find, name="standard-find"),
    path("standards/desk/", desk.desk, name="standards-desk"),
    path("standards/desk/new/", desk.entry_create, name="standard-create"),
    path("standards/desk/broken/", desk.broken, name="standards-broken"),
    path("standards/desk/imports/", importing.imports, name="standards-imports"),
    path("standards/desk/imports/<str:public_id>/", importing.import_detail, name="standards-import"),
    path("standards/desk/imports/<str:public_id>/act/", importing.import_act, name="standards-import-act"),
    path("standards/desk/imports/<str:public_id>/report/", importing.import_report, name="standards-import-report"),
    path("standards/desk/<slug:slug>/", desk.entry, name="standard-desk"),
    path("standards/desk/<slug:slug>/edit/", desk.entry_edit, name="standard-edit"),
    path("standards/desk/<slug:slug>/relations/", desk.relation_add, name="standard-relation-add"),
    path(
        "standards/desk/<slug:slug>/relations/<int:relation_id>/remove/",
        desk.relation_remove,
        name="standard-relation-remove",
    ),
    path("standards/desk/<slug:slug>/documents/", desk.document_add, name="standard-document-add"),
    path(
        "standards/desk/<slug:slug>/documents/<str:public_id>/remove/",
        desk.document_remove,
        name="standard-document-remove",
    ),
    path("standards/desk/<slug:slug>/steps/", desk.step_add, name="standard-step-add"),
    path("standards/desk/<slug:slug>/withdraw/", desk.withdraw, name="standard-withdraw"),
    path("standards/feed/", feeds.feed, name="standards-feed"),
    path("standards/following/", following.following, name="standards-following"),
    path("standards/ics/", catalogue.ics_index, name="standards-ics-index"),
    path("standards/ics/<str:code>/", catalogue.ics_detail, name="standards-ics"),
    path("standards/ics/<str:code>/feed/", feeds.feed, name="standards-ics-feed"),
    path("standards/ics/<str:code>/follow/", following.ics_follow, name="standards-ics-follow"),
    path("standards/<slug:slug>/", detail.standard_detail, name="standard"),
    path("standards/<slug:slug>/feed/", feeds.feed, name="standard-feed"),
    path("standards/<slug:slug>/follow/", following.standard_follow, name="standard-follow"),
    path("standards/<slug:slug>/<slug:tab>/", detail.standard_detail, name="standard-tab"),
]
