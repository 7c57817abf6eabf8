"""Every page type of the Hub, one line each: faces, audit and screenshots read this list. A new page type is one new line."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from playwright.sync_api import Page

LANGUAGES = ("en", "zh-hans")
WIDTHS = (320, 1280)
SCHEMES = ("light", "dark")


def in_language(language: str, path: str) -> str:
    """Return a page's address on its host: below the language, unless the path names the whole of it."""
    return path if path.startswith("/") else f"/{language}/{path}"


@dataclass(frozen=True)
class PageType:
    """A page: its address below the language (with a leading slash: without a language), or where a link to it stands and what
    the link looks like (several: each on the page that the one before leads to); who opens it (a demo person, or nobody).
    """

    name: str
    path: str
    link: str | tuple[str, ...] = ""
    who: str = ""
    then: str = ""

    def address(self, page: Page, base: str) -> str:
        """Return the path below the language, or with a leading slash; follows the link on the page where it stands."""
        path = self.path
        for link in (self.link,) if isinstance(self.link, str) else self.link:
            if link:
                page.goto(base + in_language("en", path))
                hrefs = page.locator("main a").evaluate_all("as => as.map(a => a.getAttribute('href'))")
                found = next((href for href in hrefs if href and re.search(link, href)), None)
                assert found, f"{self.name}: no link like {link} on {path}"
                path = found.removeprefix("/en/")
        return path + self.then


