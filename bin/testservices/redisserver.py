"""Redis 7, in memory only."""

import shutil
import signal
from pathlib import Path

from testservices import environment, probes, processes

NAME = "redis"
VARIABLE = "HUB_TEST_REDIS_URL"


def missing() -> list[str]:
    """Debian packages that are needed and not there."""
    return [] if shutil.which("redis-server") else ["redis-server"]


def answers(url: str) -> bool:
    """Whether the server answers."""
    return probes.redis_answers(url)


def up(folder: Path, known: str | None) -> str:
    """Start the server and give its address. 64 databases, so that each parallel test worker has some of its own."""
    place = folder / NAME
    if known and processes.load(place / "pid") and answers(known):
        return known
    stop(folder)
    place.mkdir(mode=0o700, exist_ok=True)
    port = environment.free_port(environment.port_of(known))
    url = f"redis://127.0.0.1:{port}"
    command = ["redis-server", "--bind", "127.0.0.1", "--port", str(port), "--databases", "64"]
    command += ["--save", "", "--appendonly", "no", "--daemonize", "no", "--dir", str(place)]
    log = place / "redis.log"
    process = processes.start(command, place / "pid", log)
    processes.wait_until(lambda: answers(url), process, log, 20)
    return url


def stop(folder: Path) -> None:
    """Stop the server; it forgets everything."""
    processes.stop(folder / NAME / "pid", signal.SIGTERM)
