"""Every address asked by every kind of person: what they get, and that no private word gets out.

The addresses come from the URL resolver; one that the table does not name fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from tests.architecture.gates import GATES
from tests.architecture.gates.page import PAGE, written
from tests.architecture.gates.table import OPEN, PEOPLE, SIGNED_IN, STRANGERS, Gate
from tests.architecture.worlds import CANARY, World, make_world

LIBRARIES = re.compile(r"(cms/|documents/|media/images/|en/accounts/|en/_util/|en/\^)")
LIBRARY_MODULES = {"allauth", "wagtail", "django"}


# Addresses of ours without a name: they shadow the library's and lead nowhere.
NAMELESS = (
    "cms/password_reset/<path:rest>",
    "cms/users/",
    "cms/users/<path:rest>",
    "cms/groups/",
    "cms/groups/<path:rest>",
    "cms/bulk/accounts/<path:rest>",
)


def addresses(resolver: URLResolver, before: str = "", spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, str, str]]:
    """Walk the resolver: path, full name, package of the view."""
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield path, ":".join([*spaces, entry.name or ""]), entry.callback.__module__.split(".")[0]
        else:
            yield from addresses(entry, path, (*spaces, entry.namespace) if entry.namespace else spaces)


def our_addresses() -> set[tuple[str, str]]:
    """The addresses that are ours: all but those that a library serves below its own prefix."""
    found = addresses(get_resolver())
    return {(p, n) for p, n, package in found if not (package in LIBRARY_MODULES and LIBRARIES.match(p))}


def url_of(name: str, world: World, language: str = "en") -> str:
    known = world.arguments
    parts = [part[1:] if part.startswith("=") else known[part] for part in GATES[name].parts]
    with translation.override(language):
        return reverse(name, args=parts)


def body_of(answer: Any) -> bytes:
    """Return the body, and let go of the file behind a download; `answer.close()` would also end the connection."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    for let_go in answer._resource_closers:
        let_go()
    return bytes(body)


def ask(client: Client, url: str, gate: Gate, world: World) -> tuple[int, bool]:
    """Ask, undo what it did, and return the status and whether the canary is in the answer."""
    mark = transaction.savepoint()
    form = {field: value[1:] if value.startswith("=") else world.arguments[value] for field, value in gate.form}
    answer: Any = getattr(client, gate.method)(url + gate.query, form or None)
    body, heads = body_of(answer), str(answer.headers)
    transaction.savepoint_rollback(mark)
    return answer.status_code, CANARY.encode() in body or CANARY in heads


def unclassified() -> set[str]:
    """Addresses that the table does not name, and rows of the table that have no address."""
    ours = our_addresses()
    named = {name for _path, name in ours if name and not name.endswith(":")}
    nameless = {path for path, name in ours if not name or name.endswith(":")}
    return (named ^ set(GATES)) | (nameless ^ set(NAMELESS))


def test_every_address_is_classified_and_every_class_has_its_address() -> None:
    assert unclassified() == set()


@pytest.mark.parametrize(
    "name", ["ip-listing-create", "favicon", "api-conversation-events", "cms-enter", "search:results"]
)
def test_an_address_that_nobody_classified_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(GATES, name)
    assert unclassified() == {name}


def test_a_row_without_an_address_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(GATES, "gone", Gate("public", OPEN))
    assert unclassified() == {"gone"}


def test_the_page_about_the_gates_is_what_the_tables_say() -> None:
    assert PAGE.read_text() == written(), "run: .venv/bin/python -m tests.architecture.gates.page"


@pytest.mark.parametrize("name", GATES)
def test_a_table_row_says_what_its_kind_means(name: str) -> None:
    gate = GATES[name]
    status = gate.status_of
    assert set(status) == set(PEOPLE)
    if gate.kind == "public":
        assert set(status.values()) <= {200, 302}
    elif gate.kind == "signed-in":
        assert gate.statuses == SIGNED_IN
    else:
        assert {status[who] for who in STRANGERS} <= {302, 403, 404}
    assert all(status[who] in {200, 422} for who in gate.seen_by)


@pytest.mark.django_db
@pytest.mark.parametrize("name", GATES)
def test_every_kind_of_person_gets_what_the_table_says_and_no_private_word(name: str) -> None:
    world, gate = make_world(), GATES[name]
    url = url_of(name, world)
    found = {who: ask(world.clients[who], url, gate, world) for who in PEOPLE}
    assert {who: status for who, (status, _leaked) in found.items()} == gate.status_of
    assert {who for who, (_status, seen) in found.items() if seen} == gate.seen_by


NO_PAGES = ("file-download", "search:suggestions")  # a file; rows for a list in a page


@pytest.mark.django_db
def test_pages_speak_chinese_to_whoever_may_open_them() -> None:
    world = make_world()
    for name, gate in GATES.items():
        url = url_of(name, world, "zh-hans")
        if gate.method != "get" or not url.startswith("/zh-hans/") or name in NO_PAGES:
            continue
        who = next((who for who in PEOPLE if gate.status_of[who] == 200), "")
        if not who:  # it leads on for everybody
            continue
        answer = world.clients[who].get(url)
        body = body_of(answer)
        if answer["Content-Type"].startswith("text/html"):
            assert '<html lang="zh-Hans"' in body.decode(), name


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/cms/password_reset/x/", "/cms/users/", "/cms/users/1/", "/cms/users/add/"])
def test_people_are_not_managed_in_wagtail(path: str) -> None:
    world = make_world()
    assert {who: world.clients[who].get(path).status_code for who in PEOPLE} == dict.fromkeys(PEOPLE, 404)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "head", "post", "put", "patch", "delete", "options"])
def test_no_method_breaks_an_address_or_opens_it_to_strangers(method: str) -> None:
    world = make_world()
    for name, gate in GATES.items():
        for who in ("anonymous", "outsider"):
            status, leaked = ask(world.clients[who], url_of(name, world), Gate(gate.kind, "", method=method), world)
            assert status < 500, (name, who)
            assert not leaked or who in gate.sees.split(), (name, who)  # whose address is the key, as in a mail
    world.draft.refresh_from_db()
    assert world.draft.state == "draft"


STRANGE = [
    "x",
    "abcdefghjkmn",
    "0",
    "-1",
    "ABCDEFGHJKMN",
    "%00",
    "a%00b",
    "..%2f..%2fetc",
    "%F0%9F%98%80",
    "' OR 1=1",
    "x" * 600,
]


@pytest.mark.django_db
@pytest.mark.parametrize("strange", STRANGE)
def test_an_identifier_that_is_none_is_404_for_everybody(strange: str) -> None:
    world = make_world()
    for name, gate in GATES.items():
        own = [part for part in gate.parts if not part.startswith("=") and part != "link"]
        if not own or name.startswith("cms"):
            continue
        url = url_of(name, world).replace(str(world.arguments[own[0]]), strange)
        for who in ("owner", "reviewer"):
            status, leaked = ask(world.clients[who], url, Gate(gate.kind, "", method=gate.method), world)
            assert status in {403, 404}, (name, who)
            assert not leaked, (name, who)


@pytest.mark.django_db
def test_the_search_finds_no_private_word_for_anybody() -> None:
    world = make_world()
    for who in PEOPLE:
        for path in ("/en/search/", "/en/technology/", "/en/standards/"):
            answer = world.clients[who].get(path, {"q": CANARY})
            assert answer.status_code == 200
            assert answer.context["page"].results.total == 0, (who, path)