ORGANISATION = r"/organisations/[a-z0-9]{12}/$"
TALK = r"/conversations/[a-z0-9]{12}/"
LISTING = r"/technology/[a-z0-9]{12}/$"
PAGE_TYPES = [
    PageType("home", ""),
    PageType("technology", "technology/"),
    PageType("technology-found", "technology/?q=%E5%B9%B2%E6%B3%95"),
    PageType("listing", "technology/", LISTING),
    PageType("standards", "standards/"),
    PageType("standard", "standards/t-zsa-12-2026/"),
    PageType("standard-technology", "standards/t-zsa-12-2026/technology/"),
    PageType("search", "search/?q=dry"),
    PageType("search-empty", "search/?q=nothingatall"),
    PageType("search-ranking", "search/ranking/"),
    PageType("search-saved-delete", "search/saved/", r"/delete/$", who="hanze"),
    PageType("search-desk", "search/desk/", who="editor"),
    PageType("search-terms", "/cms/search-terms/", who="editor"),
    PageType("search-recommendations", "/cms/search-recommendations/", who="editor"),
    PageType("news", "news/"),
    PageType("article", "news/", r"/news/(?!feed/)[^/]+/$"),
    PageType("organisations", "organisations/"),
    PageType("organisation", "organisations/", ORGANISATION),
    PageType("verification-levels", "organisations/verification/"),
    PageType("invitation-gone", "organisations/invitation/none/"),
    PageType("services", "services/"),
    PageType("service", "services/standards/"),
    PageType("about", "about/"),
    PageType("accessibility", "accessibility/"),
    PageType("library", "library/"),
    PageType("regulation", "library/transfer-rules/"),
    PageType("document", "library/listing-checklist/"),
    PageType("people", "people/"),
    PageType("person", "people/zhou-mingyuan/"),
    PageType("fields", "standards/ics/"),
    PageType("field", "standards/ics/29.220/"),
    PageType("standard-text", "standards/t-zsa-12-2026/text/"),
    PageType("standard-history", "standards/t-zsa-12-2026/history/"),
    PageType("standard-uptake", "standards/t-zsa-12-2026/uptake/"),
    PageType("standard-relations", "standards/t-zsa-12-2026/relations/"),
    PageType("standard-news", "standards/t-zsa-12-2026/news/"),
    PageType("mail-spool", "/dev/mail/"),
    PageType("sign-in", "accounts/login/"),
    PageType("sign-up", "accounts/signup/"),
    PageType("password-reset", "accounts/password/reset/"),
    PageType("style-guide", "style-guide/"),
    PageType("style-guide-long", "style-guide/?text=long"),
    PageType("style-guide-empty", "style-guide/?text=empty"),
    PageType("style-guide-rtl", "style-guide/?dir=rtl"),
    PageType("missing", "missing/"),
    PageType("account", "account/", who="hanze"),
    PageType("notices", "account/notices/", who="hanze"),
    PageType("notices-by-mail", "account/notices/by-mail/", who="hanze"),
    PageType("sign-ins", "account/sign-ins/", who="hanze"),
    PageType("password", "accounts/password/change/", who="hanze"),
    PageType("profile", "account/profile/", who="hanze"),
    PageType("listing-new", "technology/new/", who="hanze"),
    PageType("listing-own", "account/", LISTING, who="hanze"),
    PageType("conversations", "conversations/", who="hanze"),
    PageType("conversation", "conversations/", TALK, who="hanze"),
    PageType("act", "conversations/", (TALK, r"/acts/enquiry/[a-z0-9]{12}/refuse/$"), who="hanze"),
    PageType("organisation-new", "organisations/register/", who="hanze"),
    PageType("e-mail", "accounts/email/", who="hanze"),
    PageType("organisation-own", "organisations/?q=Hanze", ORGANISATION, who="hanze"),
    PageType("members", "organisations/?q=Hanze", ORGANISATION, who="hanze", then="members/"),
    PageType("organisation-data", "organisations/?q=Hanze", ORGANISATION, who="hanze", then="edit/"),
    PageType("verification-own", "organisations/?q=Hanze", ORGANISATION, who="hanze", then="verification/"),
    PageType("listings-own", "technology/mine/", who="hanze"),
    PageType("versions", "account/", LISTING, who="hanze", then="versions/"),
    PageType("import", "technology/mine/import/", who="hanze"),
    PageType("following", "standards/following/", who="hanze"),
    PageType("saved-searches", "search/saved/", who="hanze"),
    PageType("saved-search", "search/saved/", r"/search/saved/[a-z0-9]{12}/change/$", who="hanze"),
    PageType("search-save", "search/?q=separator", r"/search/saved/new/", who="hanze"),
    PageType("publish-check", "account/", LISTING, who="lindqvist", then="check/"),
    PageType("corrections", "corrections/", who="hanze"),
    PageType("my-acts", "account/data/", who="hanze"),
    PageType("erase", "account/erase/", who="hanze"),
    PageType("organisation-of-another", "organisations/?q=Qinghe", ORGANISATION, who="lindqvist"),
    PageType("report", "standards/t-zsa-12-2026/", r"/corrections/new/", who="lindqvist"),
    PageType("join", "organisations/?q=Hanze", ORGANISATION, who="lindqvist", then="join/"),
    PageType("contact", "organisations/?q=Qinghe", (ORGANISATION, "/conversations/new/"), who="lindqvist"),
    PageType("account-reviewer", "account/", who="reviewer"),
    PageType("verification-desk", "desk/verification/", who="verifier"),
    PageType("verification-case", "desk/verification/", r"/desk/verification/[a-z0-9]{12}/$", who="verifier"),
    PageType("account-verifier", "account/", who="verifier"),
    PageType("standards-desk", "standards/desk/", who="editor"),
    PageType("standards-entry", "standards/desk/", r"/standards/desk/[a-z0-9-]*\d[a-z0-9-]*/$", who="editor"),
    PageType("standards-new", "standards/desk/new/", who="editor"),
    PageType("standards-broken", "standards/desk/broken/", who="editor"),
    PageType("pages-desk", "/cms/", who="editor"),
    PageType("pages-translations", "/cms/reports/translations/", who="editor"),
    PageType("pages-translation", "/cms/reports/translations/", r"/cms/translations/\d+/", who="editor"),
    PageType("pages-links", "/cms/reports/links/", who="editor"),
    PageType("page-editor", "/cms/", r"/pages/add/cms/newspage/", who="editor"),
    PageType("standards-imports", "standards/desk/imports/", who="editor"),
    PageType("role-desk", "desk/roles/", who="steward"),
    PageType("role", "desk/roles/?show=active", r"/desk/roles/[a-z0-9]{12}/$", who="steward"),
    PageType("role-propose", "desk/roles/propose/", who="steward"),
    PageType("account-steward", "account/", who="steward"),
    PageType("listing-draft", "account/", LISTING, who="lindqvist"),
    PageType("enquire", "standards/t-zsa-17-2024/technology/", LISTING, who="lindqvist", then="enquire/"),
    PageType("review-desk", "desk/review/", who="reviewer"),
    PageType("review-case", "desk/review/", r"/desk/review/[a-z0-9]{12}/$", who="reviewer"),
    PageType("activity-desk", "desk/activity/", who="auditor"),
    PageType("outbox-desk", "desk/outbox/", who="auditor"),
    PageType("forbidden", "desk/review/", who="auditor"),
]


@dataclass(frozen=True)
class Face:
    """One page type as one reader sees it."""

    page: PageType
    language: str
    width: int
    scheme: str

    @property
    def name(self) -> str:
        """A name for files."""
        return f"{self.page.name}.{self.language}.{self.width}.{self.scheme}"


def all_faces(pages: list[PageType]) -> list[Face]:
    """Every page type in every language, width and scheme."""
    return [Face(*combination) for combination in itertools.product(pages, LANGUAGES, WIDTHS, SCHEMES)]


def pairwise_faces(pages: list[PageType]) -> list[Face]:
    """Two faces a page, opposite in language, width and scheme, so that every two values of two different factors meet:
    each page with each value, and over four pages each value with each other.
    """
    faces: list[Face] = []
    for number, page in enumerate(pages):
        across, down = number // 2 % 2, number % 2
        faces += [Face(page, LANGUAGES[side], WIDTHS[side ^ across], SCHEMES[side ^ down]) for side in (0, 1)]
    return faces
