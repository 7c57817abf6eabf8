from django.urls import path

from hub.activity.views import desk, mine

urlpatterns = [
    path("desk/activity/", desk.activity_desk, name="activity-desk"),
    path("desk/activity/export/", desk.activity_export, name="activity-export"),
    path("account/data/", mine.my_acts, name="account-data"),
    path("account/data/<slug:form>/", mine.my_acts_export, name="account-data-export"),
]
