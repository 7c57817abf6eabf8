"""The small tools below every app: two languages, registries, menus, ids, addresses."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from hub.accounts.enums import Role
from hub.common import navigation
from hub.common.bilingual import Language, Shown, column_language, language_of_text, pick
from hub.common.ids import ALPHABET, LENGTH, new_public_id
from hub.common.navigation import NavItem, items
from hub.common.registry import Registry
from tests.factories.accounts import make_user, signed_in


def thing(en: str = "", zh: str = "") -> SimpleNamespace:
    return SimpleNamespace(title_en=en, title_zh=zh)


@pytest.mark.parametrize(
    ("language", "en", "zh", "expected"),
    [
        ("en", "Battery", "电池", Shown("Battery", "en", False)),
        ("zh-hans", "Battery", "电池", Shown("电池", "zh-Hans", False)),
        ("en", "", "电池", Shown("电池", "zh-Hans", True)),
        ("zh-hans", "Battery", "", Shown("Battery", "en", True)),
        ("zh-cn", "Battery", "电池", Shown("电池", "zh-Hans", False)),
        ("en-gb", "Battery", "电池", Shown("Battery", "en", False)),
    ],
)
def test_the_readers_language_is_picked_and_the_other_stands_in(
    language: str, en: str, zh: str, expected: Shown
) -> None:
    with translation.override(language):
        assert pick(thing(en, zh), "title") == expected
    assert pick(thing(en, zh), "title", language) == expected


def test_what_has_neither_text_is_empty_and_no_error() -> None:
    assert pick(thing(), "title", "en").text == ""


def test_without_a_language_it_is_english() -> None:
    with translation.override(None):
        assert column_language() == Language.EN


@pytest.mark.parametrize(("text", "language"), [("Battery", "en"), ("电池 test", "zh"), ("", "en"), ("《》", "en")])
def test_free_text_is_of_the_language_of_its_script(text: str, language: str) -> None:
    assert language_of_text(text) == language


def test_the_tag_marks_the_other_language_and_escapes() -> None:
    template = Template('{% load hub %}{% bilingual obj "title" %}')
    with translation.override("en"):
        assert template.render(Context({"obj": thing("<b>A</b>", "甲")})) == "&lt;b&gt;A&lt;/b&gt;"
        shown = template.render(Context({"obj": thing("", "<甲>")}))
    assert shown == '<span lang="zh-Hans">&lt;甲&gt;</span>'


def test_a_registry_keeps_order_and_refuses_a_second_entry_of_a_name() -> None:
    registry: Registry[str] = Registry("things")
    entry = registry.add("b", "second letter")
    registry.add("a", "first letter")
    assert registry.add("b", entry) == "second letter"
    with pytest.raises(ValueError, match="two entries named 'b' among the things"):
        registry.add("b", "another")
    assert list(registry) == ["second letter", "first letter"]
    assert ("a" in registry, "c" in registry, len(registry)) == (True, False, 2)
    assert (registry.get("a"), registry.find("c")) == ("first letter", None)
    with pytest.raises(LookupError, match=r"no 'c' among the things: \['a', 'b'\]"):
        registry.get("c")


def test_public_ids_are_random_short_and_readable() -> None:
    made = {new_public_id() for _ in range(2000)}
    assert len(made) == 2000
    assert all(len(one) == LENGTH == 12 and set(one) <= set(ALPHABET) for one in made)
    assert not set("ilo01") & set(ALPHABET)


@pytest.fixture
def menu(monkeypatch: pytest.MonkeyPatch) -> Registry[NavItem]:
    registry: Registry[NavItem] = Registry("test items")
    monkeypatch.setattr(navigation, "_items", registry)
    return registry


def shown(path: str) -> list[tuple[str, bool]]:
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    return [(item.slug, item.current) for item in items("service", request)]


def test_the_item_under_which_the_path_lies_is_current_and_only_the_deepest(menu: Registry[NavItem]) -> None:
    navigation.register(NavItem("technology", "Technology", "ip-listings", 20))
    navigation.register(NavItem("standards", "Standards", "standards", 10))
    navigation.register(NavItem("new", "New", "ip-listing-create", 30))
    navigation.register(NavItem("desk", "Desk", "ip-review-desk", 1, "desk"))
    assert shown("/en/standards/") == [("standards", True), ("technology", False), ("new", False)]
    assert shown("/en/standards/gb-t-1/technology/") == [("standards", True), ("technology", False), ("new", False)]
    assert shown("/en/technology/new/") == [("standards", False), ("technology", False), ("new", True)]
    assert shown("/en/elsewhere/") == [("standards", False), ("technology", False), ("new", False)]


def test_items_are_hidden_from_those_they_are_not_for_and_when_they_lead_nowhere(menu: Registry[NavItem]) -> None:
    navigation.register(NavItem("a", "A", "standards", visible=lambda request: request.user.is_authenticated))
    navigation.register(NavItem("b", "B", url=lambda request: ""))
    navigation.register(NavItem("c", "C", url=lambda request: "/en/c/"))
    assert shown("/en/c/") == [("c", True)]


@pytest.mark.django_db
def test_desks_are_in_the_menus_of_those_who_work_there() -> None:
    def desks(*roles: Role) -> list[str]:
        answer = signed_in(make_user(roles=roles)).get("/en/account/")
        return [i.slug for i in answer.context["nav_desks"] if i.slug in {"review-desk", "pages", "activity"}]

    assert desks() == []
    assert desks(Role.REVIEWER) == ["review-desk"]
    assert desks(Role.AUDITOR) == ["activity"]
    assert desks(Role.EDITOR) == ["pages"]
    assert desks(Role.SUPERUSER) == ["review-desk", "pages", "activity"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/none", "/dev/none/", "/media/none.png", "/hooks/none/", "/cms/users/"])
def test_what_carries_no_language_is_not_sent_on_to_one(client, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.get("Location")) == (404, None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/en/%00/", "/en/technology/%00/", "/en/organisations/a%00b/", "/api/conversations/%00/events"]
)
def test_an_address_with_a_nul_is_404(path: str) -> None:
    assert signed_in(make_user()).get(path).status_code == 404


@pytest.mark.django_db
def test_an_address_without_a_language_is_sent_to_the_readers(client) -> None:
    assert client.get("/standards/", headers={"accept-language": "zh-CN"})["Location"] == "/zh-hans/standards/"
    assert client.get("/standards/", headers={"accept-language": "de"})["Location"] == "/en/standards/"
