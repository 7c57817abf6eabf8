"""Servers as background processes: started in a group of their own, known by pid file, stopped for certain."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from testservices.folders import ServiceError


@dataclass(frozen=True)
class Process:
    """A server process; the start time tells it from a later process that got the same number."""

    pid: int
    started: str

    @classmethod
    def of(cls, pid: int) -> "Process":
        """The process of that number as it is now."""
        return cls(pid, _start_time(pid))

    @property
    def alive(self) -> bool:
        """Whether this very process still runs."""
        return bool(self.started) and _start_time(self.pid) == self.started


def _start_time(pid: int) -> str:
    """Kernel ticks at which the process started; empty when it is gone or only waits to be buried."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] in "ZX" else fields[19]


def load(pid_file: Path) -> Process | None:
    """The living process of a pid file, None when there is none."""
    try:
        pid, started = pid_file.read_text().split()
    except (OSError, ValueError):
        return None
    process = Process(int(pid), started)
    return process if process.alive else None


def start(command: Sequence[str], pid_file: Path, log: Path, user: str | None = None) -> Process:
    """Start a server in a session of its own, its output in `log`, as `user` when one is named (root only)."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "ES_"))}
    with log.open("wb") as output:
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            cwd=pid_file.parent,
            env=environment,
            user=user,
            group=user,
            extra_groups=[] if user else None,
        )
    child.returncode = 0  # it is meant to outlive this object, which would warn of that otherwise
    process = Process.of(child.pid)
    pid_file.write_text(f"{process.pid} {process.started}\n")
    return process


def wait_until(answers: Callable[[], bool], process: Process, log: Path, seconds: float) -> None:
    """Wait until the server answers. Raises ServiceError with the end of its log when it ends or stays silent."""
    deadline = time.monotonic() + seconds
    while not answers():
        late = time.monotonic() > deadline
        if late or not process.alive:
            tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
            reason = f"does not answer after {seconds:.0f} s" if late else "ended while starting"
            raise ServiceError(f"{log.stem} {reason}; the end of {log}:\n{tail}")
        time.sleep(0.05)


def stop(pid_file: Path, gentle: signal.Signals, seconds: float = 15) -> None:
    """Ask the server to end, then end its whole group. Raises ServiceError when it outlives that."""
    process = load(pid_file)
    if process:
        os.kill(process.pid, gentle)
        if not _gone(process, seconds):
            _kill_group(process.pid)
        if not _gone(process, 5):
            raise ServiceError(f"process {process.pid} does not end")
        _kill_group(process.pid)
    pid_file.unlink(missing_ok=True)


def _gone(process: Process, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while process.alive:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _kill_group(group: int) -> None:
    """End whatever is left of a process group that we started."""
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return
