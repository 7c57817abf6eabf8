"""The embedded default: nothing but Python, one process, demo content. Needs no environment variable."""

import secrets

from hub.config.settings.base import *  # noqa: F403
from hub.config.settings.base import HUB_VAR, env

HUB_VAR.mkdir(parents=True, exist_ok=True)
_key = HUB_VAR / "secret-key"
if not _key.exists():
    _key.touch(mode=0o600)
    _key.write_text(secrets.token_urlsafe(50))
SECRET_KEY = _key.read_text()
DEBUG = env.bool("HUB_DEBUG", default=False)
HUB_DEMO = True
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}  # noqa: F405
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "security.W012", "security.W016"]
