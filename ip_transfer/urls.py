from django.urls import path

from ip_transfer.views import catalogue, desk, owner, public

urlpatterns = [
    path("technology/", catalogue.listings, name="ip-listings"),
    path("technology/new/", owner.listing_create, name="ip-listing-create"),
    path("technology/<str:public_id>/", public.listing_detail, name="ip-listing"),
    path("technology/<str:public_id>/edit/", owner.listing_edit, name="ip-listing-edit"),
    path("technology/<str:public_id>/standards/", owner.standard_add, name="ip-standard-add"),
    path(
        "technology/<str:public_id>/standards/<int:link_id>/remove/", owner.standard_remove, name="ip-standard-remove"
    ),
    path("technology/<str:public_id>/data-sheet/", owner.datasheet_attach, name="ip-datasheet"),
    path("technology/<str:public_id>/enquire/", public.enquire, name="ip-enquire"),
    path("desk/review/", desk.review_desk, name="ip-review-desk"),
    path("desk/review/<str:public_id>/", desk.review_case, name="ip-review"),
]
