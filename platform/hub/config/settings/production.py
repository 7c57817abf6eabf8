"""Production: secrets and addresses come from the environment; nothing here has an unsafe default."""

from hub.config.settings.base import *  # noqa: F403
from hub.config.settings.base import env

# Every one of these must be given: none has a default that would be safe for many processes.
for _needed in (
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "HUB_BASE_URL",
    "DATABASE_URL",
    "REDIS_URL",
    "EMAIL_URL",
    "HUB_FROM_EMAIL",
):
    env.str(_needed)

SECRET_KEY = env.str("SECRET_KEY")
# Former keys while a new one takes over: sessions and links signed with them still hold.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
# How many proxies of ours stand in front; each must set X-Forwarded-For. Sign-in limits count clients by it.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
HUB_DEMO = False
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
