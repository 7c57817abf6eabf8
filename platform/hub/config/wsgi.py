"""The pages, as a WSGI application (granian in scale-out, inside the one process when embedded)."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
