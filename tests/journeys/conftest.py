"""Real server processes and a real browser: journeys touch nothing but pages."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import secrets
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from psycopg import sql

from hub.config.settings.test import ROOM
from tests.conftest import CACHE, ROOT, fingerprint

CHROMIUM = os.environ.get("HUB_CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS = 120


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Site:
    """A running Hub: its address, its demo sign-ins, and the processes behind it."""

    base: str
    var: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def password(self, slug: str) -> str:
        """Return the password of a demo person."""
        text = (self.var / "demo-accounts.txt").read_text()
        found = re.search(rf"{slug}@demo\.example\s+(\S+)", text)
        assert found, f"no demo account {slug}"
        return found[1]

    def stop(self) -> None:
        """End every process and its children."""
        for process in self.processes:
            with_group = os.getpgid(process.pid) if process.poll() is None else None
            if with_group:
                os.killpg(with_group, signal.SIGINT)
        for process in self.processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(os.getpgid(process.pid), signal.SIGKILL)
                process.wait(5)


def _environment(var: Path, port: int, **more: str) -> dict[str, str]:
    kept = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("HUB_", "DJANGO_", "PYTEST_", "DATABASE_", "REDIS_", "ELASTICSEARCH_"))
    }
    return (
        kept
        | {
            "HUB_VAR": str(var),
            "PORT": str(port),
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'platform'}",
            "DJANGO_SETTINGS_MODULE": "hub.config.settings.dev",
        }
        | more
    )


def _start(site: Site, command: list[str], env: dict[str, str]) -> None:
    with (site.var / f"{len(site.processes)}.log").open("wb") as log:
        site.processes.append(
            subprocess.Popen(
                [sys.executable, *command], cwd=ROOT, env=env, stdout=log, stderr=log, start_new_session=True
            )
        )


def _wait(site: Site) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{site.base}/en/", timeout=5).close()  # noqa: S310 - our own server
            return
        except (urllib.error.URLError, OSError):
            assert all(p.poll() is None for p in site.processes), _logs(site)
            time.sleep(0.3)
    pytest.fail(f"no answer within {START_SECONDS} s\n{_logs(site)}")


def _logs(site: Site) -> str:
    return "\n".join(f"{log.name}:\n{log.read_text(errors='replace')[-3000:]}" for log in site.var.glob("*.log"))


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The embedded default: `manage.py serve`, one process."""
    yield from _embedded(tmp_path_factory.mktemp("embedded"))


@pytest.fixture(scope="session")
def lossy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The embedded default with a channel layer that delivers nothing."""
    yield from _embedded(tmp_path_factory.mktemp("lossy"), HUB_LOSSY_CHANNEL_LAYER="1")


def _migrated(var: Path) -> Path:
    """Return a migrated SQLite database; made once for each state of the migrations."""
    CACHE.mkdir(parents=True, exist_ok=True)
    template = CACHE / f"template-{fingerprint()}.sqlite3"
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            room = var / "migrating"
            env = _environment(room, 0)
            subprocess.run(
                [sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=env, check=True, capture_output=True
            )
            with contextlib.closing(sqlite3.connect(room / "db.sqlite3")) as made:
                made.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            shutil.copy(room / "db.sqlite3", template)
    return template


def _embedded(var: Path, **more: str) -> Iterator[Site]:
    port = free_port()
    site = Site(f"http://localhost:{port}", var)
    shutil.copy(_migrated(var), var / "db.sqlite3")
    try:
        _start(site, ["manage.py", "serve"], _environment(var, port, **more))
        _wait(site)
        yield site
    finally:
        site.stop()


@contextlib.contextmanager
def _database(name: str) -> Iterator[str]:
    """Give a database of that name on the test server for a while; yield its address."""
    admin_url = os.environ["HUB_TEST_DATABASE_URL"]
    quoted = sql.Identifier(name)
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(quoted))
    try:
        yield urlsplit(admin_url)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(admin_url, autocommit=True) as admin:
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(quoted))


@pytest.fixture(scope="session")
def scaled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Scale-out: PostgreSQL, Redis, Elasticsearch; two server processes, a Celery worker, a beat."""
    var, port, room = tmp_path_factory.mktemp("scaled"), free_port(), f"hub_journey_{secrets.token_hex(3)}"
    site = Site(f"http://localhost:{port}", var)
    with _database(room) as database_url:
        env = _environment(
            var,
            port,
            DATABASE_URL=database_url,
            REDIS_URL=os.environ["HUB_TEST_REDIS_URL"].rstrip("/") + f"/{40 + ROOM}",
            ELASTICSEARCH_URL=os.environ["HUB_TEST_ELASTICSEARCH_URL"],
            HUB_SEARCH_PREFIX=room.replace("_", "-"),
        )
        for command in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"], ["seed_demo"]):
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=env, check=True, capture_output=True)
        celery = ["-m", "celery", "-A", "hub.config"]
        served = ["--port", str(port), "--workers", "2", "--lifespan", "off", "--log-level", "warning"]
        try:
            _start(site, [*celery, "worker", "--concurrency", "2", "-l", "WARNING"], env)
            _start(site, [*celery, "beat", "--schedule", str(var / "beat"), "-l", "WARNING"], env)
            _start(site, ["-m", "uvicorn", *served, "hub.config.asgi:application"], env)
            _wait(site)
            yield site
        finally:
            site.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the session."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@dataclass
class Visitor:
    """A person with a browser of their own; `complaints` gathers console errors, CSP reports and failed scripts."""

    context: BrowserContext
    page: Page
    complaints: list[str]


@pytest.fixture
def visitors(browser: Browser) -> Iterator[object]:
    """Return a function that opens a browser for one person; at the end nobody's console may hold an error."""
    opened: list[Visitor] = []

    def open_browser(*, javascript: bool = True, width: int = 1280) -> Visitor:
        context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=javascript)
        context.set_default_timeout(30_000)
        visitor = Visitor(context, context.new_page(), [])
        visitor.page.on(
            "console",
            lambda m: (
                visitor.complaints.append(m.text)
                if m.type == "error" and "ERR_INTERNET_DISCONNECTED" not in m.text
                else None
            ),
        )
        visitor.page.on("pageerror", lambda e: visitor.complaints.append(str(e)))
        opened.append(visitor)
        return visitor

    yield open_browser
    complaints = [c for v in opened for c in v.complaints]
    for visitor in opened:
        visitor.context.close()
    assert complaints == []
