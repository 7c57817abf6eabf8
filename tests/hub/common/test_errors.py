"""Error pages as a browser meets them: both languages, what happened, what to do."""

from __future__ import annotations

import types
from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from hub.common.views import errors
from hub.config import urls

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "zh-hans")
FAULTS: dict[str, type[Exception]] = {
    "broken": RuntimeError,
    "down": OperationalError,
    "gone": InterfaceError,
    "odd": SuspiciousOperation,
    "big": RequestDataTooBig,
}


@pytest.fixture
def visitor(settings: Any) -> Client:
    """A browser at a Hub with five addresses that fail, each in its own way."""

    def fail(request: HttpRequest, language: str, kind: str) -> HttpResponse:
        raise FAULTS[kind]

    module = types.ModuleType("failing_urls")
    vars(module).update({name: value for name, value in vars(urls).items() if name.startswith("handler")})
    vars(module)["urlpatterns"] = [path("<str:language>/fail/<str:kind>", fail), *urls.urlpatterns]
    settings.ROOT_URLCONF = module
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "status"), [("broken", 500), ("down", 503), ("gone", 503)])
def test_a_fault_speaks_both_languages_that_of_the_address_first(
    visitor: Client, kind: str, status: int, language: str
) -> None:
    answer = visitor.get(f"/{language}/fail/{kind}")
    body = answer.content.decode()
    assert answer.status_code == status
    assert ("Retry-After" in answer) == (status == 503)
    first, second = ("Error", "错误") if language == "en" else ("错误", "Error")
    assert body.index(f"{first} {status}") < body.index(f"{second} {status}")
    assert f'<html lang="{"en" if language == "en" else "zh-Hans"}">' in body
    assert body.count("<h1>") == 1
    assert ('href="/en/"' in body, 'href="/zh-hans/"' in body) == (True, True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["broken", "down"])
def test_a_fault_is_told_without_database_and_templates(
    visitor: Client, kind: str, language: str, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    def broken(name: str) -> None:
        raise RuntimeError(name)

    monkeypatch.setattr(errors, "get_template", broken)
    with django_assert_num_queries(0):
        body = visitor.get(f"/{language}/fail/{kind}").content.decode()
    order = [body.index(word) for word in ("The Hub has a fault</h1>", "系统出现故障</h1>")]
    assert (order == sorted(order)) == (language == "en")


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("odd", 400, {"en": "reload the page and try again", "zh-hans": "刷新页面后重试"}),
        ("big", 413, {"en": "Nothing was saved", "zh-hans": "没有保存"}),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_read_or_is_too_much_says_what_to_do(
    visitor: Client, kind: str, status: int, words: dict[str, str], language: str
) -> None:
    answer = visitor.get(f"/{language}/fail/{kind}")
    assert answer.status_code == status
    assert words[language] in answer.content.decode()


def test_a_form_that_is_larger_than_allowed_gets_the_page_for_that(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = Client(raise_request_exception=False).post("/en/accounts/login/", {"login": "x" * 2000})
    assert answer.status_code == 413
    assert "That is too much at once" in answer.content.decode()


@pytest.mark.parametrize(("language", "words"), [("en", "Copy long texts first"), ("zh-hans", "请先复制")])
def test_a_form_without_its_check_value_is_not_taken(visitor: Client, language: str, words: str) -> None:
    answer = visitor.post(f"/{language}/accounts/login/", {"login": "a@b.example", "password": "x"})
    assert answer.status_code == 403
    assert words in answer.content.decode()
    assert "sessionid" not in answer.cookies
