"""What every way of running the Hub shares. Two modes, one code: without environment variables everything is embedded
(SQLite, tantivy, in-memory sockets, one process); DATABASE_URL, REDIS_URL and ELASTICSEARCH_URL each move one part out.
"""

from pathlib import Path

import django_stubs_ext
import environ
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _
from kombu import Queue

django_stubs_ext.monkeypatch()  # lets ModelForm[User] and the like be written at run time

BASE_DIR = Path(__file__).resolve().parents[4]
env = environ.Env()

# One folder holds all that the embedded mode keeps: database, index, mail, files.
HUB_VAR = Path(env.str("HUB_VAR", default=str(BASE_DIR / "var"))).absolute()

DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ROOT_URLCONF = "hub.config.urls"
WSGI_APPLICATION = "hub.config.wsgi.application"
ASGI_APPLICATION = "hub.config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
SITE_ID = 1

FIRST_PARTY = [
    "cms",
    "ip_transfer",
    "hub.listings",
    "hub.standards",
    "hub.corrections",
    "hub.messaging",
    "hub.verification",
    "hub.accounts",
    "search",
    "hub.workflow",
    "hub.notifications",
    "hub.activity",
    "hub.files",
    "hub.outbox",
    "hub.vocabularies",
    "hub.common",
]
WAGTAIL = [
    "wagtail.contrib.redirects",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "cms.apps.DeskConfig",
    "wagtail.locales",
    "wagtail",
    "modelcluster",
    "taggit",
]
LIBRARIES = ["allauth", "allauth.account", "channels", "csp", "heroicons"]
DJANGO = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]
INSTALLED_APPS = [*FIRST_PARTY, *WAGTAIL, *LIBRARIES, *DJANGO]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "hub.common.locale_middleware.HubLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hub.accounts.middleware.ActingOrganisationMiddleware",
    "hub.accounts.middleware.SignInMiddleware",
    "cms.middleware.DeskLanguageMiddleware",
    "cms.middleware.DeskPolicyMiddleware",
    "hub.common.path_middleware.NoNulMiddleware",
    "hub.workflow.middleware.WorkflowErrorMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "hub.common.context.frame",
                "cms.context.desk",
            ],
        },
    }
]
FORM_RENDERER = "hub.common.form_renderer.HubFormRenderer"

# Languages
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("zh-hans", _("Simplified Chinese"))]
WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
WAGTAIL_I18N_ENABLED = True
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["hub.common.formats"]
TIME_ZONE = "UTC"

# Database: SQLite in HUB_VAR unless DATABASE_URL is set.
if env.str("DATABASE_URL", default=""):
    DATABASES = {"default": {**env.db_url("DATABASE_URL"), "ATOMIC_REQUESTS": False, "CONN_MAX_AGE": 0}}
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # a connection that the server ended is not handed out again
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": 8}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HUB_VAR / "db.sqlite3",
            "ATOMIC_REQUESTS": False,
            "CONN_MAX_AGE": 600,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA cache_size=-20000;"
                "PRAGMA mmap_size=134217728;PRAGMA temp_store=MEMORY;",
            },
        }
    }

# Redis: sockets, cache and jobs leave the process when REDIS_URL is set.
REDIS_URL = env.str("REDIS_URL", default="")
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# One Celery queue for each queue of the outbox and one for the clock: `celery worker -Q mail` sends mail and nothing else.
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_QUEUES = [
    Queue(name, routing_key=name) for name in ("default", "mail", "search", "files", "realtime", "clock")
]
if REDIS_URL:
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.core.RedisChannelLayer",
            "CONFIG": {"hosts": [{"address": REDIS_URL, "socket_timeout": None, "max_connections": 1000}]},
        }
    }
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
    CELERY_BROKER_URL = REDIS_URL
    # A broker that is down may cost a request two tries, not seconds: the clock finds what was not announced.
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, float] = {
        "socket_connect_timeout": 2,
        "health_check_interval": 10,
        "max_retries": 1,
        "interval_start": 0,
    }
else:
    CHANNEL_LAYERS = {"default": {"BACKEND": "hub.common.realtime.LoopSafeInMemoryChannelLayer"}}
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    CELERY_BROKER_URL = "memory://localhost/"
    CELERY_BROKER_TRANSPORT_OPTIONS = {"polling_interval": 0.05}
