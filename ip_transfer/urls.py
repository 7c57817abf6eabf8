from django.urls import path

from ip_transfer.views import attachments, catalogue, dashboard, desk, enquiries, owner, public, tables

urlpatterns = [
    path("technology/", catalogue.listings, name="ip-listings"),
    path("technology/new/", owner.listing_create, name="ip-listing-create"),
    path("technology/mine/", dashboard.mine, name="ip-mine"),
    path("technology/mine/export/<str:form>/", tables.export, name="ip-export"),
    path("technology/mine/import/", tables.take_in, name="ip-import"),
    path("technology/mine/import/template/<str:form>/", tables.template, name="ip-import-template"),
    path("technology/mine/import/<str:public_id>/", tables.dry_run, name="ip-import-batch"),
    path("technology/mine/import/<str:public_id>/report/", tables.report, name="ip-import-report"),
    path("technology/<str:public_id>/", public.listing_detail, name="ip-listing"),
    path("technology/<str:public_id>/edit/", owner.listing_edit, name="ip-listing-edit"),
    path("technology/<str:public_id>/check/", owner.publish_check, name="ip-check"),
    path("technology/<str:public_id>/renew/", owner.renew, name="ip-renew"),
    path("technology/<str:public_id>/changes/", owner.revision_start, name="ip-revise"),
    path("technology/<str:public_id>/versions/", public.listing_history, name="ip-versions"),
    path("technology/<str:public_id>/standards/", attachments.standard_add, name="ip-standard-add"),
    path(
        "technology/<str:public_id>/standards/<int:link_id>/remove/",
        attachments.standard_remove,
        name="ip-standard-remove",
    ),
    path("technology/<str:public_id>/data-sheet/", attachments.datasheet_attach, name="ip-datasheet"),
    path("technology/<str:public_id>/evidence/", attachments.evidence_attach, name="ip-evidence"),
    path("technology/<str:public_id>/enquire/", public.enquire, name="ip-enquire"),
    path("enquiries/<str:public_id>/reveal/", enquiries.reveal, name="ip-enquiry-reveal"),
    path("enquiries/<str:public_id>/open-details/", enquiries.details_open, name="ip-enquiry-open"),
    path("enquiries/<str:public_id>/close-details/", enquiries.details_close, name="ip-enquiry-close"),
    path("desk/review/", desk.review_desk, name="ip-review-desk"),
    path("desk/review/<str:public_id>/", desk.review_case, name="ip-review"),
]
