"""The test suite: PostgreSQL, Redis and Elasticsearch named by HUB_TEST_* (see bin/services), each worker in rooms of its own.

HUB_TEST_EMBEDDED=1 runs on SQLite, tantivy and in-memory sockets instead. HUB_TEST_ROOM (0 to 8) keeps a second checkout
out of the way of the first on the same servers.
"""

import os
import tempfile
from pathlib import Path

EMBEDDED = os.environ.get("HUB_TEST_EMBEDDED") == "1" or not os.environ.get("HUB_TEST_DATABASE_URL")
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
_number = int(WORKER.removeprefix("gw") or 0) if WORKER.startswith("gw") else 0
ROOM = int(os.environ.get("HUB_TEST_ROOM", "0"))
_kind = "embedded" if EMBEDDED else "scaled"
_room = Path(tempfile.gettempdir()) / f"zsa-hub-tests-{os.getuid()}" / f"{ROOM}-{_kind}-{WORKER}"
(_room / "static").mkdir(parents=True, exist_ok=True)  # WhiteNoise warns when it is missing
os.environ["HUB_VAR"] = str(_room)
if EMBEDDED:
    for name in ("DATABASE_URL", "REDIS_URL", "ELASTICSEARCH_URL"):
        os.environ.pop(name, None)
else:
    os.environ["DATABASE_URL"] = os.environ["HUB_TEST_DATABASE_URL"]
    _redis = os.environ.get("HUB_TEST_REDIS_URL", "redis://127.0.0.1:6379").rstrip("/")
    os.environ["REDIS_URL"] = f"{_redis}/{4 * ROOM + _number}"
    os.environ["ELASTICSEARCH_URL"] = os.environ.get("HUB_TEST_ELASTICSEARCH_URL", "")
    os.environ["HUB_SEARCH_PREFIX"] = f"test-{ROOM}-{WORKER}"

from hub.config.settings.base import *  # noqa: E402, F403
from hub.config.settings.base import DATABASES, STORAGES  # noqa: E402

SECRET_KEY = "only-for-tests-" + "x" * 40
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
HUB_OUTBOX_WAKE = "none"
HUB_DEMO = True
HUB_LIMITS = False
HUB_QUESTIONS_SECONDS = 0.0
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
DATABASES["default"]["OPTIONS"].pop("pool", None)
DATABASES["default"]["CONN_MAX_AGE"] = 0
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
