"""Links that lead nowhere are found; the check asks nobody inside our own network."""

import socket
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.rich_text import RichText

from cms import outside
from cms.enums import LinkState
from cms.models import ContentPage, PageLink
from cms.services.links import check_links, collect_links
from hub.accounts.enums import Role
from tests.cms.pages import home, make_article, signed_in

pytestmark = pytest.mark.django_db


def body(*links: str) -> list[tuple[str, RichText]]:
    return [("paragraph", RichText("<p>" + " ".join(links) + "</p>"))]


def state_of(url: str) -> str:
    return PageLink.objects.filter(url=url, page__title="Links").values_list("state", flat=True).get()


def test_links_within_the_site_are_followed_as_a_visitor() -> None:
    gone = ContentPage.objects.get(slug="accessibility", locale=home("en").locale)
    make_article(
        "Links",
        body=body(
            f'<a linktype="page" id="{gone.pk}">gone</a>',
            '<a href="/en/about/">about</a>',
            '<a href="/en/nowhere/">nowhere</a>',
            '<a href="/en/standards/">standards</a>',
        ),
    )
    gone.delete()
    now = timezone.now()
    collect_links(now=now)
    assert check_links(now=now) > 0
    assert state_of("/en/about/") == state_of("/en/standards/") == LinkState.WORKS
    assert state_of("/en/nowhere/") == state_of("#page") == LinkState.BROKEN
    assert check_links(now=now + timedelta(hours=1)) == 0
    assert check_links(now=now + timedelta(days=2)) > 0
    text = signed_in(Role.EDITOR).get(reverse("cms-links")).content.decode()
    assert "/en/nowhere/" in text
    assert "/en/about/" not in text


def test_links_that_were_taken_off_are_forgotten() -> None:
    article = make_article("Links", body=body('<a href="/en/nowhere/">nowhere</a>'))
    collect_links(now=timezone.now())
    article.body = body("no link")
    article.save_revision().publish()
    collect_links(now=timezone.now())
    assert not PageLink.objects.filter(url="/en/nowhere/").exists()


class _Receiver(BaseHTTPRequestHandler):
    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815 - the name that the library calls

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def receiver() -> Any:
    _Receiver.asked.clear()
    server = HTTPServer(("127.0.0.1", 0), _Receiver)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "10.0.0.1", "169.254.169.254", "192.168.1.1"]
)
def test_addresses_inside_a_network_are_not_asked(host: str, receiver: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(outside.PORTS, "http", receiver.server_port)
    answer = outside.ask(f"http://{host}/secret")
    assert (answer.status, answer.detail) == (0, "not a public address")
    assert _Receiver.asked == []


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/", "http://user@example.org/", "http://example.org:8080/", "file:///etc/passwd", "http:///x"],
)
def test_what_is_no_plain_web_address_is_not_asked(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*args: Any, **kwargs: Any) -> Any:
        raise AssertionError("looked up")

    monkeypatch.setattr(socket, "getaddrinfo", never)
    assert outside.ask(url).detail == "not a public address"


def test_a_public_name_is_asked_at_the_address_that_was_looked_at(
    receiver: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stand-in for the network: a public address whose connections end at our receiver."""
    monkeypatch.setattr(outside, "PAUSE", 0)
    monkeypatch.setattr(outside.socket, "getaddrinfo", lambda *a, **k: [(2, 1, 6, "", ("93.184.216.34", 80))])
    reached = []
    connect = socket.socket.connect

    def to_receiver(address: tuple[str, int], timeout: float = 0) -> socket.socket:
        reached.append(address)
        own = socket.socket()
        own.settimeout(timeout)
        connect(own, ("127.0.0.1", receiver.server_port))
        return own

    monkeypatch.setattr(outside.socket, "create_connection", to_receiver)
    assert outside.ask("http://example.org/page?x=1").status == 200
    assert reached == [("93.184.216.34", 80)]
    assert _Receiver.asked == ["/page?x=1"]
