"""The production settings: complete or they do not start, and clean under Django's own deployment check."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

NEEDED = {
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ALLOWED_HOSTS": "hub.example.org",
    "HUB_BASE_URL": "https://hub.example.org",
    "DATABASE_URL": "postgres://hub@127.0.0.1:1/hub",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "EMAIL_URL": "smtp+tls://user:secret@mail.example.org:587",
    "HUB_FROM_EMAIL": "hub@example.org",
}


def check(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return manage(folder, "check", "--deploy", "--fail-level", "ERROR", **environment)


def manage(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG")}
    env = kept | {"DJANGO_SETTINGS_MODULE": "hub.config.settings.production", "HUB_VAR": str(folder)} | environment
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def test_the_deployment_check_names_one_thing_that_is_meant(tmp_path: Path) -> None:
    done = check(tmp_path, **NEEDED)
    assert done.returncode == 0, done.stderr
    warned = {line.split("security.")[1][:4] for line in done.stderr.splitlines() if "security.W" in line}
    assert warned <= {"W019"}  # the editors' preview is a frame of the same origin; public pages refuse frames by CSP


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_production_does_not_start_without(name: str, tmp_path: Path) -> None:
    done = check(tmp_path, **{k: v for k, v in NEEDED.items() if k != name})
    assert done.returncode != 0
    assert name in done.stderr


def test_links_signed_with_a_former_key_hold_while_it_is_named(tmp_path: Path) -> None:
    shown = "from django.conf import settings as s; print(s.SECRET_KEY_FALLBACKS, s.DEFAULT_FROM_EMAIL)"
    done = manage(tmp_path, "shell", "--no-imports", "-c", shown, **NEEDED, SECRET_KEY_FALLBACKS="former-1,former-2")
    assert done.stdout.splitlines()[-1:] == ["['former-1', 'former-2'] hub@example.org"], done.stderr
