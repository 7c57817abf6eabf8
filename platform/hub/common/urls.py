from django.urls import path

from hub.common.views.style_guide import style_guide

urlpatterns = [path("style-guide/", style_guide, name="style-guide")]