# Seconds for which a process gathers what was asked of the search before it writes the counts; 0: only at its end.
HUB_QUESTIONS_SECONDS = env.float("HUB_QUESTIONS_SECONDS", default=10.0)
# How a committed outbox row is announced: "celery" (a drain task), "none" (tests drain by hand).
HUB_OUTBOX_WAKE = "celery"
# Seconds for which a drainer holds what it took (renewed while it works): how long the work of a killed one waits.
HUB_OUTBOX_CLAIM_SECONDS = env.float("HUB_OUTBOX_CLAIM_SECONDS", default=120.0)
# Days for which effects that were done or dropped are kept; for as long their keys refuse a repeat.
HUB_OUTBOX_KEEP_DAYS = env.int("HUB_OUTBOX_KEEP_DAYS", default=90)
# For resilience tests: the channel layer accepts every message and delivers none.
HUB_LOSSY_CHANNEL_LAYER = env.bool("HUB_LOSSY_CHANNEL_LAYER", default=False)
if HUB_LOSSY_CHANNEL_LAYER:
    CHANNEL_LAYERS = {"default": {"BACKEND": "hub.common.realtime.DroppingChannelLayer"}}
# Seconds between two heartbeats of a socket; each carries the newest sequence numbers, so a lost poke heals within one.
HUB_SOCKET_HEARTBEAT_SECONDS = env.float("HUB_SOCKET_HEARTBEAT_SECONDS", default=20.0)

# Search: tantivy in HUB_VAR; Elasticsearch in front of it when ELASTICSEARCH_URL is set.
ELASTICSEARCH_URL = env.str("ELASTICSEARCH_URL", default="")
HUB_SEARCH_PREFIX = env.str("HUB_SEARCH_PREFIX", default="zsa-hub")
HUB_SEARCH_INDEX_DIR = HUB_VAR / "search"
# Wagtail's own search serves the editors' admin only; the Hub's search never goes through it.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# Accounts
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    # Eight, not more: of the 19,641 common passwords 8,354 are that long; with ten only 1,780 would be refused (ASVS 6.2.4).
    {"NAME": "hub.accounts.validators.LengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "hub.accounts.validators.ContextWordsValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account-home"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "hub.accounts.adapter.HubAccountAdapter"
ACCOUNT_FORMS = {
    "add_email": "hub.accounts.forms.addresses.HubAddEmailForm",
    "signup": "hub.accounts.forms.HubSignupForm",
    "change_password": "hub.accounts.forms.passwords.HubChangePasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a new password or address is told by mail (ASVS 6.3.7)
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600  # seconds (ASVS 6.5.5)
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # before another address (ASVS 7.5.1)
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600  # seconds
PASSWORD_RESET_TIMEOUT = 3600  # seconds
ACCOUNT_RATE_LIMITS = False  # the doors have limits of our own: hub.accounts.limits
HUB_LIMITS = env.bool("HUB_LIMITS", default=True)

# Wagtail
WAGTAIL_SITE_NAME = "ZSA Hub"
WAGTAILADMIN_BASE_URL = env.str("HUB_BASE_URL", default=f"http://localhost:{env.int('PORT', default=8000)}")
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILEMBEDS_FINDERS: list[str] = []  # no page asks other sites for embeds
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAILADMIN_NOTIFICATION_FROM_EMAIL = env.str("HUB_FROM_EMAIL", default="hub@localhost")
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.forms.files.HubDocumentForm"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.forms.files.HubImageForm"

# Mail always leaves through the outbox. Without EMAIL_URL it is spooled to HUB_VAR/mail and read at /dev/mail/.
EMAIL_TIMEOUT = 15  # seconds
DEFAULT_FROM_EMAIL = env.str("HUB_FROM_EMAIL", default="hub@localhost")
HUB_MAIL_DIR = HUB_VAR / "mail"
if env.str("EMAIL_URL", default=""):
    EMAIL_CONFIG = env.email_url("EMAIL_URL")
    vars().update(EMAIL_CONFIG)
    HUB_MAIL_SPOOL = False
else:
    EMAIL_BACKEND = "hub.notifications.mail_spool.SpoolBackend"
    HUB_MAIL_SPOOL = True

# Static and uploaded files
STATIC_URL = "/static/"
STATIC_ROOT = HUB_VAR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = HUB_VAR / "media"
HUB_FILES_DIR = HUB_VAR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HUB_FILES_DIR}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
HUB_MAX_UPLOAD_BYTES = 20 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "hub.files.upload_handlers.LimitingUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# The virus scanner: unix:/path/of/clamd.sock or host:port. With it, nobody gets a file before it was found clean.
HUB_CLAMD = env.str("HUB_CLAMD", default="")

# One line a day about how far the chain of acts reaches; best on a disk where lines can only be added.
HUB_ANCHOR_FILE = Path(env.str("HUB_ANCHOR_FILE", default=str(HUB_VAR / "activity-anchors.log")))

# Security headers
X_FRAME_OPTIONS = "SAMEORIGIN"  # the editors' preview is a frame; public pages are closed by frame-ancestors
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "hub.common.views.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ("/cms/",),
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    },
}

# Demo accounts and content exist only where this is switched on.
HUB_DEMO = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("HUB_LOG_LEVEL", default="WARNING")},
}
