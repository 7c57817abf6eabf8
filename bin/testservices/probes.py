"""Small questions to servers, to see whether they answer."""

import http.client
import socket
import struct
from urllib.parse import urlsplit

SSL_REQUEST = struct.pack("!ii", 8, 80_877_103)


def _ask(url: str, question: bytes, default_port: int) -> bytes:
    address = urlsplit(url)
    try:
        with socket.create_connection((address.hostname or "127.0.0.1", address.port or default_port), 2) as link:
            link.settimeout(2)
            link.sendall(question)
            return link.recv(64)
    except OSError:
        return b""


def postgres_listens(url: str) -> bool:
    """Whether a PostgreSQL server takes connections at the address (it may still be starting)."""
    return _ask(url, SSL_REQUEST, 5432)[:1] in {b"N", b"S"}


def redis_answers(url: str) -> bool:
    """Whether a Redis server answers at the address, asking for a password included."""
    return _ask(url, b"PING\r\n", 6379).startswith((b"+PONG", b"-NOAUTH"))


def elasticsearch_answers(url: str) -> bool:
    """Whether the cluster at the address says that its primary shards are there."""
    address = urlsplit(url)
    kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    link = kind(address.hostname or "127.0.0.1", address.port, timeout=5)
    try:
        link.request("GET", "/_cluster/health?wait_for_status=yellow&timeout=2s")
        return link.getresponse().status in {200, 401}
    except (OSError, http.client.HTTPException):
        return False
    finally:
        link.close()
