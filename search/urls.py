from django.urls import path

from search.views import RankingView, SearchView, suggestions

app_name = "search"
urlpatterns = [
    path("search/", SearchView.as_view(), name="results"),
    path("search/ranking/", RankingView.as_view(), name="ranking"),
    path("search/suggestions/", suggestions, name="suggestions"),
]
