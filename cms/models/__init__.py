"""The pages that editors write."""

from cms.models.base import BasePage
from cms.models.content import ContentPage
from cms.models.home import HomePage
from cms.models.news import NewsIndexPage, NewsPage, NewsPageStandard

__all__ = ["BasePage", "ContentPage", "HomePage", "NewsIndexPage", "NewsPage", "NewsPageStandard"]
