from django.urls import path

from search.views import SearchView, suggestions

app_name = "search"
urlpatterns = [
    path("search/", SearchView.as_view(), name="results"),
    path("search/suggestions/", suggestions, name="suggestions"),
]
