"""Ask clamd whether content holds a virus, over its own protocol (INSTREAM), on a socket or a port."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterable

from django.conf import settings

SECONDS = 30
CHUNK = 64 * 1024


class ScannerUnavailable(Exception):
    """No scanner answers, or it does not say what we asked. Nothing is known about the content."""


def is_configured() -> bool:
    """Tell whether uploads are scanned here."""
    return bool(settings.HUB_CLAMD)


def find_virus(chunks: Iterable[bytes]) -> str:
    """Return the name of the virus that the content holds, or an empty text. Raises ScannerUnavailable.

    HUB_CLAMD is `unix:/path/of/clamd.sock` or `host:port`.
    """
    try:
        with _connected(settings.HUB_CLAMD) as scanner:
            scanner.sendall(b"zINSTREAM\0")
            for chunk in chunks:
                for start in range(0, len(chunk), CHUNK):
                    part = chunk[start : start + CHUNK]
                    scanner.sendall(struct.pack("!I", len(part)) + part)
            scanner.sendall(struct.pack("!I", 0))
            answer = b""
            while not answer.endswith(b"\0") and (more := scanner.recv(4096)):
                answer += more
    except OSError as error:
        raise ScannerUnavailable(type(error).__name__) from error
    said = answer.rstrip(b"\0").decode(errors="replace").removeprefix("stream: ")
    if said == "OK":
        return ""
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    raise ScannerUnavailable(f"clamd said {said[:80]!r}")


def _connected(address: str) -> socket.socket:
    if address.startswith("unix:"):
        scanner = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        scanner.settimeout(SECONDS)
        scanner.connect(address.removeprefix("unix:"))
        return scanner
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=SECONDS)
