"""The pages, as a WSGI application (granian in scale-out, inside the one process when embedded).

All views are loaded before the first reader comes, and what stays for ever is taken out of the garbage collector's rounds:
looking through it again and again is a fifteenth of a page's time, and one long pause now and then.
"""

import gc

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 - reading them imports every view
gc.collect()
gc.freeze()
