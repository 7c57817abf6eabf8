"""Start the processes that scale-out needs, end them in bad ways, and count what became of 500 effects."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from celery import Celery
from django.db import connection, transaction
from kombu.exceptions import OperationalError

from hub.activity.models import Activity
from hub.outbox.models import OutboxMessage
from hub.outbox.services import enqueue
from tests.conftest import ROOT

EFFECTS = 500
QUEUES = {"fire.record": "default", "fire.call": "search", "mail.send": "mail"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Stack:
    """A broker, a clock, two workers and a receiver. The database is that of the test."""

    folder: Path
    redis_port: int = field(default_factory=_free_port)
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)

    def start(self) -> None:
        """Start everything; what must answer first, first."""
        receiver = self._run("receiver", sys.executable, str(Path(__file__).parent / "receiver.py"), pipe=True)
        assert receiver.stdout is not None
        calls, mails = receiver.stdout.readline().split()
        given = {**connection.settings_dict, "PORT": connection.settings_dict["PORT"] or 5432}
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("HUB_", "PYTEST", "DJANGO"))},
            "DJANGO_SETTINGS_MODULE": "tests.hub.outbox.fire.settings",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}",
            "DATABASE_URL": "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}?application_name=fire".format(**given),
            "REDIS_URL": f"redis://127.0.0.1:{self.redis_port}/0",
            "EMAIL_URL": f"smtp://127.0.0.1:{int(mails)}",
            "FIRE_RECEIVER": f"http://127.0.0.1:{int(calls)}/",
            "HUB_VAR": str(self.folder),
        }
        self.start_broker()
        schedule = str(self.folder / "beat")
        self._celery("clock", "beat", "--schedule", schedule)
        for number in (1, 2):
            self.start_worker(number)
        with transaction.atomic():
            enqueue(kind="fire.record", key="warm", payload={}, queue="default")
        wait_for(lambda: OutboxMessage.objects.filter(key="warm", state="done").exists(), 60)

    def _run(self, name: str, *command: str, pipe: bool = False) -> subprocess.Popen[bytes]:
        log = (self.folder / f"{name}.log").open("ab")
        out = subprocess.PIPE if pipe else log
        self.processes[name] = subprocess.Popen(
            command, stdout=out, stderr=log, cwd=ROOT, env=self.environment or None, start_new_session=True
        )
        log.close()
        return self.processes[name]

    def _celery(self, name: str, *command: str) -> None:
        self._run(name, sys.executable, "-m", "celery", "-A", "hub.config", *command)

    def start_worker(self, number: int) -> None:
        """Start a worker for all queues, as a supervisor does."""
        name = f"worker-{number}"
        self._celery(name, "worker", "-n", name, "--concurrency", "2", "--without-gossip", "--without-mingle")

    def start_broker(self) -> None:
        """Start Redis with nothing in it and wait for its answer."""
        port = str(self.redis_port)
        self._run("broker", "redis-server", "--bind", "127.0.0.1", "--port", port, "--save", "", "--appendonly", "no",
                  "--dir", str(self.folder))  # fmt: skip
        wait_for(lambda: socket.create_connection(("127.0.0.1", self.redis_port), timeout=1).close() or True, 20)

    def kill(self, name: str) -> None:
        """End a process and its children at once, without a last word."""
        process = self.processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdout:
            process.stdout.close()

    def stop(self) -> None:
        """End everything."""
        for name in list(self.processes):
            self.kill(name)

    def announce(self) -> None:
        """Wake the workers as a committed request does."""
        with Celery("fire", broker=self.environment["REDIS_URL"]) as app:
            for queue in QUEUES.values():
                try:
                    app.send_task("hub.outbox.drain", args=[queue], queue=queue, retry=False)
                except (OperationalError, OSError):
                    return

    def received(self) -> dict[str, Counter[str]]:
        """What the receiver has counted so far: calls and mails, each by key."""
        with urllib.request.urlopen(self.environment["FIRE_RECEIVER"], timeout=10) as answer:  # noqa: S310
            return {kind: Counter(counts) for kind, counts in json.load(answer).items()}

    def cut_connections(self) -> int:
        """End the workers' database connections from the server's side; returns how many there were."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE datname = current_database() AND application_name = 'fire'"
            )
            row = cursor.fetchone()
        return int(row[0]) if row else 0


def wait_for(met: Callable[[], bool], seconds: float) -> float:
    """Wait until a condition is met and return how long it took. Raises TimeoutError."""
    begin = time.monotonic()
    while time.monotonic() - begin < seconds:
        try:
            if met():
                return time.monotonic() - begin
        except OSError:
            pass
        time.sleep(0.05)
    raise TimeoutError(f"not met within {seconds} s")


def write_effects(name: str) -> None:
    """Write 500 effects: 200 on the database, 200 calls, 100 mails."""
    for number in range(EFFECTS):
        kind = "mail.send" if number % 5 == 4 else "fire.record" if number % 2 else "fire.call"
        mail = {"kind": "fire", "to": "a@example.org", "language": "en", "subject": name, "body": "A word."}
        with transaction.atomic():
            enqueue(kind=kind, key=f"{name}:{number}", payload=mail, queue=QUEUES[kind])


def count_done(name: str) -> int:
    """How many effects of a run are done."""
    return OutboxMessage.objects.filter(key__startswith=f"{name}:", state="done").count()


@dataclass(frozen=True)
class Outcome:
    """What became of the effects of one run."""

    fault: str
    done: int
    tried_again: int
    parked: int
    rows: int
    distinct_rows: int
    expected_rows: int
    deliveries: int
    distinct_deliveries: int
    expected_deliveries: int
    seconds: float


def outcome_of(name: str, fault: str, seen: dict[str, Counter[str]], before: Counter[str], seconds: float) -> Outcome:
    """Count what the database holds and what the receiver got since `before`."""
    mine = OutboxMessage.objects.filter(key__startswith=f"{name}:")
    keys = [a["key"] for a in Activity.objects.filter(verb="fire.recorded").values_list("data", flat=True)]
    rows = Counter(key for key in keys if key.startswith(f"{name}:"))
    arrived = (seen["calls"] + seen["mails"]) - before
    inside = mine.filter(kind="fire.record").count()
    return Outcome(
        fault=fault,
        done=mine.filter(state="done").count(),
        tried_again=mine.filter(attempts__gt=0).count(),
        parked=mine.filter(state="parked").count(),
        rows=rows.total(),
        distinct_rows=len(rows),
        expected_rows=inside,
        deliveries=arrived.total(),
        distinct_deliveries=len(arrived),
        expected_deliveries=mine.count() - inside,
        seconds=seconds,
    )
