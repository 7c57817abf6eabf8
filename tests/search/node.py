"""An Elasticsearch node of one's own, to be killed and started again, with what it held or without."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType


@dataclass
class Node:
    """A real node in a folder, on ports that stay the same. `service` is bin/testservices/elasticsearch.py."""

    folder: Path
    port: int
    transport: int
    service: ModuleType
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it; it takes up what is in its folder. Returns at once."""
        (self.folder / "config").mkdir(parents=True, exist_ok=True)
        settings = self.service.YML.format(port=self.port, transport=self.transport, place=self.folder)
        (self.folder / "config" / "elasticsearch.yml").write_text(settings)
        built = self.service.build()
        command = [*self.service.JAVA, "-cp", f"{built}/lib/*:{built}/classes/node", "TestNode", built, self.folder]
        with (self.folder / "node.log").open("ab") as log:
            self.process = subprocess.Popen(
                list(map(str, command)), stdout=log, stderr=log, cwd=self.folder, start_new_session=True
            )

    def wait(self, seconds: float = 90) -> None:
        """Wait until its primary shards are there."""
        wait_for(lambda: self.service.answers(self.url), seconds)

    def kill(self) -> None:
        """End it at once, without a last word."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


def wait_for(met: Callable[[], bool], seconds: float) -> None:
    """Wait until something is so. Raises TimeoutError."""
    until = time.monotonic() + seconds
    while not met():
        if time.monotonic() > until:
            raise TimeoutError(f"not so within {seconds} s")
        time.sleep(0.05)
