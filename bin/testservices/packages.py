"""Debian packages: install what is missing, once, without letting a package start its own server."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from testservices.folders import ServiceError

POLICY = Path("/usr/sbin/policy-rc.d")


def can_install() -> bool:
    """Whether this user may install Debian packages here."""
    return os.getuid() == 0 and shutil.which("apt-get") is not None


def install(names: Sequence[str], log: Path) -> None:
    """Install packages by apt-get. Raises ServiceError with the end of its output when that does not work."""
    options = ["-q", "-y", "-o", "DPkg::Lock::Timeout=300"]
    with log.open("wb") as output, _no_service_starts():
        for command in (["update"], ["install", "--no-install-recommends", *names]):
            done = subprocess.run(
                ["apt-get", *options, *command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
                check=False,
            )
            if done.returncode:
                tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
                raise ServiceError(f"apt-get {command[0]} failed with {done.returncode}; the end of {log}:\n{tail}")


@contextmanager
def _no_service_starts() -> Iterator[None]:
    """Debian's packages ask this script before they start a server; 101 means no."""
    if POLICY.exists():
        yield
        return
    POLICY.write_text("#!/bin/sh\nexit 101\n")
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink(missing_ok=True)
