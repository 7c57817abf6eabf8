"""The pages that editors write, and what the Hub remembers about them."""

from cms.models.approval import SecondPersonTask
from cms.models.base import BasePage, NotPublishable
from cms.models.content import ContentPage
from cms.models.home import HomePage
from cms.models.landing import LandingPage, ServicesPage
from cms.models.library import DocumentPage, DocumentVersion, LibraryPage
from cms.models.menus import Menu, MenuEntry
from cms.models.news import NewsPage, NewsPageStandard
from cms.models.news_index import NewsIndexPage
from cms.models.people import PeoplePage, PersonPage
from cms.models.records import OnSite, PageLink, TranslationMark
from cms.models.regulations import Article, FormerVersion, RegulationPage

__all__ = [
    "Article",
    "BasePage",
    "ContentPage",
    "DocumentPage",
    "DocumentVersion",
    "FormerVersion",
    "HomePage",
    "LandingPage",
    "LibraryPage",
    "Menu",
    "MenuEntry",
    "NewsIndexPage",
    "NewsPage",
    "NewsPageStandard",
    "NotPublishable",
    "OnSite",
    "PageLink",
    "PeoplePage",
    "PersonPage",
    "RegulationPage",
    "SecondPersonTask",
    "ServicesPage",
    "TranslationMark",
]
