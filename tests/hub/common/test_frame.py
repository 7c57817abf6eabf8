"""The frame around every page: languages, menus, error pages, the style guide."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.test import Client, RequestFactory
from django.utils.translation import override

from hub.common.context import frame, in_language
from hub.common.languages import html_lang
from hub.common.views import errors

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


def request(path: str) -> object:
    made = RequestFactory().get(path)
    made.user = AnonymousUser()
    return made


@pytest.mark.parametrize(
    ("code", "tag"), [("en", "en"), ("zh-hans", "zh-Hans"), ("zh", "zh-Hans"), (None, "en"), ("de", "de")]
)
def test_html_language(code: str | None, tag: str) -> None:
    assert html_lang(code) == tag


@pytest.mark.parametrize(
    ("path", "language", "there"),
    [
        ("/en/style-guide/?text=long", "zh-hans", "/zh-hans/style-guide/?text=long"),
        ("/zh-hans/style-guide/", "en", "/en/style-guide/"),
        ("/static/missing.css", "zh-hans", "/zh-hans/"),
    ],
)
def test_language_switch_keeps_page_and_query(path: str, language: str, there: str) -> None:
    with override("zh-hans" if path.startswith("/zh") else "en"):
        assert in_language(request(path), language) == there


def test_switching_there_and_back_ends_on_the_same_page() -> None:
    with override("en"):
        there = in_language(request("/en/style-guide/?dir=rtl"), "zh-hans")
    with override("zh-hans"):
        assert in_language(request(there), "en") == "/en/style-guide/?dir=rtl"


def test_views_may_override_the_frame(client: Client) -> None:
    source = "{{ alternate_url }}"
    page = engines["django"].from_string(source)
    with override("en"):
        assert page.render({"alternate_url": "/zh-hans/twin/"}, request("/en/page/")) == "/zh-hans/twin/"


def test_menus_are_computed_only_when_a_template_asks(django_assert_num_queries: object) -> None:
    with override("en"), django_assert_num_queries(0):  # type: ignore[operator]
        assert frame(request("/en/"))["page_lang"] == "en"


@pytest.mark.parametrize(("prefix", "tag", "name"), [("en", "en", "简体中文"), ("zh-hans", "zh-Hans", "English")])
def test_page_names_its_language_and_its_twin(client: Client, prefix: str, tag: str, name: str) -> None:
    body = client.get(f"/{prefix}/style-guide/").content.decode()
    assert f'<html lang="{tag}"' in body
    assert f">{name}</a>" in body
    assert '<link rel="canonical" href="http://testserver/' in body
    for code in ("en", "zh-Hans", "x-default"):
        assert f'hreflang="{code}"' in body
    assert 'class="skip" href="#main"' in body


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("text", ["normal", "long", "empty"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_style_guide_shows_every_state(client: Client, language: str, text: str, direction: str) -> None:
    answer = client.get(f"/{language}/style-guide/", {"text": text, "dir": direction, "scheme": "dark"})
    body = answer.content.decode()
    assert answer.status_code == 200
    assert f'dir="{direction}"' in body
    assert "scheme-dark" in body


def test_style_guide_ignores_unknown_states(client: Client) -> None:
    assert client.get("/en/style-guide/", {"text": '"><script>'}).status_code == 200


@pytest.mark.parametrize(("language", "words"), [("en", "Page not found"), ("zh-hans", "未找到页面")])
def test_missing_page_speaks_the_language_of_its_address(client: Client, language: str, words: str) -> None:
    answer = client.get(f"/{language}/no-such-page/")
    assert answer.status_code == 404
    assert words in answer.content.decode()
    assert 'rel="canonical"' not in answer.content.decode()


def test_forbidden_page_says_how_to_get_there() -> None:
    answer = errors.permission_denied(request("/en/x/"), PermissionError("Verify <b>your</b> organisation."))
    assert answer.status_code == 403
    assert "Verify &lt;b&gt;your&lt;/b&gt; organisation." in answer.content.decode()


def test_forbidden_page_offers_to_sign_in_and_comes_back() -> None:
    body = errors.permission_denied(request("/en/x/?a=1")).content.decode()
    assert "?next=/en/x/%3Fa%3D1" in body


def test_conflict_page_lists_the_reasons_and_the_way_back() -> None:
    answer = errors.conflict(request("/en/x/"), ["No <i>standard</i> is linked."], back_url="/en/back/")
    assert answer.status_code == 409
    assert "<li>No &lt;i&gt;standard&lt;/i&gt; is linked.</li>" in answer.content.decode()
    assert 'href="/en/back/"' in answer.content.decode()


@pytest.mark.parametrize(
    ("view", "status"),
    [(errors.bad_request, 400), (errors.too_many_requests, 429), (errors.csrf_failure, 403), (errors.conflict, 409)],
)
def test_other_error_pages(view: object, status: int) -> None:
    assert view(request("/en/x/")).status_code == status  # type: ignore[operator]


@pytest.mark.parametrize("page", ["login", "signup", "password/reset"])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_account_forms_answer_an_empty_form_with_a_summary(client: Client, language: str, page: str) -> None:
    body = client.post(f"/{language}/accounts/{page}/", {}).content.decode()
    assert "data-error-summary" in body
    assert 'class="field-error"' in body
    assert "style=" not in body
