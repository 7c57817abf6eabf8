from django.urls import path

from hub.verification.views import applicant, desk, public

urlpatterns = [
    path("organisations/verification/", public.levels, name="verification-levels"),
    path(
        "organisations/<str:public_id>/verification/",
        applicant.organisation_verification,
        name="organisation-verification",
    ),
    path("verification/<str:public_id>/", applicant.case, name="verification-case"),
    path("verification/<str:public_id>/evidence/", applicant.evidence_add, name="verification-evidence-add"),
    path(
        "verification/<str:public_id>/evidence/<int:evidence_id>/remove/",
        applicant.evidence_remove,
        name="verification-evidence-remove",
    ),
    path("desk/verification/", desk.desk, name="verification-desk"),
    path("desk/verification/<str:public_id>/", desk.desk_case, name="verification-desk-case"),
    path(
        "desk/verification/<str:public_id>/evidence/<int:evidence_id>/",
        desk.desk_evidence,
        name="verification-desk-evidence",
    ),
]
