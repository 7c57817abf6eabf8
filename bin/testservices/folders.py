"""Where the servers keep what they build (cache) and what they write while they run."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class ServiceError(Exception):
    """A service cannot be given; the text says why and what to do."""


def run_folder() -> Path:
    """The folder of this user's servers, made when missing; `HUB_SERVICES_DIR` names another one for a second set.

    Others may walk through it but not list it: the PostgreSQL server runs as its own user below it.
    Raises ServiceError when the folder belongs to somebody else.
    """
    name = f"zsa-hub-services-{os.getuid()}"
    folder = Path(os.environ.get("HUB_SERVICES_DIR") or Path(tempfile.gettempdir(), name)).absolute()
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        raise ServiceError(f"{folder} belongs to somebody else; name another folder with HUB_SERVICES_DIR")
    folder.chmod(0o711)
    return folder


def cache_folder() -> Path:
    """The folder for what is built once and kept: `$XDG_CACHE_HOME/zsa-hub`, by default under `~/.cache`."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(base, "zsa-hub")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, so that two calls at once do not start the same server twice."""
    with (folder / "lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
