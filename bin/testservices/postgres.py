"""PostgreSQL 15 or later, with a cluster that may be lost at any time: fast, not safe."""

import os
import secrets
import shutil
import signal
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

from testservices import environment, probes, processes
from testservices.folders import ServiceError

NAME = "postgres"
VARIABLE = "HUB_TEST_DATABASE_URL"
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "200",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}


def programs() -> Path | None:
    """The folder of the newest server that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda p: int(p.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("postgres")
    return Path(on_path).resolve().parent if on_path else None


def missing() -> list[str]:
    """Debian packages that are needed and not there."""
    return [] if programs() else ["postgresql"]


def answers(url: str) -> bool:
    """Whether the server takes connections and has finished starting."""
    folder = programs()
    if folder and (folder / "pg_isready").exists():
        at = urlsplit(url)
        command = [str(folder / "pg_isready"), "-q", "-t", "2", "-h", str(at.hostname), "-p", str(at.port or 5432)]
        return subprocess.run(command, check=False).returncode == 0
    return probes.postgres_listens(url)


def up(folder: Path, known: str | None) -> str:
    """Start the server and give its address. A cluster that does not start any more is made anew, once."""
    place = folder / NAME
    if known and processes.load(place / "pid") and answers(known):
        return known
    stop(folder)
    if not known or not (place / "data" / "PG_VERSION").exists():
        known = _create(place, known)
    try:
        return _start(place, known)
    except ServiceError:
        stop(folder)
        return _start(place, _create(place, known))


def stop(folder: Path) -> None:
    """Stop the server fast: it rolls back what is open."""
    processes.stop(folder / NAME / "pid", signal.SIGINT)


def _owner() -> str | None:
    """The server refuses to run as root, so root runs it as the package's own user."""
    return NAME if os.getuid() == 0 else None


def _create(place: Path, known: str | None) -> str:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(mode=0o711)
    password = secrets.token_hex(16)
    secret = place / "password"
    secret.touch(mode=0o600)
    secret.write_text(password)
    owner = _owner()
    if owner:
        for path in (place, secret):
            shutil.chown(path, owner, owner)
    command = [f"{programs()}/initdb", "-D", f"{place}/data", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8"]
    command += ["-A", "scram-sha-256", f"--pwfile={secret}", "--no-sync"]
    extra: list[int] | None = [] if owner else None
    done = subprocess.run(
        command, cwd=place, user=owner, group=owner, extra_groups=extra, capture_output=True, text=True, check=False
    )
    secret.unlink()
    if done.returncode:
        raise ServiceError(f"initdb failed:\n{done.stderr}")
    port = environment.port_of(known) or environment.free_port()
    return f"postgres://postgres:{password}@127.0.0.1:{port}/postgres"


def _start(place: Path, known: str) -> str:
    old = environment.port_of(known)
    port = environment.free_port(old)
    url = known.replace(f":{old}/", f":{port}/")
    options = {**SETTINGS, "port": str(port), "unix_socket_directories": str(place)}
    command = [f"{programs()}/postgres", "-D", f"{place}/data", *(f"--{k}={v}" for k, v in options.items())]
    log = place / "postgres.log"
    process = processes.start(command, place / "pid", log, _owner())
    processes.wait_until(lambda: answers(url), process, log, 60)
    return url
