"""Scanners for tests: a real clamd with a signature of our own where it is installed, and a small server of its protocol."""

from __future__ import annotations

import shutil
import socket
import socketserver
import struct
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARK = b"zsa-hub-test-virus"
CLAMD = shutil.which("clamd")


class _Session(socketserver.StreamRequestHandler):
    """One INSTREAM conversation."""

    def handle(self) -> None:
        """Take the stream and say what was found."""
        if self.rfile.read(len(b"zINSTREAM\0")) != b"zINSTREAM\0":
            return
        content = b""
        while size := struct.unpack("!I", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        found = b"stream: Test.Virus FOUND\0" if MARK in content else b"stream: OK\0"
        self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0" if b"too long" in content else found)


@contextmanager
def small_scanner() -> Iterator[str]:
    """Serve the protocol on a port of its own; gives its address."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Session) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()


@contextmanager
def real_clamd(folder: Path) -> Iterator[str]:
    """Start clamd with one signature of our own; gives the address of its socket."""
    database, path = folder / "db", folder / "clamd.sock"
    database.mkdir()
    (database / "own.ndb").write_text(f"Zsa.Hub.Test:0:*:{MARK.hex()}\n")
    settings = folder / "clamd.conf"
    settings.write_text(
        f"DatabaseDirectory {database}\nLocalSocket {path}\nForeground yes\nLogFile {folder / 'clamd.log'}\nUser root\n"
    )
    folder.chmod(0o755)
    process = subprocess.Popen(
        [str(CLAMD), "--config-file", str(settings)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(path, process)
        yield f"unix:{path}"
    finally:
        process.kill()
        process.wait()


def _wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
                probe.connect(str(path))
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("clamd did not start")
