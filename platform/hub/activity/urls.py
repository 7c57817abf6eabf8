from django.urls import path

from hub.activity import views

urlpatterns = [path("desk/activity/", views.activity_desk, name="activity-desk")]
