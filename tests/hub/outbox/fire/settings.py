"""How the workers under fire are set up: as in scale-out, with claims that run out quickly."""

from hub.config.settings.base import *  # noqa: F403
from hub.config.settings.base import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.hub.outbox.fire"]
SECRET_KEY = "only-for-tests-" + "x" * 40
HUB_OUTBOX_CLAIM_SECONDS = 2.0
