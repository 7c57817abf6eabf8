from django.urls import path

from search.saved import views as saved
from search.views import RankingView, SearchView, feed, suggestions

app_name = "search"
urlpatterns = [
    path("search/", SearchView.as_view(), name="results"),
    path("search/ranking/", RankingView.as_view(), name="ranking"),
    path("search/suggestions/", suggestions, name="suggestions"),
    path("search/feed/", feed, name="feed"),
    path("search/saved/", saved.saved_search_list, name="saved"),
    path("search/saved/new/", saved.saved_search_create, name="save"),
    path("search/saved/stop/<str:token>/", saved.saved_search_stop, name="saved-stop"),
    path("search/saved/<str:public_id>/", saved.saved_search_open, name="saved-open"),
    path("search/saved/<str:public_id>/change/", saved.saved_search_edit, name="saved-edit"),
    path("search/saved/<str:public_id>/delete/", saved.saved_search_delete, name="saved-delete"),
]
