"""A receiver of calls (HTTP) and of mails (SMTP) that counts what arrives by its key. Prints its two ports."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections import Counter

SECONDS = 0.008
received: dict[str, Counter[str]] = {"calls": Counter(), "mails": Counter()}


async def http(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Count a POST by its Idempotency-Key; a GET tells the counts."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    if head.startswith("POST"):
        await asyncio.sleep(SECONDS)
        found = re.search(r"(?i)^idempotency-key: (\S+)", head, re.MULTILINE)
        received["calls"][found[1] if found else "without a key"] += 1
    body = json.dumps(received).encode()
    writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    await writer.drain()
    writer.close()


async def smtp(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Take mails as a server without extensions does, and count them by Message-ID."""
    writer.write(b"220 receiver\r\n")
    while line := await reader.readline():
        command = line[:4].upper()
        if command == b"DATA":
            writer.write(b"354 go on\r\n")
            mail = (await reader.readuntil(b"\r\n.\r\n")).decode(errors="replace")
            await asyncio.sleep(SECONDS)
            found = re.search(r"(?i)^message-id: (\S+)", mail, re.MULTILINE)
            received["mails"][found[1] if found else "without an id"] += 1
        writer.write(b"221 bye\r\n" if command == b"QUIT" else b"250 fine\r\n")
        await writer.drain()
        if command == b"QUIT":
            break
    writer.close()


async def main() -> None:
    """Serve until killed."""
    servers = [await asyncio.start_server(kind, "127.0.0.1", 0) for kind in (http, smtp)]
    ports = [str(server.sockets[0].getsockname()[1]) for server in servers]
    sys.stdout.write(" ".join(ports) + "\n")
    sys.stdout.flush()
    await asyncio.gather(*(server.serve_forever() for server in servers))


if __name__ == "__main__":
    asyncio.run(main())
