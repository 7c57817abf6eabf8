"""What the desk shows before anything is saved: every kind of page, in the desk's own frame."""

import datetime
from typing import Any

import pytest
from django.apps import apps
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from cms.models import HomePage
from cms.models.base import BasePage
from hub.accounts.enums import Role
from tests.cms.pages import article_form, home, news_index, signed_in

pytestmark = pytest.mark.django_db
KINDS = [model for model in apps.get_app_config("cms").get_models() if issubclass(model, BasePage)]


def test_a_preview_stands_in_the_desks_frame_and_is_else_as_strict_as_the_site() -> None:
    desk = signed_in(Role.EDITOR)
    index = news_index("en")
    url = reverse("wagtailadmin_pages:preview_on_add", args=["cms", "newspage", index.pk])
    assert desk.post(url, article_form("Early", "words")).json()["is_valid"]
    preview, page = desk.get(url), desk.get(index.url)
    assert "Early" in preview.content.decode()
    shown, of_site = ({*answer["Content-Security-Policy"].split("; ")} for answer in (preview, page))
    assert {part for part in shown ^ of_site if "nonce" not in part} == {
        "frame-ancestors 'self'",
        "frame-ancestors 'none'",
    }
    assert preview["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("model", KINDS)
def test_a_page_is_shown_before_it_is_first_saved(model: type[BasePage], language: str) -> None:
    parent = home(language)
    words: dict[str, Any] = {"title": "Early", "slug": "early", "locale": parent.locale}
    if any(field.name == "date" for field in model._meta.fields):
        words["date"] = datetime.date(2026, 3, 1)
    page = model(**words)
    page.depth, page.path = parent.depth + 1, parent.get_last_child()._inc_path()
    page.set_url_path(parent)
    request = RequestFactory().get("/cms/", HTTP_HOST="localhost")
    request.user = signed_in(Role.EDITOR).get("/cms/").wsgi_request.user
    with translation.override(language):
        for mode, _name in page.preview_modes:
            answer = page.make_preview_request(request, preview_mode=mode)
            assert answer.status_code == 200
            assert model is HomePage or "Early" in answer.content.decode()
