"""What bin/services relies on: addresses that are remembered, ports that are free, processes that end for certain."""

import importlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

BIN = Path(__file__).resolve().parents[2] / "bin"
# A server that leaves a child behind, tells its number and does not listen to polite requests when asked so.
SERVER = """
import signal, subprocess, sys, time
if "deaf" in sys.argv:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
print(subprocess.Popen(["sleep", "60"]).pid, flush=True)
time.sleep(60)
"""


@pytest.fixture
def part(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ModuleType]:
    """Import a module of bin/testservices."""
    monkeypatch.syspath_prepend(str(BIN))
    return lambda name: importlib.import_module(f"testservices.{name}")


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Call bin/services with nothing but the given variables in its environment."""
    command = [sys.executable, str(BIN / "services"), *arguments]
    return subprocess.run(command, env=variables, capture_output=True, text=True, check=False)


def test_addresses_are_remembered_as_lines_for_a_shell(part: Callable[[str], ModuleType], tmp_path: Path) -> None:
    environment = part("environment")
    values = {"HUB_TEST_DATABASE_URL": "postgres://postgres:a'b@127.0.0.1:5/x y", "HUB_CHROMIUM": "/usr/bin/chromium"}
    environment.remember(tmp_path, values)
    assert environment.remembered(tmp_path) == values
    shell = f'. {tmp_path}/env; printf %s "$HUB_TEST_DATABASE_URL"'
    assert subprocess.check_output(["bash", "-c", shell], text=True) == values["HUB_TEST_DATABASE_URL"]
    assert (tmp_path / "env").stat().st_mode & 0o777 == 0o600


def test_only_a_foreign_address_counts_as_given(
    part: Callable[[str], ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = part("environment")
    environment.remember(tmp_path, {"HUB_TEST_REDIS_URL": "redis://127.0.0.1:1"})
    monkeypatch.setenv("HUB_TEST_REDIS_URL", "redis://127.0.0.1:1")
    assert environment.given("HUB_TEST_REDIS_URL", tmp_path) is None
    monkeypatch.setenv("HUB_TEST_REDIS_URL", "redis://127.0.0.1:2")
    assert environment.given("HUB_TEST_REDIS_URL", tmp_path) == "redis://127.0.0.1:2"


def test_a_port_is_kept_unless_somebody_listens_there(part: Callable[[str], ModuleType]) -> None:
    environment = part("environment")
    port = environment.free_port()
    assert environment.free_port(port) == port
    with socket.create_server(("127.0.0.1", port)):
        assert environment.free_port(port) != port


@pytest.mark.parametrize("manners", ["polite", "deaf"])
def test_a_server_and_its_children_end(part: Callable[[str], ModuleType], tmp_path: Path, manners: str) -> None:
    processes = part("processes")
    pid_file, log = tmp_path / "pid", tmp_path / "server.log"
    server = processes.start([sys.executable, "-c", SERVER, manners], pid_file, log)
    processes.wait_until(lambda: log.read_text().endswith("\n"), server, log, 10)
    child = processes.Process.of(int(log.read_text()))
    assert processes.load(pid_file) == server
    assert child.alive
    processes.stop(pid_file, signal.SIGTERM, seconds=0.5)
    os.waitpid(server.pid, 0)
    processes.wait_until(lambda: not child.alive, processes.Process.of(os.getpid()), log, 5)
    assert not server.alive
    assert not pid_file.exists()
    processes.stop(pid_file, signal.SIGTERM)


def test_a_server_that_ends_while_starting_shows_its_log(part: Callable[[str], ModuleType], tmp_path: Path) -> None:
    processes = part("processes")
    log = tmp_path / "server.log"
    server = processes.start(["sh", "-c", "echo no such key; exit 3"], tmp_path / "pid", log)
    with pytest.raises(part("folders").ServiceError, match=r"(?s)server ended while starting.*no such key"):
        processes.wait_until(lambda: False, server, log, 10)
    os.waitpid(server.pid, 0)


def test_a_number_that_another_process_got_is_not_taken_for_the_server(
    part: Callable[[str], ModuleType], tmp_path: Path
) -> None:
    (tmp_path / "pid").write_text(f"{os.getpid()} 1\n")
    assert part("processes").load(tmp_path / "pid") is None


def test_status_of_nothing_is_three_for_each_server(tmp_path: Path) -> None:
    done = run("status", HUB_SERVICES_DIR=str(tmp_path / "none"), PATH=os.environ["PATH"])
    assert done.returncode == 3
    lines = [line.split(maxsplit=2)[:2] for line in done.stdout.splitlines()]
    assert lines == [[name, "3"] for name in ("postgres", "redis", "elasticsearch", "chromium")]


def test_a_given_server_that_does_not_answer_is_named(tmp_path: Path) -> None:
    nowhere = {
        "HUB_TEST_DATABASE_URL": "postgres://127.0.0.1:1/x",
        "HUB_TEST_REDIS_URL": "redis://127.0.0.1:1",
        "HUB_TEST_ELASTICSEARCH_URL": "http://127.0.0.1:1",
        "HUB_CHROMIUM": str(tmp_path / "chromium"),
    }
    done = run("up", HUB_SERVICES_DIR=str(tmp_path / "none"), PATH=os.environ["PATH"], **nowhere)
    assert done.returncode == 1
    for name in nowhere:
        assert f"{name} is set, but nothing answers there" in done.stderr


def test_an_unknown_command_explains_itself() -> None:
    done = run("restart", PATH=os.environ["PATH"])
    assert done.returncode == 2
    assert "usage: bin/services up | down | status" in done.stderr
