"""The file `env` of the run folder: the addresses of the servers, as lines a shell can source."""

import os
import random
import shlex
import socket
from pathlib import Path
from urllib.parse import urlsplit

NAMES = ("HUB_TEST_DATABASE_URL", "HUB_TEST_REDIS_URL", "HUB_TEST_ELASTICSEARCH_URL", "HUB_CHROMIUM")
FIRST_PORT, LAST_PORT = 20_000, 32_000  # below the range from which outgoing connections take theirs


def remembered(folder: Path) -> dict[str, str]:
    """The addresses that an earlier `up` wrote; empty before the first one."""
    file = folder / "env"
    if not file.exists():
        return {}
    words = (shlex.split(line) for line in file.read_text().splitlines())
    return dict(pair[1].split("=", 1) for pair in words if len(pair) == 2)


def remember(folder: Path, values: dict[str, str]) -> None:
    """Write the addresses, readable by this user alone (the database's holds a password)."""
    draft = folder / "env.new"
    draft.touch(mode=0o600)
    draft.write_text("".join(f"export {name}={shlex.quote(values[name])}\n" for name in NAMES if name in values))
    draft.replace(folder / "env")


def given(name: str, folder: Path) -> str | None:
    """The address that the caller's environment names, unless it is only what we wrote ourselves."""
    value = os.environ.get(name)
    return value if value and value != remembered(folder).get(name) else None


def port_of(url: str | None) -> int | None:
    """The port in an address, None when there is none."""
    return urlsplit(url).port if url else None


def free_port(preferred: int | None = None) -> int:
    """A port of the loopback interface that nobody listens on: the preferred one when it is free."""
    ports = random.Random().sample(range(FIRST_PORT, LAST_PORT), 100)  # noqa: S311 not a secret
    for port in ([preferred] if preferred else []) + ports:
        if not _taken(port):
            return port
    raise OSError("no free port on the loopback interface")


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False
