"""Ask other sites whether an address answers: politely, briefly, and never an address inside our own network."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

TIMEOUT = 8  # seconds for each step
PAUSE = 1.0  # seconds between two questions to one host
MOST_REDIRECTS = 4
PORTS = {"http": 80, "https": 443}
AGENT = "ZSA-Hub-link-check/1.0"
GONE = {404, 410}
ASK_AGAIN = {403, 405, 501}  # some servers answer GET only

_asked: dict[str, float] = {}


class Forbidden(Exception):
    """An address that we do not ask: no web address, or one inside a network."""


@dataclass(frozen=True)
class Answer:
    """What came back: the status (0 for none) and words for the editor."""

    status: int
    detail: str


def public_address(host: str, port: int) -> str:
    """Return an address of the host to connect to. Raises Forbidden unless every address of it is a public one."""
    found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    if not found or any(not ipaddress.ip_address(address.split("%")[0]).is_global for address in found):
        raise Forbidden(host)
    return sorted(found, key=lambda address: ":" in address)[0]


def ask(url: str) -> Answer:
    """Ask an address, following a few redirects, each of which is looked at anew. It opens connections: never in a transaction."""
    try:
        for _step in range(MOST_REDIRECTS + 1):
            status, location = _ask_once(url)
            if not location:
                return Answer(status, f"HTTP {status}")
            url = urljoin(url, location)
    except Forbidden:
        return Answer(0, "not a public address")
    except (OSError, http.client.HTTPException, ValueError) as problem:
        return Answer(0, type(problem).__name__)
    return Answer(0, "too many redirects")


def _ask_once(url: str) -> tuple[int, str]:
    parts = urlsplit(url)
    if (
        parts.scheme not in PORTS
        or not parts.hostname
        or parts.username
        or parts.port not in {None, PORTS[parts.scheme]}
    ):
        raise Forbidden(url)
    port = PORTS[parts.scheme]
    address = public_address(parts.hostname, port)
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    status, location = _exchange("HEAD", parts.scheme, parts.hostname, address, path)
    if status in ASK_AGAIN:
        status, location = _exchange("GET", parts.scheme, parts.hostname, address, path)
    return status, location


def _exchange(method: str, scheme: str, host: str, address: str, path: str) -> tuple[int, str]:
    """Send one request to the very address that was looked at, so that no second look-up can lead elsewhere."""
    wait = _asked.get(host, 0) + PAUSE - time.monotonic()
    if wait > 0:
        time.sleep(wait)
    _asked[host] = time.monotonic()
    connection = http.client.HTTPConnection(host, PORTS[scheme], timeout=TIMEOUT)
    raw = socket.create_connection((address, PORTS[scheme]), timeout=TIMEOUT)
    connection.sock = ssl.create_default_context().wrap_socket(raw, server_hostname=host) if scheme == "https" else raw
    try:
        connection.request(method, path, headers={"User-Agent": AGENT, "Accept": "*/*", "Connection": "close"})
        response = connection.getresponse()
        moved = 300 <= response.status < 400
        return response.status, response.getheader("Location", "") if moved else ""
    finally:
        connection.close()
