"""Serve the Hub in one process: pages, sockets, jobs and the clock, on the embedded default."""

from __future__ import annotations

import gc
import hashlib
import logging
import os
import socket
import threading
from pathlib import Path
from typing import Any

import uvicorn
from celery import current_app
from celery.beat import EmbeddedService
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string

JOB_THREADS = 7  # one for each queue of the outbox, one for the clock, one to spare: no queue waits for another


class Command(BaseCommand):
    help = "Prepare whatever is missing (database, static files, demo content) and serve on PORT (default 8000)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        port = int(os.environ.get("PORT", "8000"))
        self._refuse_taken(port)
        Path(settings.HUB_VAR).mkdir(parents=True, exist_ok=True)
        self._migrate()
        self._collect_static()
        if settings.HUB_DEMO:
            call_command("seed_demo", stdout=self.stdout)
        application = import_string(settings.ASGI_APPLICATION)
        self._start_jobs()
        self.stdout.write(
            f"\nThe Hub is at http://localhost:{port}/en/ and http://localhost:{port}/zh-hans/  (Ctrl-C stops it)"
        )
        if settings.HUB_MAIL_SPOOL and settings.HUB_DEMO:
            self.stdout.write(f"Mail is read at http://localhost:{port}/dev/mail/\n")
        self.stdout.flush()
        uvicorn.run(
            application, host="127.0.0.1", port=port, lifespan="off", log_level="warning", access_log=False,
            timeout_graceful_shutdown=3, ws_max_size=65536, ws_per_message_deflate=False,
        )  # fmt: skip

    def _refuse_taken(self, port: int) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                raise CommandError(f"port {port} is taken; choose another, for example PORT={port + 1} make run")

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database (once, about half a minute) …")
            self.stdout.flush()
            gc.disable()  # a third faster: migrations make millions of short-lived objects
            call_command("migrate", verbosity=0, interactive=False)
            gc.enable()

    def _collect_static(self) -> None:
        stamp = Path(settings.STATIC_ROOT) / ".stamp"
        hasher = hashlib.sha256()
        for finder in get_finders():
            for path, storage in finder.list([]):
                found = Path(storage.path(path)).stat()
                hasher.update(f"{path}:{found.st_mtime_ns}:{found.st_size}\n".encode())
        if not stamp.exists() or stamp.read_text() != hasher.hexdigest():
            call_command("collectstatic", verbosity=0, interactive=False, clear=False)
            stamp.parent.mkdir(parents=True, exist_ok=True)
            stamp.write_text(hasher.hexdigest())

    def _start_jobs(self) -> None:
        logging.getLogger("celery").setLevel(logging.WARNING)
        worker = current_app.WorkController(
            pool="threads",
            concurrency=JOB_THREADS,
            without_heartbeat=True,
            without_mingle=True,
            without_gossip=True,
            quiet=True,
        )
        threading.Thread(target=worker.start, name="jobs", daemon=True).start()
        clock: Any = EmbeddedService(current_app, thread=True, schedule_filename=str(Path(settings.HUB_VAR) / "beat"))
        clock.daemon = True
        clock.start()
