"""The pages, as a WSGI application (granian in scale-out, inside the one process when embedded)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.config.settings.dev")
application = get_wsgi_application()
